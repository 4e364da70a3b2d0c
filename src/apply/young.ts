import type { State, Progress } from './state.ts';
import type { Trouble } from './trouble.ts';

/**
 * Whether trouble says that the service does not know the definition of an extension, and this may be because the
 * definition was created by the plan just before.
 */
export function lacksYoungDefinition({ job }: State, { operation }: Progress, trouble: Trouble): boolean {
  return (
    trouble.status === 400 &&
    unknownDefinition.test(trouble.message) &&
    operation.dependsOn.some((key) => job.definitions.has(key))
  );
}

/** Of a directory extension; of a schema extension in a body; of either in a `$select`. */
const unknownDefinition =
  /extension properties are not available|does not exist as a declared property or extension property|could not find a property named/i;
