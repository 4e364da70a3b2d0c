import type { Desired } from '../core/desired/desired.ts';
import { findAttribute } from '../core/attributes/attributes.ts';
import type { Query } from '../ports.ts';
import { sorted } from './sorted.ts';

/** The definitions of extensions, of just the applications that files name. */
export function neededDefinitions(desired: readonly Desired[]): readonly Query[] {
  const definitions = desired.flatMap((each) => each.definitions);
  const owners = sorted(definitions.map((each) => each.owner));
  const ofSchemas = sorted(
    definitions.filter((each) => each.kind === 'schemaExtension').map((each) => each.owner),
  );
  return [
    // It also tells which of the owners are there, and creations need that of either kind.
    ...(owners.length > 0 ? [{ query: 'directoryExtensions', owners } as const] : []),
    ...(ofSchemas.length > 0 ? [{ query: 'schemaExtensions', owners: ofSchemas } as const] : []),
  ];
}

/** Open extensions, which only a pass of their own over all users or groups shows. */
export function neededOpenExtensions(desired: readonly Desired[]): readonly Query[] {
  const kinds = (['user', 'group'] as const).filter((kind) =>
    desired
      .flatMap((each) => (kind === 'user' ? each.users : each.groups))
      .some((entry) =>
        Object.keys(entry.attributes).some((name) => findAttribute(kind, name)?.route === 'openExtension'),
      ),
  );
  return kinds.map((kind) => ({ query: 'openExtensions', kind }));
}
