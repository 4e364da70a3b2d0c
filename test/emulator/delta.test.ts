import { describe, expect, test } from 'vitest';
import { column, group, id, outcome, practice, refs, user, type Answer, type Practice } from './practice.ts';

const start = (): Promise<Practice> =>
  practice(
    {
      users: [user(1, { department: 'IT' }), user(2), user(3, { manager: { id: id(1) } })],
      groups: [group(101, { members: refs(1, 2) })],
    },
    { throttling: false },
  );

async function round(
  tenant: Practice,
  path: string,
  headers = {},
): Promise<{ value: unknown[]; next: string }> {
  const value: unknown[] = [];
  let answer: Answer = await tenant.get(path, headers);
  for (;;) {
    expect(answer.status).toBe(200);
    value.push(...(Array.isArray(answer.body['value']) ? answer.body['value'] : []));
    const { '@odata.nextLink': more, '@odata.deltaLink': done } = answer.body as unknown as Record<
      string,
      string
    >;
    expect([more, done].filter((link) => link !== undefined)).toHaveLength(1);
    if (done !== undefined) return { value, next: done };
    answer = await tenant.get(more ?? '', headers);
  }
}

describe('users/delta', () => {
  test('everything once, then what changed', async () => {
    const tenant = await start();
    const first = await round(tenant, '/users/delta?$select=department,manager');
    expect(first.value).toEqual([
      { id: id(1), department: 'IT' },
      { id: id(2) },
      { id: id(3), 'manager@delta': [{ '@odata.type': '#microsoft.graph.user', id: id(1) }] },
    ]);
    expect((await round(tenant, first.next)).value).toEqual([]);

    await tenant.call('PATCH', `/users/${id(1)}`, { department: null });
    await tenant.call('PATCH', `/users/${id(2)}`, { jobTitle: 'not asked for' });
    await tenant.call('DELETE', `/users/${id(3)}/manager/$ref`);
    const second = await round(tenant, first.next);
    expect(second.value).toEqual([
      { id: id(1), department: null },
      {
        id: id(3),
        'manager@delta': [
          { '@odata.type': '#microsoft.graph.user', id: id(1), '@removed': { reason: 'deleted' } },
        ],
      },
    ]);

    await tenant.call('DELETE', `/users/${id(2)}`);
    const third = await round(tenant, second.next);
    expect(third.value).toEqual([{ id: id(2), '@removed': { reason: 'changed' } }]);
    await tenant.call('POST', `/directory/deletedItems/${id(2)}/restore`);
    const fourth = await round(tenant, third.next);
    expect(fourth.value).toEqual([{ id: id(2) }]);
    await tenant.call('DELETE', `/users/${id(2)}`);
    await tenant.call('DELETE', `/directory/deletedItems/${id(2)}`);
    expect((await round(tenant, fourth.next)).value).toEqual([
      { id: id(2), '@removed': { reason: 'deleted' } },
    ]);
  });

  test('return=minimal repeats only what changed', async () => {
    const tenant = await start();
    const first = await round(tenant, '/users/delta?$select=department,jobTitle');
    await tenant.call('PATCH', `/users/${id(1)}`, { jobTitle: 'x' });
    expect((await round(tenant, first.next)).value).toEqual([{ id: id(1), department: 'IT', jobTitle: 'x' }]);
    expect((await round(tenant, first.next, { Prefer: 'return=minimal' })).value).toEqual([
      { id: id(1), jobTitle: 'x' },
    ]);
  });

  test('empty pages lead on here too', async () => {
    const tenant = await practice({ users: [user(1)] }, { emptyPages: true });
    const first = await tenant.get('/users/delta?$select=id');
    expect(column(first, 'id')).toEqual([]);
    const { value, next } = await round(tenant, '/users/delta?$select=id');
    expect(value).toEqual([{ id: id(1) }]);
    expect((await round(tenant, next)).value).toEqual([]);
  });

  test('from now on: $deltatoken=latest', async () => {
    const tenant = await start();
    const { value, next } = await round(tenant, '/users/delta?$deltatoken=latest&$select=department');
    expect(value).toEqual([]);
    await tenant.call('PATCH', `/users/${id(2)}`, { department: 'HR' });
    expect((await round(tenant, next)).value).toEqual([{ id: id(2), department: 'HR' }]);
  });

  test('a token lives seven days', async () => {
    const tenant = await start();
    const { next } = await round(tenant, '/users/delta');
    tenant.advance(7 * 24 * 3_600_000);
    const answer = await tenant.get(next);
    expect(outcome(answer)).toContain('410 syncStateNotFound');
    expect(answer.headers.get('location')).toBe(`${tenant.graph}/users/delta?$deltatoken=`);
    expect((await round(tenant, answer.headers.get('location') ?? '')).value).toHaveLength(3);
  });

  test.each(['$top=5', '$expand=manager', '$orderby=displayName', "$filter=displayName eq 'x'"])(
    '%s is refused',
    async (option) => {
      const tenant = await start();
      expect((await tenant.get(`/users/delta?${option}`)).status).toBe(400);
    },
  );

  test('a filter names ids', async () => {
    const tenant = await start();
    const path = `/users/delta?$select=id&$filter=id eq '${id(1)}' or id eq '${id(3)}'`;
    expect((await round(tenant, path)).value).toEqual([{ id: id(1) }, { id: id(3) }]);
  });
});

describe('groups/delta', () => {
  test('members that came and went', async () => {
    const tenant = await start();
    const first = await round(tenant, '/groups/delta?$select=displayName,members');
    expect(first.value).toEqual([
      {
        id: id(101),
        displayName: 'Group 101',
        'members@delta': refs(1, 2).map((ref) => ({ '@odata.type': '#microsoft.graph.user', ...ref })),
      },
    ]);
    await tenant.call('DELETE', `/groups/${id(101)}/members/${id(1)}/$ref`);
    await tenant.call('POST', `/groups/${id(101)}/members/$ref`, {
      '@odata.id': `${tenant.graph}/users/${id(3)}`,
    });
    expect((await round(tenant, first.next)).value).toEqual([
      {
        id: id(101),
        displayName: 'Group 101',
        'members@delta': [
          { '@odata.type': '#microsoft.graph.user', id: id(1), '@removed': { reason: 'deleted' } },
          { '@odata.type': '#microsoft.graph.user', id: id(3) },
        ],
      },
    ]);
  });

  test('a large group fills several pages', async () => {
    const members = Array.from({ length: 2500 }, (_, index) => user(index + 1000));
    const tenant = await practice({
      users: members,
      groups: [group(101, { members: members.map((person) => ({ id: person.id })) })],
    });
    const first = await tenant.get('/groups/delta?$select=members');
    expect(column(first, 'id')).toEqual([id(101)]);
    const { value } = await round(tenant, '/groups/delta?$select=members');
    expect(value.map((row) => (row as { 'members@delta': unknown[] })['members@delta'].length)).toEqual([
      1000, 1000, 500,
    ]);
  });
});
