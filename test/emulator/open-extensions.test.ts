import { describe, expect, test } from 'vitest';
import { asApplication, column, group, id, outcome, practice, rows, text, user } from './practice.ts';

const kinds = [
  ['users', 1],
  ['groups', 101],
] as const;
const fresh = (options = {}) => practice({ users: [user(1)], groups: [group(101)] }, options);
const social = { extensionName: 'com.contoso.social', theme: 'dark', tags: ['a', 'b'], size: 3 };
const shown = { '@odata.type': '#microsoft.graph.openTypeExtension', id: social.extensionName, ...social };

describe.each(kinds)('of %s', (kind, number) => {
  const root = `/${kind}/${id(number)}/extensions`;
  const one = `${root}/${social.extensionName}`;

  test('are created, read, and deleted', async () => {
    const tenant = await fresh();
    const created = await tenant.call('POST', root, { '@odata.type': shown['@odata.type'], ...social });
    expect([created.status, created.body]).toMatchObject([201, shown]);
    expect((await tenant.get(one)).body).toMatchObject(shown);
    expect((await tenant.get(`${root}/microsoft.graph.openTypeExtension.com.contoso.SOCIAL`)).status).toBe(
      200,
    );
    expect(outcome(await tenant.call('POST', root, { ...social, extensionName: 'COM.contoso.social' }))).toBe(
      '409 NameAlreadyExists: An extension already exists with given id.',
    );
    expect((await tenant.call('DELETE', one)).status).toBe(204);
    expect((await tenant.get(one)).status).toBe(404);
    expect((await tenant.call('DELETE', one)).status).toBe(404);
  });

  test.each([
    ['replace', { theme: 'light' }],
    ['merge', { theme: 'light', size: 3 }],
  ])('a PATCH can %s', async (openExtensionPatch, expected) => {
    const tenant = await fresh({ openExtensionPatch });
    await tenant.call('POST', root, social);
    expect(outcome(await tenant.call('PATCH', one, { theme: 'light', tags: null }))).toBe('204');
    const { '@odata.type': type, id: name, extensionName, ...values } = (await tenant.get(one)).body;
    expect([type, name, extensionName]).toEqual([shown['@odata.type'], shown.id, shown.id]);
    expect(values).toEqual(expected);
  });

  test('two of an application, of two kilobytes each', async () => {
    const tenant = await fresh();
    const create = (name: string, values: object, headers?: Record<string, string>) =>
      tenant.call('POST', root, { extensionName: name, ...values }, headers);
    expect(outcome(await create('a', { text: 'x'.repeat(2100) }))).toContain('400');
    expect(outcome(await create('a', { nested: { deep: 1 } }))).toContain("property 'nested'");
    expect((await create('a', { text: 'x' })).status).toBe(201);
    expect((await create('b', { text: 'x' })).status).toBe(201);
    expect(outcome(await create('c', { text: 'x' }))).toContain('400');
    expect((await create('c', { text: 'x' }, asApplication(803, 903))).status).toBe(201);
    expect(outcome(await tenant.call('PATCH', `${root}/a`, { text: 'x'.repeat(2100) }))).toContain('400');
    expect(column(await tenant.get(root), 'id')).toEqual(['a', 'b', 'c']);
  });
});

test('are held at the gate like any write', async () => {
  const tenant = await fresh();
  const held = tenant.holdAtWrite(1, 'before');
  const creation = tenant.call('POST', `/users/${id(1)}/extensions`, social).catch(() => 'dropped');
  await held;
  tenant.release({ abandon: true });
  expect(await creation).toBe('dropped');
  expect(column(await tenant.get(`/users/${id(1)}/extensions`), 'id')).toEqual([]);
});

test.each(['users', 'groups'])('of all %s are read in pages', async (kind) => {
  const numbers = Array.from({ length: 1500 }, (_, index) => index + 1);
  const extensions = [{ '@odata.type': shown['@odata.type'], extensionName: 'a', id: 'a', n: 1 }];
  const tenant = await practice(
    kind === 'users'
      ? { users: numbers.map((number) => user(number, { extensions })) }
      : { groups: numbers.map((number) => group(number, { extensions })) },
  );
  const first = await tenant.get(`/${kind}?$top=999&$select=id&$expand=extensions`);
  const next = await tenant.get(text(first.body['@odata.nextLink']));
  expect([rows(first).length, rows(next).length]).toEqual([999, 501]);
  for (const page of [first, next])
    expect(rows(page).every((row) => JSON.stringify(row['extensions']) === JSON.stringify(extensions))).toBe(
      true,
    );
  expect(next.body).not.toHaveProperty(['@odata.nextLink']);
});

test.each([
  '/users?$expand=extensions,manager',
  `/users/${id(1)}?$expand=manager,extensions`,
  '/groups?$expand=owners,extensions',
])('%s: a request expands one relationship', async (path) => {
  const tenant = await fresh();
  expect(outcome(await tenant.get(path))).toBe(
    '400 BadRequest: The result of parsing $expand contained at least 2 items, but the maximum allowed is 1.',
  );
});
