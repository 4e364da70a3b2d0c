import { findAttribute } from '../attributes/attributes.ts';
import { liveValue } from '../attributes/value.ts';
import { asOfNow } from '../approval/as-of-now.ts';
import { heldBack } from '../approval/held-back.ts';
import { worseThanApproved } from '../approval/worse.ts';
import type { Desired } from '../desired/desired.ts';
import { evaluateGuards } from '../guards/evaluate.ts';
import { stricter } from '../guards/stricter.ts';
import { brokenExpectations } from '../impact/expectations.ts';
import { impactOf } from '../impact/impact.ts';
import type { Live } from '../live/live.ts';
import { indexLive, type LiveIndex } from '../match/live-index.ts';
import { countPlan } from './counts.ts';
import { findTwins } from './creation.ts';
import { diff, liveOf, type Difference } from './diff.ts';
import { digest } from './digest.ts';
import { inForce } from './freeze.ts';
import { nameObjects } from './names.ts';
import { makeOperations } from './operations.ts';
import { byPhase, byReleased } from './order.ts';
import { snapshotsOf } from './snapshots.ts';
import { asPending, expectationsWithOrigin, withOrigin } from './origin.ts';
import type { GroupImpact, ObjectKey, Plan, Provenance, Released } from './plan.ts';
import { leaveOut } from './without.ts';

export interface PlanInput {
  readonly head: Desired;
  /** What was wanted before; without it everything counts as pending. */
  readonly base?: Desired;
  readonly live: Live;
  readonly now: Date;
  readonly only?: readonly string[];
  /** Keys of changes to leave out. */
  readonly without?: readonly string[];
  /** Plans that were reviewed: an override for one of them holds for whatever it covers. */
  readonly approved?: readonly Plan[];
  /** The approved plans outside which nothing will run: the guards judge what they cover. */
  readonly within?: readonly Plan[];
  /** With `base`: what was pending before it is left out, and counted. */
  readonly introducedOnly?: true;
  /** A rollback writes what is frozen too: freezing is how it is kept. */
  readonly ignoreFreeze?: true;
  readonly provenance: Provenance;
}

/** The plan that takes the live tenant to what is desired. The same input always gives the same plan. */
export function makePlan(input: PlanInput): Plan {
  const { head, base, live } = input;
  const index = indexLive(live);
  const within = input.within?.map((each) => asOfNow(each, index));
  const strict = stricter(head.settings, base?.settings, input.now);
  const settings = { ...strict, freeze: input.ignoreFreeze ? [] : inForce(strict.freeze, input.now) };
  const all = diff(head, live, index, settings);
  const { kept, left } = leaveOut(all.changes, input.without ?? []);
  const wanted = {
    ...all,
    changes: kept,
    creations: all.creations.filter(({ label }) => !left.includes(`group:${label}/exists`)),
  };
  const before = base && diff(base, live, index, settings);
  const found = withOrigin(wanted, before);
  const changes = input.introducedOnly
    ? found.changes.filter(({ origin }) => origin === 'introduced')
    : found.changes;
  const parts = { ...found, changes, released: released(wanted, before, index) };
  const operations = makeOperations(parts.changes, index, {
    routes: wanted.routes,
    definitions: live.definitions,
    deletedGroups: live.deletedGroups,
    transitions: wanted.transitions,
  }).toSorted(byPhase);
  const tenant = { id: live.tenant.id, name: live.tenant.displayName };
  const planned = {
    ...parts,
    operations,
    tenant,
    digest: digest(tenant.id, parts.changes),
  };
  const scope = {
    users: live.users,
    groups: live.groups,
    index,
    at: input.now.getTime(),
    transitions: wanted.transitions,
  };
  const impact = impactOf({ ...scope, changes: parts.changes });
  const expectations = expectationsWithOrigin(
    brokenExpectations(wanted.entries, { ...scope, changes: parts.changes }),
    before && brokenExpectations(before.entries, { ...scope, changes: asPending(before.changes) }),
  );
  const running = within ? coveredBy(within, planned) : planned;
  const runningImpact = running === planned ? impact : impactOf({ ...scope, changes: running.changes });
  const guards = evaluateGuards({
    ...running,
    expectations,
    impact: runningImpact,
    settings,
    live,
    index,
    entries: wanted.entries,
    twins: findTwins(wanted.creations, live),
    now: input.now,
    approved: (input.approved ?? []).map((each) => asOfNow(each, index)),
  });
  const worse = within ? worseThanApproved(within, runningImpact, live.users.length) : [];
  const others = [
    ...guards.flatMap((verdict) => verdict.objects),
    ...impact.flatMap(objectsIn),
    ...worse.flatMap(({ group, leaves, enters }) => [group, ...leaves, ...enters]),
    ...wanted.unsettled.map(({ object }) => object),
    ...left.map((key) => key.slice(0, key.lastIndexOf('/'))),
    ...expectations.flatMap(({ group, user }) => (user === undefined ? [group] : [group, user])),
  ];
  return {
    format: 1,
    tenant,
    ...(input.only && input.only.length > 0 ? { only: [...input.only].toSorted() } : {}),
    ...(left.length > 0 ? { without: left.toSorted() } : {}),
    changes: parts.changes,
    operations,
    blocked: parts.blocked,
    unresolved: parts.unresolved,
    released: parts.released,
    unsettled: wanted.unsettled.toSorted(byReleased),
    snapshots: snapshotsOf(parts.changes, live, index),
    impact,
    worse,
    expectations,
    guards,
    loosened: settings.loosened,
    counts: countPlan({
      ...planned,
      skippedDefaults: wanted.skippedDefaults,
      ...(input.introducedOnly ? { leftPending: found.changes.length - changes.length } : {}),
      head,
      live,
    }),
    digest: planned.digest,
    names: nameObjects({ ...planned, others }, index, live.deletedGroups),
    evaluatedAt: input.now.toISOString(),
    provenance: input.provenance,
  };
}

const objectsIn = ({ group, buckets, secondOrder }: GroupImpact): readonly ObjectKey[] => [
  group,
  ...secondOrder,
  ...buckets.flatMap((bucket) => bucket.members),
];

/** The part of a plan that runs where whatever the approved plans do not cover is held. */
function coveredBy<T extends Pick<Plan, 'tenant' | 'changes' | 'operations'>>(
  approved: readonly Plan[],
  planned: T,
): T {
  const held = new Set(heldBack(approved, { ...planned, format: 1 }).map(({ operation }) => operation.key));
  const operations = planned.operations.filter(({ key }) => !held.has(key));
  const keys = new Set(operations.flatMap((operation) => operation.changes));
  return { ...planned, operations, changes: planned.changes.filter(({ key }) => keys.has(key)) };
}

function released(wanted: Difference, before: Difference | undefined, index: LiveIndex): readonly Released[] {
  const found: Released[] = [];
  for (const key of before?.managed ?? []) {
    if (wanted.managed.has(key)) continue;
    const slash = key.lastIndexOf('/');
    const object = key.slice(0, slash);
    const live = liveOf(object, index);
    const row = findAttribute(object.startsWith('user:') ? 'user' : 'group', key.slice(slash + 1));
    if (live && row)
      found.push({
        object,
        attribute: row.name,
        value: liveValue(row, live),
        ...(row.sensitive ? { sensitive: true as const } : {}),
      });
  }
  return found.toSorted(byReleased);
}
