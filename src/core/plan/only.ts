import { findAttribute } from '../attributes/attributes.ts';
import type { Desired, DesiredObject } from '../desired/desired.ts';
import { TenantryError } from '../problem.ts';
import { definitionKey, definitionOf } from './definitions.ts';

/** One `--only`: `user:adele.vance@contoso.com`, `group:sg-engineering-br`, or either with an id. */
export interface Target {
  readonly kind: 'user' | 'group';
  readonly name: string;
}

/** Reads `KIND:NAME`; throws TenantryError where it is neither a user nor a group. */
export function parseTarget(text: string): Target {
  const [kind, ...rest] = text.split(':');
  const name = rest.join(':').trim();
  if ((kind !== 'user' && kind !== 'group') || name === '')
    throw new TenantryError({
      id: 'only',
      message: `--only ${text} names nothing that can be planned`,
      remedy: 'Write --only user:adele.vance@contoso.com or --only group:sg-engineering-br.',
    });
  return { kind, name };
}

/** The configuration with just the entries that are targets, and the definitions that they use. */
export function limitTo(desired: Desired, targets: readonly Target[]): Desired {
  const wanted = (entry: DesiredObject): boolean =>
    targets.some(
      ({ kind, name }) =>
        kind === entry.kind && [entry.label.toLowerCase(), entry.id].includes(name.toLowerCase()),
    );
  const users = desired.users.filter(wanted);
  const groups = desired.groups.filter(wanted);
  const used = new Set(
    [...users, ...groups].flatMap((entry) =>
      Object.keys(entry.attributes).flatMap((name) => {
        const row = findAttribute(entry.kind, name);
        return row ? [definitionOf(row)] : [];
      }),
    ),
  );
  const definitions = desired.definitions.filter((each) => used.has(definitionKey(each)));
  return { ...desired, users, groups, definitions };
}
