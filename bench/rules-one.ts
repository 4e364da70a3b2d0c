/** One measurement of `bench/rules.ts`, in a process of its own: `node bench/rules-one.ts full|incremental USERS RULES`. */
import { concernedGroups, type Concerned } from '../src/core/impact/concerned.ts';
import { impactOf } from '../src/core/impact/impact.ts';
import { toRuleObject } from '../src/core/impact/rule-object.ts';
import type { LiveObject } from '../src/core/live/live.ts';
import { indexLive } from '../src/core/match/live-index.ts';
import type { Change } from '../src/core/plan/plan.ts';
import { bitIndices, countBits } from '../src/rules/bits.ts';
import { dependenciesOf } from '../src/rules/dependencies.ts';
import { compileRule } from '../src/rules/evaluate.ts';
import { evaluateAll } from '../src/rules/evaluate-columns.ts';
import { parseRule } from '../src/rules/parse.ts';
import { tableOf } from '../src/rules/table.ts';
import { makeGroups, makeRules, makeUsers } from './rules-made.ts';

const [what, users, rules] = process.argv.slice(2);
const at = Date.parse('2026-11-21T12:00:00Z');
const people = makeUsers(Number(users));
const result = what === 'full' ? full(Number(rules)) : incremental(Number(rules));
process.stdout.write(JSON.stringify(result));

interface Measured {
  readonly what: string;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly found: number;
}

function timed(what: string, run: () => number): Measured {
  const began = performance.now();
  const before = process.cpuUsage();
  const found = run();
  const { user, system } = process.cpuUsage(before);
  return { what, wallSeconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6, found };
}

/** Everybody against every rule, from the text of the rules and the answers of Graph to the members. */
function full(count: number): readonly Measured[] {
  const texts = makeRules(count);
  const measured = timed('evaluateAll', () => {
    const parsed = texts.map((text) => {
      const { rule } = parseRule(text);
      if (!rule) throw new Error(`no rule: ${text}`);
      return rule;
    });
    const properties = [...new Set(parsed.flatMap((rule) => dependenciesOf(rule).properties))];
    const table = tableOf(people.map(toRuleObject(properties)), properties);
    const found = evaluateAll(parsed.map(compileRule), table, at);
    return found.reduce((sum, { member }) => sum + countBits(member), 0);
  });
  return [measured];
}

function departmentOf(user: LiveObject, after: string): Change {
  return {
    key: `user:${user.id}/department`,
    object: `user:${user.id}`,
    kind: 'user',
    attribute: 'department',
    before: String(user['department']),
    after,
    origin: 'pending',
    place: { file: 'users.yaml', line: 1, column: 1 },
  };
}

/**
 * 100 people change their department. While reading, the rules are read and the groups found whose members have to be
 * asked for; once they are there, it is worked out who comes and who goes.
 */
function incremental(count: number): readonly Measured[] {
  const groups = makeGroups(count);
  const changes = people.slice(0, 100).map((user, number) => departmentOf(user, `Department ${number}`));
  const scope = { users: people, groups, changes, index: indexLive({ users: people, groups }), at };
  let concerned: readonly Concerned[] = [];
  const reading = timed('concernedGroups', () => {
    concerned = concernedGroups(scope);
    return concerned.length;
  });
  const complete = withMembers(groups, concerned);
  const after = { ...scope, groups: complete, index: indexLive({ users: people, groups: complete }) };
  const impact = timed('impactOf', () =>
    impactOf(after).reduce((sum, { enters, leaves }) => sum + enters + leaves, 0),
  );
  return [reading, impact];
}

/** The groups as they are read once it is known whose members matter. */
function withMembers(groups: readonly LiveObject[], concerned: readonly Concerned[]): readonly LiveObject[] {
  const rules = concerned.flatMap(({ group }) => (group.before ? [group.before] : []));
  const properties = [...new Set(rules.flatMap(({ dependencies }) => dependencies.properties))];
  const table = tableOf(people.map(toRuleObject(properties)), properties);
  const found = evaluateAll(
    rules.map(({ compiled }) => compiled),
    table,
    at,
  );
  const members = new Map(
    concerned.map(({ group }, place) => {
      const bits = found[place]?.member ?? new Uint32Array();
      return [group.live?.id, [...bitIndices(bits)].flatMap((number) => people[number]?.id ?? [])];
    }),
  );
  return groups.map((group) => ({ ...group, members: members.get(group.id) ?? [] }));
}
