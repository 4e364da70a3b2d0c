import type { AuditEntry, AuditLog } from '../live/audit.ts';
import { unlogged } from '../live/logged-as.ts';
import type { Change, Plan } from '../plan/plan.ts';
import type { Contested, Drifted } from './drift.ts';
import { historiesOf, idOf, type Turn } from './history.ts';

/**
 * Finds in the audit log who made each change of a plan necessary. `actor` is the object id of whoever applies for the
 * files: what it wrote, and what anybody set to the declared value, is ours. `now` is when the tenant was read, since the
 * log keeps 30 days at most. Pure, and the order of the log does not matter.
 */
export function joinDrift(
  plan: Pick<Plan, 'changes'>,
  log: AuditLog,
  actor: string | undefined,
  now: Date,
): readonly Drifted[] {
  const entries = Map.groupBy(
    log.entries.flatMap((entry) => targetIds(entry).map((id) => ({ id, entry }))),
    ({ id }) => id,
  );
  const since = log.since === undefined ? undefined : beginning(log.since, now);
  return plan.changes.map((change) => {
    const ofObject = (entries.get(idOf(change.object)) ?? []).map(({ entry }) => entry);
    const histories = historiesOf(change, ofObject).map((turns) => withOurs(turns, actor));
    const contested = contestedIn(histories.flatMap(takenBack));
    return {
      change: change.key,
      ...culprit(change, histories.flat(), since),
      ...(contested ? { contested } : {}),
    };
  });
}

/** https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention */
const keptMs = 30 * 86_400_000;

/** Before this the log says nothing, whatever was asked of it. */
function beginning(since: string, now: Date): string {
  const kept = now.getTime() - keptMs;
  return new Date(Math.max(Date.parse(since), kept)).toISOString();
}

const targetIds = ({ targets }: AuditEntry): readonly string[] => [
  ...new Set(targets.map(({ id }) => id.toLowerCase())),
];

interface OwnedTurn extends Turn {
  readonly ours: boolean;
}

/** What we wrote without the log telling what was most likely what is declared. */
const withOurs = (turns: readonly Turn[], actor: string | undefined): readonly OwnedTurn[] =>
  turns.map(({ entry, asDeclared }) => {
    const byUs = actor !== undefined && entry.byId?.toLowerCase() === actor.toLowerCase();
    return { entry, asDeclared: asDeclared ?? byUs, ours: byUs };
  });

/** Who took it away last, or why nobody knows. */
function culprit(
  change: Change,
  turns: readonly OwnedTurn[],
  since: string | undefined,
): Pick<Drifted, 'by' | 'whyUnknown'> {
  const away = latest(turns.filter(({ asDeclared }) => asDeclared !== true));
  const back = latest(turns.filter(({ asDeclared }) => asDeclared === true));
  const isLink = change.attribute === 'owners' || change.attribute === 'members';
  // Of several links each has a history of its own, so that one that is back says nothing about the others.
  if (away && back && !isLink && turns.indexOf(back) > turns.indexOf(away))
    return { whyUnknown: `it was as declared on ${day(back)}, and the log tells of no change since` };
  if (!away) return { whyUnknown: whyUnknown(change, back, since) };
  if (away.ours)
    return { whyUnknown: `Tenantry itself wrote it last, on ${day(away)}, and the files changed since` };
  const { by: name, application, at, activity } = away.entry;
  if (name === '') return { whyUnknown: `the log names nobody for it (${activity}, ${day(away)})` };
  return { by: { name, application, at, activity } };
}

function whyUnknown(change: Change, back: OwnedTurn | undefined, since: string | undefined): string {
  const never = unlogged(change.kind, change.attribute);
  if (never !== undefined) return never;
  if (since === undefined) return 'the audit log could not be read';
  if (change.attribute === 'exists' && change.after === true)
    return 'the log knows objects by their id, and this group has none until it exists';
  if (isNew(change)) return 'the group does not exist yet';
  if (back) return `it was as declared on ${day(back)}, and the log tells of no change since`;
  return `the log tells of no change since ${since.slice(0, 10)}; it may be older, or one that the log leaves out`;
}

/** A group that does not exist is named by its key in the repository. */
const isNew = ({ object }: Change): boolean =>
  !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(idOf(object));

const latest = (turns: readonly OwnedTurn[]): OwnedTurn | undefined =>
  turns.reduce<OwnedTurn | undefined>(
    (last, turn) => (last && Date.parse(last.entry.at) > Date.parse(turn.entry.at) ? last : turn),
    undefined,
  );

const day = ({ entry }: OwnedTurn): string => entry.at.slice(0, 10);

interface Taker {
  readonly by: string;
  readonly id: string;
}

/** The actors who took it away after it had been set to what is declared, once for each time. */
function takenBack(turns: readonly OwnedTurn[]): readonly Taker[] {
  return turns.flatMap(({ entry, asDeclared, ours }, index) =>
    asDeclared !== true && !ours && entry.by !== '' && turns[index - 1]?.asDeclared === true
      ? [{ by: entry.by, id: entry.byId ?? entry.by }]
      : [],
  );
}

/** Twice is a fight: once may be a mistake. Of several the most stubborn, and of those the first by name. */
function contestedIn(takers: readonly Taker[]): Contested | undefined {
  const counts = [...Map.groupBy(takers, ({ id }) => id).values()].map((all) => ({
    by: all[0]?.by ?? '',
    times: all.length,
  }));
  const [most] = counts.toSorted((a, b) => b.times - a.times || (a.by < b.by ? -1 : 1));
  return most && most.times >= 2 ? most : undefined;
}
