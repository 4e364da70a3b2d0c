import type { Attribute, ObjectKind } from '../core/attributes/attribute.ts';
import { findAttribute } from '../core/attributes/attributes.ts';
import { liveValue, sameValue } from '../core/attributes/value.ts';
import type { Desired } from '../core/desired/desired.ts';
import { noEvidence, type Live, type LiveObject } from '../core/live/live.ts';
import { findLive, type LiveIndex } from '../core/match/live-index.ts';
import { wantedValue } from '../core/plan/wanted.ts';
import { sourceOf } from '../core/route/observe.ts';
import type { Query } from '../ports.ts';
import { sorted } from './sorted.ts';

/** What decides through which door the values go that differ from what Graph shows. */
export function neededEvidence(
  desired: readonly Desired[],
  live: Live,
  index: LiveIndex,
  recipientsKnown: boolean,
): readonly Query[] {
  const found = desired.flatMap((each) => differences(each, live, index));
  const users = found.filter(({ row }) => row.on === 'user');
  const numbered = users.filter(({ row }) => row.route === 'extensionAttribute');
  const asksExchange = desired.some(({ settings }) => settings.exchange.route !== 'never');
  const stranded = numbered.filter(
    ({ object }) => sourceOf(object, noEvidence) === 'traced' && !live.evidence.recipients.get(object.id),
  );
  const sensitive = users.filter(({ row }) => isSensitive(row));
  const immutable = users.some(({ row }) => row.route === 'immutableId');
  return [
    ...(asksExchange && numbered.length > 0
      ? [{ query: 'recipients', users: ids(numbered), of: live.users.length } as const]
      : []),
    // The permission to read this also allows to write it, so it is asked of nobody for whom it decides nothing.
    ...((recipientsKnown || !asksExchange) && stranded.length > 0
      ? [{ query: 'cloudManaged', users: ids(stranded), groups: [] } as const]
      : []),
    ...(users.length > 0
      ? [
          {
            query: 'roleHolders',
            groups: ids(live.groups.filter(isRoleAssignable).map(asObject)),
            required: sensitive.length > 0,
          } as const,
        ]
      : []),
    // The id of a deleted user stays taken.
    ...(immutable ? [{ query: 'deletedUsers', select: ['onPremisesImmutableId'] } as const] : []),
  ];
}

interface Difference {
  readonly row: Attribute;
  readonly object: LiveObject;
}

function differences(desired: Desired, live: Live, index: LiveIndex): readonly Difference[] {
  return [...desired.users, ...desired.groups].flatMap((entry) => {
    const object = findLive(entry, index);
    if (!object) return [];
    return Object.entries(entry.attributes).flatMap(([name, declared]) => {
      const row = findAttribute(entry.kind satisfies ObjectKind, name);
      if (!row || row.on === 'group') return [];
      const shown = liveValue(row, object);
      const wanted = wantedValue(row, declared, shown, entry, index);
      return wanted.clear && !sameValue(row, shown, wanted.value) ? [{ row, object }] : [];
    });
  });
}

const isSensitive = ({ route }: Attribute): boolean =>
  route === 'sensitive' || route === 'cloudSensitive' || route === 'immutableId';

const isRoleAssignable = (group: LiveObject): boolean => group['isAssignableToRole'] === true;

const asObject = (object: LiveObject): Pick<Difference, 'object'> => ({ object });

const ids = (found: readonly Pick<Difference, 'object'>[]): readonly string[] =>
  sorted(found.map(({ object }) => object.id));
