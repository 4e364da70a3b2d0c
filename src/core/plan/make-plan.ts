import { findAttribute } from '../attributes/attributes.ts';
import { liveValue } from '../attributes/value.ts';
import { cover } from '../approval/cover.ts';
import type { Desired } from '../desired/desired.ts';
import { evaluateGuards } from '../guards/evaluate.ts';
import { stricter } from '../guards/stricter.ts';
import { brokenExpectations, type FoundBroken } from '../impact/expectations.ts';
import { impactOf } from '../impact/impact.ts';
import type { Live } from '../live/live.ts';
import { indexLive, type LiveIndex } from '../match/live-index.ts';
import { countPlan } from './counts.ts';
import { findTwins } from './creation.ts';
import { diff, liveOf, type Difference, type FoundChange } from './diff.ts';
import { digest } from './digest.ts';
import { nameObjects } from './names.ts';
import { makeOperations } from './operations.ts';
import { byLabel, byObject, byPhase, byReleased, byText } from './order.ts';
import type {
  BrokenExpectation,
  Change,
  GroupImpact,
  ObjectKey,
  Plan,
  Provenance,
  Released,
} from './plan.ts';

export interface PlanInput {
  readonly head: Desired;
  /** What was wanted before; without it everything counts as pending. */
  readonly base?: Desired;
  readonly live: Live;
  readonly now: Date;
  readonly only?: readonly string[];
  /** Plans that were reviewed: an override for one of them holds for whatever it covers. */
  readonly approved?: readonly Plan[];
  /** The approved plan outside which nothing will run: the guards judge what it covers. */
  readonly within?: Plan;
  readonly provenance: Provenance;
}

/** The plan that takes the live tenant to what is desired. The same input always gives the same plan. */
export function makePlan(input: PlanInput): Plan {
  const { head, base, live } = input;
  const index = indexLive(live);
  const settings = stricter(head.settings, base?.settings);
  const wanted = diff(head, live, index, settings.authorities);
  const before = base && diff(base, live, index, settings.authorities);
  const parts = { ...withOrigin(wanted, before), released: released(wanted, before, index) };
  const operations = makeOperations(parts.changes, index, wanted.transitions).toSorted(byPhase);
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
  const expectations = withExpectationOrigin(
    brokenExpectations(wanted.entries, { ...scope, changes: parts.changes }),
    before && brokenExpectations(before.entries, { ...scope, changes: before.changes.map(asPending) }),
  );
  const running = input.within ? coveredBy(input.within, planned) : planned;
  const guards = evaluateGuards({
    ...running,
    expectations,
    impact: running === planned ? impact : impactOf({ ...scope, changes: running.changes }),
    settings,
    live,
    index,
    entries: wanted.entries,
    twins: findTwins(wanted.creations, live),
    now: input.now,
    approved: input.approved ?? [],
  });
  const others = [...guards.flatMap((verdict) => verdict.objects), ...impact.flatMap(objectsIn)];
  return {
    format: 1,
    tenant,
    ...(input.only && input.only.length > 0 ? { only: [...input.only].toSorted() } : {}),
    changes: parts.changes,
    operations,
    blocked: parts.blocked,
    unresolved: parts.unresolved,
    released: parts.released,
    impact,
    expectations,
    guards,
    loosened: settings.loosened,
    counts: countPlan({ ...planned, skippedDefaults: wanted.skippedDefaults, head, live }),
    digest: planned.digest,
    names: nameObjects({ ...planned, others }, index),
    evaluatedAt: input.now.toISOString(),
    provenance: input.provenance,
  };
}

const asPending = (change: FoundChange): Change => ({ ...change, origin: 'pending' });

/** An expectation that the base broke too is nobody's news. */
function withExpectationOrigin(
  broken: readonly FoundBroken[],
  before: readonly FoundBroken[] | undefined,
): readonly BrokenExpectation[] {
  const identify = (each: FoundBroken): string =>
    `${each.group} ${each.expected} ${each.user ?? each.message}`;
  const known = new Set(before?.map(identify));
  return broken
    .map((each) => ({
      ...each,
      origin:
        before === undefined || known.has(identify(each)) ? ('pending' as const) : ('introduced' as const),
    }))
    .toSorted(
      (a, b) => byText(a.group, b.group) || byText(a.expected, b.expected) || byText(a.message, b.message),
    );
}

const objectsIn = ({ group, buckets, secondOrder }: GroupImpact): readonly ObjectKey[] => [
  group,
  ...secondOrder,
  ...buckets.flatMap((bucket) => bucket.members),
];

/** The part of a plan that runs where whatever an approved plan does not cover is held. */
function coveredBy<T extends Pick<Plan, 'tenant' | 'changes' | 'operations'>>(approved: Plan, planned: T): T {
  const changes = cover([approved], { ...planned, format: 1 }).covered;
  const keys = new Set(changes.map((change) => change.key));
  const operations = planned.operations.filter((operation) =>
    operation.changes.every((key) => keys.has(key)),
  );
  return { ...planned, changes, operations };
}

type Parts = Pick<Plan, 'changes' | 'blocked' | 'unresolved'>;

/** Introduced is what the head wants and the base did not want, of the same live tenant. */
function withOrigin(wanted: Difference, before: Difference | undefined): Parts {
  const known = new Set(before && [...before.changes, ...before.blocked].map(identity));
  const knownUnresolved = new Set(before?.unresolved.map(identifyUnresolved));
  const origin = (isKnown: boolean): { origin: 'introduced' | 'pending' } => ({
    origin: before === undefined || isKnown ? 'pending' : 'introduced',
  });
  return {
    changes: wanted.changes
      .map((change) => ({ ...change, ...origin(known.has(identity(change))) }))
      .toSorted(byObject),
    blocked: wanted.blocked
      .map((each) => ({ ...each, ...origin(known.has(identity(each))) }))
      .toSorted(byObject),
    unresolved: wanted.unresolved
      .map((each) => ({ ...each, ...origin(knownUnresolved.has(identifyUnresolved(each))) }))
      .toSorted(byLabel),
  };
}

const identity = (each: { key: string; after: unknown }): string =>
  `${each.key} ${JSON.stringify(each.after)}`;
const identifyUnresolved = (each: { kind: string; label: string; message: string }): string =>
  `${each.kind} ${each.label} ${each.message}`;

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
