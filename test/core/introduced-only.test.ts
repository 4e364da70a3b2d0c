import { expect, test } from 'vitest';
import { desired, id, live, liveUser, planOf, user } from '../support/tenant.ts';

const tenant = live([liveUser(1, 'a@contoso.com', { city: 'Bern' }), liveUser(2, 'b@contoso.com')]);
const base = desired([user('a@contoso.com', { department: 'IT' })]);
const head = desired([
  user('a@contoso.com', { department: 'IT', jobTitle: 'Clerk' }),
  user('b@contoso.com', { department: 'HR' }),
]);

test('what was pending before the base is left out, also of a write that it would have travelled in', () => {
  const whole = planOf(head, tenant, { base });
  const part = planOf(head, tenant, { base, introducedOnly: true });
  expect(part.changes).toEqual(whole.changes.filter(({ origin }) => origin === 'introduced'));
  expect(part.operations.map(({ key, write }) => [key, write])).toEqual([
    [`user:${id(1)} profile`, { type: 'update', kind: 'user', body: { jobTitle: 'Clerk' } }],
    [`user:${id(2)} profile`, { type: 'update', kind: 'user', body: { department: 'HR' } }],
  ]);
  expect(part.counts).toMatchObject({ changes: 2, introduced: 2, leftPending: 1 });
  expect(whole.counts.leftPending).toBeUndefined();
});
