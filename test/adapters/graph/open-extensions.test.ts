import { describe, expect, test } from 'vitest';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import { problemOf } from '../problem-of.ts';
import { ask, group, id, user } from './asking.ts';
import { practice } from './practice.ts';

async function post(graph: string, path: string, body: object): Promise<number> {
  const headers = { authorization: 'Bearer practice', 'content-type': 'application/json' };
  return (await fetch(graph + path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

const named = (name: string, more: object) => ({ id: name, extensionName: name, ...more });

describe('open extensions', () => {
  const badge = {
    '@odata.type': '#microsoft.graph.openTypeExtension',
    extensionName: 'com.contoso.badge',
    colour: 'red',
    levels: [1, 2],
  };

  test('are told by object and name, without what the service adds', async () => {
    const state = {
      ...emptyState(),
      users: Array.from({ length: 1200 }, (_, index) => user(index + 1)),
      groups: [group(2001)],
    };
    const { emulator, reader } = await practice({ state });
    expect(await post(emulator.graph, `/users/${id(7)}/extensions`, badge)).toBe(201);
    const pet = { ...badge, extensionName: 'com.contoso.pet' };
    expect(await post(emulator.graph, `/users/${id(1100)}/extensions`, pet)).toBe(201);
    expect(await post(emulator.graph, `/groups/${id(2001)}/extensions`, badge)).toBe(201);
    const values = { colour: 'red', levels: [1, 2] };
    expect((await ask(reader, { query: 'openExtensions', kind: 'user' })).extensions).toEqual(
      new Map([
        [id(7), { 'com.contoso.badge': values }],
        [id(1100), { 'com.contoso.pet': values }],
      ]),
    );
    expect((await ask(reader, { query: 'openExtensions', kind: 'group' })).extensions).toEqual(
      new Map([[id(2001), { 'com.contoso.badge': values }]]),
    );
  });

  test('lose annotations at every depth, and go on behind a link', async () => {
    const { emulator, reader } = await practice({ state: { ...emptyState(), users: [user(1)] } });
    const link = `${emulator.graph}/users/${id(1)}/extensions?$skiptoken=x`;
    emulator.addFault({
      path: '^/users\\?',
      status: 200,
      times: 1,
      body: {
        value: [
          {
            id: id(1),
            extensions: [
              named('a', {
                '@odata.type': 'x',
                'list@odata.type': 'y',
                list: [{ '@odata.type': 'z', n: 1 }],
              }),
            ],
            'extensions@odata.nextLink': link,
          },
        ],
      },
    });
    emulator.addFault({ path: 'skiptoken=x', status: 200, body: { value: [named('b', { n: null })] } });
    expect((await ask(reader, { query: 'openExtensions', kind: 'user' })).extensions).toEqual(
      new Map([[id(1), { a: { list: [{ n: 1 }] }, b: { n: null } }]]),
    );
  });

  test.each([
    ['user', 'User.Read.All'],
    ['group', 'Group.Read.All'],
  ] as const)('of a %s take the permission %s', async (kind, permission) => {
    const { emulator, reader } = await practice();
    emulator.addFault({ path: `^/${kind}s`, status: 403 });
    const problem = await problemOf(() => reader.answer([{ query: 'openExtensions', kind }]));
    expect(problem.remedy).toContain(`permission ${permission} `);
  });
});
