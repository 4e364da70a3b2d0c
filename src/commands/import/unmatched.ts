import { findTwins, type Twin } from '../../core/plan/creation.ts';
import { match } from '../../core/match/match.ts';
import { formatPlace } from '../../core/problem.ts';
import type { Importing } from './importing.ts';
import type { LeftOut } from './object-edit.ts';

type Known = Pick<Importing, 'head' | 'live' | 'index' | 'scope'>;

/**
 * By id of a live group the entry without an id that may mean it: a plan would create a group of the same name. Names
 * identify nothing, so an import neither takes it for the same nor writes a second entry.
 */
export function twinsOf({
  head,
  live,
  index,
}: Pick<Known, 'head' | 'live' | 'index'>): ReadonlyMap<string, Twin> {
  const { creations } = match(head, live, index);
  const twins = findTwins(creations, { ...live, deletedGroups: [] });
  return new Map(twins.map((twin) => [twin.live.id, twin]));
}

/** What whoever knows has to decide. */
export const twinSentence = ({ entry, live, same }: Twin): string =>
  `The entry ${entry.label} (${formatPlace(entry.place)}) has no id, and the ${same} of this group. If it means this group, write id: ${live.id} into it; if it does not, give it another ${same}.`;

/** Entries that cannot be given an id. */
export function unpinnable(known: Known): readonly LeftOut[] {
  const { head, index, scope } = known;
  if (filtered(scope)) return [];
  const users = scope.users
    ? head.users.filter(
        ({ id, label }) => id === undefined && !index.usersByPrincipalName.has(label.toLowerCase()),
      )
    : [];
  return [
    ...users.map(({ label, place }) => ({
      kind: 'user' as const,
      name: label,
      why: `Nobody signs in with the name at ${formatPlace(place)}, and without an id nobody knows who was meant. Correct it, or remove it by hand.`,
    })),
    ...(scope.groups ? [...twinsOf(known).values()] : []).map((twin) => ({
      kind: 'group' as const,
      name: twin.live.displayName ?? twin.live.id,
      why: twinSentence(twin),
    })),
  ];
}

const mostNamed = 5;

/** A sentence about entries whose user or group the tenant does not have, where all of it was looked at. */
export function unmatchedRemark({ head, live, index, scope }: Known): readonly string[] {
  if (filtered(scope)) return [];
  const found = match(head, live, index).unresolved.filter(
    ({ kind, attribute }) => attribute === undefined && (kind === 'user' ? scope.users : scope.groups),
  );
  if (found.length === 0) return [];
  const named = found
    .slice(0, mostNamed)
    .map(({ kind, label, place }) => `${kind} ${label}${place ? ` (${formatPlace(place)})` : ''}`);
  const more = found.length > mostNamed ? ` and ${(found.length - mostNamed).toLocaleString('en')} more` : '';
  const [entries, stay] =
    found.length === 1 ? ['1 entry matches', 'stays'] : [`${found.length} entries match`, 'stay'];
  return [
    `${entries} nothing in the tenant and ${stay} as before: ${named.join(', ')}${more}. \`tenantry import --prune\` takes out whatever was deleted; a name that is another one now, correct by hand.`,
  ];
}

const filtered = ({ only, departments, domains, members, skipSynced }: Known['scope']): boolean =>
  only !== undefined || members !== undefined || skipSynced || departments.length + domains.length > 0;
