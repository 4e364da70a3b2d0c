import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributes } from '../../src/core/attributes/attributes.ts';
import { liveValue, sameValue } from '../../src/core/attributes/value.ts';
import type { DeclaredValue, DesiredObject } from '../../src/core/desired/desired.ts';
import type { Live } from '../../src/core/live/live.ts';
import { desired, id, live, liveUser, planOf, user } from '../support/tenant.ts';

const text = fc.option(fc.constantFrom('Sales', 'sales', ' Sales', 'IT', 'São Paulo', ''), { nil: null });
const people = fc
  .uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        fc.record({
          number: fc.constant(number),
          live: fc.record({
            department: text,
            jobTitle: text,
            manager: fc.option(fc.constantFrom(...numbers).map(id), { nil: null }),
            onPremisesExtensionAttributes: fc.record({ extensionAttribute1: text }),
            onPremisesSyncEnabled: fc.constantFrom(true, null, null, null),
          }),
          declared: fc.record(
            {
              department: text.map((value) => value?.trim() || null),
              extensionAttribute1: text.map((value) => value?.trim() || null),
              manager: fc.option(
                fc.constantFrom(...numbers, 99).map((n) => `u${n}@contoso.com`),
                { nil: null },
              ),
            },
            { requiredKeys: [] },
          ),
          pinned: fc.boolean(),
        }),
      ),
    ),
  );
type People = typeof people extends fc.Arbitrary<infer T> ? T : never;

const entries = (all: People): DesiredObject[] =>
  all.map(({ number, declared, pinned }) =>
    user(
      `u${number}@contoso.com`,
      declared as Record<string, DeclaredValue>,
      pinned ? { id: id(number) } : {},
    ),
  );
const tenant = (all: People): Live =>
  live(all.map((each) => liveUser(each.number, `u${each.number}@contoso.com`, each.live)));
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((each, index) => ({ each, key: (index * 7919 + seed) % 101 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ each }) => each);

test('the plan does not depend on the order of entries or of live objects', () => {
  fc.assert(
    fc.property(people, fc.nat(100), (all, seed) => {
      const one = planOf(desired(entries(all)), tenant(all));
      const has = tenant(all);
      const other = planOf(desired(shuffled(entries(all), seed)), {
        ...has,
        users: shuffled(has.users, seed),
      });
      expect(other).toEqual(one);
    }),
  );
});

test('a plan never mentions an attribute that no entry declares, or an object that no entry names', () => {
  fc.assert(
    fc.property(people, (all) => {
      const declared = new Set(
        all.flatMap((each) => Object.keys(each.declared).map((name) => `user:${id(each.number)}/${name}`)),
      );
      const plan = planOf(desired(entries(all)), tenant(all));
      for (const change of [...plan.changes, ...plan.blocked]) expect(declared).toContain(change.key);
    }),
  );
});

test('every change is in exactly one operation, and every operation sends just its changes', () => {
  fc.assert(
    fc.property(people, (all) => {
      const plan = planOf(desired(entries(all)), tenant(all));
      expect(plan.operations.flatMap((operation) => operation.changes).toSorted()).toEqual(
        plan.changes.map((change) => change.key).toSorted(),
      );
    }),
  );
});

test('declaring what is live gives an empty plan', () => {
  fc.assert(
    fc.property(people, (all) => {
      const has = tenant(all);
      const same = has.users.map((each) => {
        const values = ['department', 'jobTitle', 'manager', 'extensionAttribute1'].map((name) => {
          const row = attributes.user.find((attribute) => attribute.name === name);
          return [name, row ? liveValue(row, each) : null];
        });
        return user(
          each.userPrincipalName ?? '',
          Object.fromEntries(values) as Record<string, DeclaredValue>,
        );
      });
      expect(planOf(desired(same), has)).toMatchObject({
        changes: [],
        blocked: [],
        unresolved: [],
        operations: [],
      });
    }),
  );
});

test('sameness is an equivalence', () => {
  const value = fc.oneof(text, fc.array(fc.constantFrom('a', 'b', 'B')), fc.boolean());
  fc.assert(
    fc.property(
      fc.constantFrom(...attributes.user, ...attributes.group),
      value,
      value,
      value,
      (row, a, b, c) => {
        expect(sameValue(row, a, a)).toBe(true);
        expect(sameValue(row, a, b)).toBe(sameValue(row, b, a));
        fc.pre(sameValue(row, a, b) && sameValue(row, b, c));
        expect(sameValue(row, a, c)).toBe(true);
      },
    ),
  );
});
