import { expect, test } from 'vitest';
import { planKeeper } from '../../../src/adapters/graph/plans.ts';
import { reducer } from '../../../src/adapters/graph/reduce.ts';

const plan = (servicePlanId: string, assigned: number): object => ({
  assignedDateTime: `2026-01-0${assigned}T00:00:00Z`,
  capabilityStatus: 'Enabled',
  service: 'exchange',
  servicePlanId,
});

test('people with the same service plans share one list, whenever and in whatever order they got them', () => {
  const keep = planKeeper();
  const one = keep([plan('a', 1), plan('b', 2)]);
  expect(keep([plan('b', 3), plan('a', 4)])).toBe(one);
  expect(one).toEqual([
    { servicePlanId: 'a', service: 'exchange', capabilityStatus: 'Enabled' },
    { servicePlanId: 'b', service: 'exchange', capabilityStatus: 'Enabled' },
  ]);
  const other = keep([plan('b', 1)]) as readonly object[];
  expect(other[0]).toBe((one as readonly object[])[1]);
});

test.each([[null], [undefined], ['text'], [[1, null]]])('%j is kept as it is', (value) => {
  expect(planKeeper()(value)).toBe(value);
});

test('the reader keeps them so', () => {
  const reduce = reducer({ manager: false });
  const [a, b] = ['1', '2'].map((id) => reduce({ id, assignedPlans: [plan('a', 1)] }));
  expect(a?.['assignedPlans']).toBe(b?.['assignedPlans']);
});
