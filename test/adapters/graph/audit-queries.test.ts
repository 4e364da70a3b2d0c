import { describe, expect, test } from 'vitest';
import { Forbidden } from '../../../src/core/problem.ts';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import type { State } from '../../../src/emulator/state.ts';
import { problemOf } from '../problem-of.ts';
import { ask, group, id, user } from './asking.ts';
import { practice } from './practice.ts';

const appId = (number: number): string => `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const many = Array.from({ length: 40 }, (_, index) => index + 1);

describe('applications and who stands for them', () => {
  const state: State = {
    ...emptyState(),
    applications: many.map((number) => ({
      id: id(number),
      appId: appId(number),
      displayName: `App ${number}`,
    })),
    servicePrincipals: [3, 30].map((number) => ({
      id: id(100 + number),
      appId: appId(number),
      displayName: `App ${number}`,
    })),
    schemaExtensions: [1, 2, 30].map((number) => ({
      id: `contoso_s${number}`,
      description: null,
      owner: appId(number),
      status: 'Available',
      targetTypes: ['User'],
      properties: [{ name: 'a', type: 'String' }],
    })),
  };

  test('all registrations come in one request', async () => {
    const { emulator, reader } = await practice({ state });
    const { applications } = await ask(reader, { query: 'applications' });
    expect(applications.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(state.applications);
    expect(emulator.requests().totals.exchanges).toBe(1);
  });

  test('service principals come by client id, fifteen in a request', async () => {
    const { emulator, reader } = await practice({ state });
    const query = { query: 'servicePrincipals', applications: [...many, 77].map(appId) } as const;
    expect((await ask(reader, query)).applications).toEqual(new Set([appId(3), appId(30)]));
    expect(emulator.requests().totals.exchanges).toBe(3);
  });

  test('schema extensions of many owners come in batches', async () => {
    const { emulator, reader } = await practice({ state });
    const { definitions } = await ask(reader, { query: 'schemaExtensions', owners: many.map(appId) });
    expect(definitions.map((each) => each.id).toSorted()).toEqual([
      'contoso_s1',
      'contoso_s2',
      'contoso_s30',
    ]);
    expect(emulator.requests().totals.exchanges).toBe(2);
  });

  test('what is missing is named', async () => {
    const { emulator, reader } = await practice({ state });
    emulator.addFault({ path: '^/servicePrincipals', status: 403 });
    const query = { query: 'servicePrincipals', applications: [appId(1)] } as const;
    await expect(reader.answer([query])).rejects.toThrow(Forbidden);
    expect(await problemOf(() => reader.answer([query]))).toMatchObject({
      remedy: expect.stringContaining('Application.Read.All'),
    });
  });
});

describe('sizes of groups', () => {
  const state: State = {
    ...emptyState(),
    users: many.map((number) => user(number)),
    groups: many.map((number) =>
      group(100 + number, { members: many.slice(0, number - 1).map((each) => ({ id: id(each) })) }),
    ),
  };
  const groups = many.map((number) => id(100 + number));

  test('are counted without reading the members, twenty in a batch', async () => {
    const { emulator, reader } = await practice({ state });
    const { counts } = await ask(reader, { query: 'memberCounts', groups });
    expect(counts).toEqual(new Map(many.map((number) => [id(100 + number), number - 1])));
    expect(emulator.requests().totals.exchanges).toBe(2);
  });

  test('a group that is gone has none', async () => {
    const { reader } = await practice({ state });
    const { counts } = await ask(reader, { query: 'memberCounts', groups: [id(101), id(999)] });
    expect(counts).toEqual(new Map([[id(101), 0]]));
  });

  test('what is throttled is asked again', async () => {
    const { emulator, reader } = await practice({ state });
    emulator.addFault({ path: '/members', item: true, status: 429, retryAfter: 1, times: 3 });
    expect((await ask(reader, { query: 'memberCounts', groups })).counts.size).toBe(40);
  });
});
