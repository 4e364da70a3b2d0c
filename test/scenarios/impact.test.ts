import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  impactDirections,
  type GroupImpact,
  type ImpactDirection,
  type Plan,
} from '../../src/core/plan/plan.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { Group, State } from '../../src/emulator/state.ts';
import { stateOf, tenants, textsOf, type Tenant } from './impact-generated.ts';
import { practise, type Practice } from './support-practice.ts';

/** TENANTRY_IMPACT_RUNS for longer sweeps. */
const runs = { numRuns: Number(process.env['TENANTRY_IMPACT_RUNS'] ?? 120) };
const timeout = 300_000;

/** A tenant in which Entra has evaluated everything, and evaluates nothing more before it is told to. */
async function onSettled<T>(tenant: Tenant, use: (practice: Practice) => Promise<T>): Promise<T> {
  const practice = await practise({
    state: stateOf(tenant),
    throttling: false,
    evaluationMs: 86_400_000,
  });
  try {
    practice.emulator.settle({ all: true });
    return await use(practice);
  } finally {
    await practice.close();
  }
}

/** Members by the key that plans have for the group. */
type Members = ReadonlyMap<string, ReadonlySet<string>>;

const membersIn = ({ groups }: State, before: State): Members =>
  new Map(
    groups.map((group) => [
      keyOf(group, before),
      new Set(group.members?.map((member) => `user:${member.id}`)),
    ]),
  );
/** A group that was not there before has the key of the repository. */
const keyOf = ({ id, uniqueName }: Group, before: State): string =>
  `group:${before.groups.some((group) => group.id === id) ? id : String(uniqueName)}`;

const inBuckets = ({ buckets }: GroupImpact, direction: ImpactDirection): readonly string[] =>
  buckets.filter((bucket) => bucket.direction === direction).flatMap((bucket) => bucket.members);

const undetermined = (impact: GroupImpact): readonly string[] => [
  ...inBuckets(impact, 'undeterminedMember'),
  ...inBuckets(impact, 'undeterminedOther'),
];

/** The members that a plan predicts; of some it says that they cannot be determined. */
function predicted({ impact, changes }: Plan, before: Members): Members {
  const after = new Map<string, ReadonlySet<string>>(before);
  for (const each of impact.filter(({ processing }) => processing === 'on'))
    after.set(
      each.group,
      new Set([
        ...without(before.get(each.group) ?? [], inBuckets(each, 'leaves')),
        ...inBuckets(each, 'enters'),
      ]),
    );
  for (const { object, attribute, after: value } of changes) {
    if (attribute !== 'exists') continue;
    if (value === false) after.delete(object);
    else if (!after.has(object)) after.set(object, new Set());
  }
  return after;
}

const without = (all: Iterable<string>, some: readonly string[]): readonly string[] => {
  const left = new Set(some);
  return [...all].filter((each) => !left.has(each));
};

/** `GROUP: PEOPLE` for each group, without those of whom nothing can be said. */
const shown = (members: Members, impacts: readonly GroupImpact[]): readonly string[] =>
  [...members]
    .map(([key, people]) => {
      const impact = impacts.find(({ group, processing }) => group === key && processing === 'on');
      const open = impact ? undetermined(impact) : [];
      return `${short(key)}: ${without(people, open).map(short).toSorted().join(' ')}`;
    })
    .toSorted();
const short = (key: string): string => key.replace(/^(?:user|group):(?:0{8}-0{4}-40{3}-80{3}-0*)?/, '');

describe('on a tenant in which the rules and the members agree', () => {
  it('what was predicted is what happened', { timeout }, async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(tenants, async (tenant) => {
        await onSettled(tenant, async ({ emulator, plan, run }) => {
          const start = emulator.state();
          const before = membersIn(start, start);
          const made = await plan(textsOf(tenant));
          expect(made.blocked).toEqual([]);
          expect(await run(made)).toMatchObject({ exitCode: 0 });
          emulator.settle();
          const after = membersIn(emulator.state(), start);
          expect(shown(after, made.impact)).toEqual(shown(predicted(made, before), made.impact));
          for (const each of made.impact) {
            expectRange(each, after.get(each.group)?.size ?? 0);
            for (const word of [each.processing, ...each.causes, ...each.buckets.map((one) => one.direction)])
              seen.add(word);
          }
        });
      }),
      runs,
    );
    // The tenants have everything that there is, but for a disagreement, which a settled tenant has not.
    expect(seen).toEqual(new Set(everything));
  });

  it(
    'who is away meanwhile is who leaves when Entra evaluates between attributes and rules',
    { timeout },
    async () => {
      let away = 0;
      await fc.assert(
        fc.asyncProperty(tenants, async (generated) => {
          const tenant = determined(withoutTransition(generated));
          await onSettled(tenant, async ({ emulator, plan, run }) => {
            const made = await plan(textsOf(tenant));
            const events = await evaluatedBeforeRules(emulator, made, () => run(made));
            for (const [event, there, back] of [
              ['removed', 'leavesMeanwhile', 'leaves'],
              ['added', 'entersMeanwhile', 'enters'],
            ] as const) {
              const happened = events.filter((each) => each.event === event).map(({ pair }) => pair);
              const meanwhile = ofAll(made, there);
              away += meanwhile.length;
              expect(without(meanwhile, happened)).toEqual([]);
              const known = [...meanwhile, ...ofAll(made, back)];
              expect(without(happened, known)).toEqual([]);
            }
          });
        }),
        runs,
      );
      expect(away).toBeGreaterThan(10);
    },
  );
});

const everything = [
  'on',
  'paused',
  'frozen',
  'rule',
  'attributes',
  'conversion',
  'resumed',
  'created',
  'deleted',
  ...impactDirections.filter((each) => !['unexpectedMember', 'missingMember'].includes(each)),
];

function expectRange({ after, causes, before, enters, leaves }: GroupImpact, size: number): void {
  if (causes.includes('deleted')) return;
  expect(size).toBeGreaterThanOrEqual(after.min);
  expect(size).toBeLessThanOrEqual(after.max);
  expect(before + enters - leaves).toBeGreaterThanOrEqual(after.min);
}

const withoutTransition = (tenant: Tenant): Tenant => ({
  ...tenant,
  teams: tenant.teams.map(({ entry, ...team }) => {
    if (!entry) return team;
    const { transition: _, ...rest } = entry;
    return { ...team, entry: rest };
  }),
});

/** The same with nothing in it of which offline nothing can be said. */
const determined = (tenant: Tenant): Tenant =>
  JSON.parse(JSON.stringify(tenant).replaceAll(String.raw`(p)\\1`, 'pp')) as Tenant;

const earlier = ['definitions', 'pauses', 'creations', 'attributes', 'referencesAdded'];

/**
 * Runs a plan and lets Entra evaluate when all attributes are written and no rule is; returns who came and went then,
 * but for groups that are deleted or that the service will process no more.
 */
async function evaluatedBeforeRules(
  emulator: Emulator,
  plan: Plan,
  run: () => Promise<unknown>,
): Promise<readonly { readonly event: string; readonly pair: string }[]> {
  const start = emulator.state();
  const first = plan.operations.filter(({ phase }) => earlier.includes(phase)).length;
  if (first === plan.operations.length) return [];
  const held = emulator.holdAtWrite(first + 1, 'before');
  const ended = run();
  await held;
  emulator.settle();
  const { groups, membershipEvents } = emulator.state();
  emulator.release();
  await ended;
  const keys = new Map(groups.map((group) => [group.id, keyOf(group, start)]));
  return membershipEvents
    .slice(start.membershipEvents.length)
    .map(({ event, group, member }) => ({ event, group: keys.get(group) ?? group, member: `user:${member}` }))
    .filter(({ group }) => !isOver(plan, group))
    .map(({ event, group, member }) => ({ event, pair: `${group} ${member}` }));
}

const ofAll = ({ impact }: Plan, direction: ImpactDirection): readonly string[] =>
  impact.flatMap((each) => inBuckets(each, direction).map((member) => `${each.group} ${member}`));
const isOver = ({ impact }: Plan, key: string): boolean =>
  impact.some(
    ({ group, causes, processing }) =>
      group === key && (causes.includes('deleted') || processing === 'frozen'),
  );
