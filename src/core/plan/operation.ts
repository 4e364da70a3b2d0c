import type { Change, ContextValue, ObjectKey, Operation, Phase, Write } from './plan.ts';

/** An operation that goes through Graph; its key is the object's and a name that is stable from plan to plan. */
export function operation(
  object: ObjectKey,
  name: string,
  phase: Phase,
  write: Write,
  changes: readonly Change[],
  context: readonly ContextValue[] = [],
  dependsOn: readonly string[] = [],
): Operation {
  return {
    key: `${object} ${name}`,
    phase,
    object,
    channels: ['graph'],
    write,
    changes: changes.map((change) => change.key),
    context,
    dependsOn,
  };
}
