import { describe, expect, test } from 'vitest';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { id, outcome, practice, send, user } from './practice.ts';

const domains = [
  ...emptyState().domains,
  { id: 'federated.com', isVerified: true, isDefault: false, authenticationType: 'Federated' as const },
];
const federated = (number: number, anchor: string) =>
  user(number, { userPrincipalName: `person${number}@federated.com`, onPremisesImmutableId: anchor });

const tenant = await practice({
  domains,
  users: [
    user(1),
    user(2, { onPremisesImmutableId: 'taken' }),
    user(3, { onPremisesImmutableId: 'synced', onPremisesSyncEnabled: true }),
    federated(4, 'four'),
    user(5),
    federated(6, 'six'),
    user(7, { onPremisesImmutableId: 'seven' }),
  ],
  deletedItems: [
    {
      ...user(9, { onPremisesImmutableId: 'deleted' }),
      '@odata.type': '#microsoft.graph.user',
      deletedDateTime: '2026-11-01T00:00:00Z',
    },
  ],
});
const patch = (number: number, body: unknown) => tenant.call('PATCH', `/users/${id(number)}`, body);

const invalid =
  "400 Request_BadRequest: Invalid value specified for property 'onPremisesImmutableId' of resource 'User'.";
const taken =
  '400 Request_BadRequest: Another object with the same value for property onPremisesImmutableId already exists.';
const anchored =
  '400 Request_BadRequest: You must provide a required property: Parameter name: FederatedUser.SourceAnchor';

describe('PATCH', () => {
  test.each([
    [1, 'MyIRAFVEd2aImaq7zN3u/w==', '204'],
    [1, 'Taken', '204'],
    [1, 'taken', taken],
    [1, 'deleted', taken],
    [1, 'a$b', invalid],
    [1, 'a_b', invalid],
    [1, '', invalid],
    [1, null, '204'],
    [
      3,
      null,
      '400 Request_BadRequest: Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    ],
    [4, 'four', '204'],
    [4, 'other', anchored],
    [4, null, anchored],
  ])('person %i: %j', async (number, onPremisesImmutableId, expected) => {
    expect(outcome(await patch(number, { onPremisesImmutableId }))).toBe(expected);
  });

  test('a federated name needs one, on the way in and from the start', async () => {
    const into = { userPrincipalName: 'person5@federated.com' };
    expect(outcome(await patch(5, into))).toBe(anchored);
    expect(outcome(await patch(5, { ...into, onPremisesImmutableId: 'five' }))).toBe('204');
    expect(outcome(await patch(7, { userPrincipalName: 'person7@federated.com' }))).toBe('204');
    const person = {
      accountEnabled: true,
      displayName: 'New',
      mailNickname: 'new',
      passwordProfile: { password: 'x' },
      userPrincipalName: 'new@federated.com',
    };
    expect(outcome(await tenant.call('POST', '/users', person))).toBe(anchored);
    const created = await tenant.call('POST', '/users', { ...person, onPremisesImmutableId: 'new' });
    expect(created.status).toBe(201);
  });

  test('is changed by way of a managed name', async () => {
    expect(outcome(await patch(6, { userPrincipalName: 'person6@contoso.com' }))).toBe('204');
    expect(outcome(await patch(6, { onPremisesImmutableId: 'changed' }))).toBe('204');
    expect(outcome(await patch(6, { userPrincipalName: 'person6@federated.com' }))).toBe('204');
  });
});

test('is free again once its owner is purged', async () => {
  const bin = `/directory/deletedItems/${id(9)}`;
  expect(outcome(await patch(1, { onPremisesImmutableId: 'deleted' }))).toBe(taken);
  expect((await tenant.call('DELETE', bin)).status).toBe(204);
  expect(outcome(await patch(1, { onPremisesImmutableId: 'deleted' }))).toBe('204');
});

test('a state in which two people have the same is refused', async () => {
  const users = [user(1, { onPremisesImmutableId: 'x' }), user(2, { onPremisesImmutableId: 'x' })];
  const answer = await send(`${tenant.admin}/state`, 'PUT', { ...emptyState(), users });
  expect(outcome(answer)).toContain('have the same onPremisesImmutableId');
});
