import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeclaredValue } from '../../src/core/desired/desired.ts';
import { concernedGroups } from '../../src/core/impact/concerned.ts';
import type { LiveObject } from '../../src/core/live/live.ts';
import { indexLive } from '../../src/core/match/live-index.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { compileRule, type CompiledRule } from '../../src/rules/evaluate.ts';
import { parseRule } from '../../src/rules/parse.ts';
import { managerName, type RuleObject } from '../../src/rules/value.ts';
import { desired, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';
import { declared, hireDate, tenants, type Person, type Tenant } from './impact-generated.ts';
import { upn } from './support-people.ts';

const at = new Date();

/** A person as rules see them, put together by hand. */
const ruleObject = (person: Person): RuleObject => ({
  objectId: id(person.number),
  department: person.department,
  jobTitle: person.jobTitle,
  extensionAttribute1: person.extensionAttribute1,
  accountEnabled: person.accountEnabled,
  otherMails: [...person.otherMails],
  employeeHireDate: hireDate(person.hired),
  [managerName]: person.manager === null ? null : id(person.manager),
});

const liveOf = (person: Person): LiveObject =>
  liveUser(person.number, upn(`u${person.number}`), {
    department: person.department,
    jobTitle: person.jobTitle,
    onPremisesExtensionAttributes: { extensionAttribute1: person.extensionAttribute1 },
    accountEnabled: person.accountEnabled,
    otherMails: [...person.otherMails],
    employeeHireDate: hireDate(person.hired),
    manager: person.manager === null ? null : id(person.manager),
  });

function compiled(text: string): CompiledRule {
  const { rule } = parseRule(text);
  if (!rule) throw new Error(`no rule: ${text}`);
  return compileRule(rule);
}

interface Ruled {
  readonly number: number;
  readonly text: string;
  readonly rule: CompiledRule;
}

/** The groups that are processed, each with everybody as a member whom its rule takes in. */
const ruledIn = ({ teams }: Tenant): readonly Ruled[] =>
  teams.flatMap(({ number, rule, paused }) =>
    rule === null || paused || rule.includes('memberOf')
      ? []
      : [{ number, text: rule, rule: compiled(rule) }],
  );

const matching = (rule: CompiledRule, people: readonly Person[]): readonly number[] =>
  people
    .filter((person) => rule(ruleObject(person), at.getTime()).member === true)
    .map(({ number }) => number);

/** Everybody asked before and after: `GROUP ± PERSON` for whoever comes or goes. */
const inFull = (groups: readonly Ruled[], before: readonly Person[], after: readonly Person[]): string[] =>
  groups
    .flatMap(({ number, rule }) => {
      const [was, is] = [matching(rule, before), matching(rule, after)];
      const open = after.filter((person) => rule(ruleObject(person), at.getTime()).member === null);
      return [
        ...is.filter((each) => !was.includes(each)).map((each) => `${number} + ${each}`),
        ...was
          .filter((each) => !is.includes(each) && !open.some((person) => person.number === each))
          .map((each) => `${number} - ${each}`),
        ...open
          .filter((person) => was.includes(person.number))
          .map((person) => `${number} ? ${person.number}`),
      ];
    })
    .toSorted();

const signs = { enters: '+', leaves: '-', undeterminedMember: '?' } as const;
const last = (key: string): string => key.replace(/^.*?0*(\d+)$/, '$1');

const inImpact = ({ impact }: Plan): string[] =>
  impact
    .flatMap(({ group, buckets }) =>
      Object.entries(signs).flatMap(([direction, sign]) =>
        buckets
          .filter((bucket) => bucket.direction === direction)
          .flatMap(({ members }) => members.map((member) => `${last(group)} ${sign} ${last(member)}`)),
      ),
    )
    .toSorted();

it('what is worked out of the people who change is what everybody comes to', () => {
  let moved = 0;
  fc.assert(
    fc.property(tenants, (tenant) => {
      const before = tenant.people;
      const after = before.map((person, index) => ({ ...person, ...tenant.changed[index] }));
      const groups = ruledIn(tenant);
      const tenantNow = live(
        before.map(liveOf),
        groups.map(({ number, text, rule }) =>
          liveGroup(number, `g${number}`, {
            groupTypes: ['DynamicMembership'],
            membershipRule: text,
            membershipRuleProcessingState: 'On',
            members: matching(rule, before).map(id),
          }),
        ),
      );
      const entries = tenant.changed.map((change, index) =>
        user(upn(`u${index + 1}`), declared(change) as Readonly<Record<string, DeclaredValue>>),
      );
      const plan = planOf(desired(entries), tenantNow, { now: at });
      const expected = inFull(groups, before, after);
      expect(inImpact(plan)).toEqual(expected);
      moved += expected.length;
      const { changes } = plan;
      const index = indexLive(tenantNow);
      for (const { causes, people } of concernedGroups({ ...tenantNow, changes, index, at: at.getTime() })) {
        expect(causes).toEqual(['attributes']);
        expect(people).not.toBe('everybody');
      }
    }),
    { numRuns: 500 },
  );
  expect(moved).toBeGreaterThan(1_000);
});
