import { describe, expect, test } from 'vitest';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import type { State } from '../../../src/emulator/state.ts';
import type { Query } from '../../../src/ports.ts';
import { problemOf } from '../problem-of.ts';
import { ask, id } from './asking.ts';
import { practice } from './practice.ts';

const appId = (number: number): string => `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const application = (number: number) => ({
  id: id(number),
  appId: appId(number),
  displayName: `App ${number}`,
});

describe('definitions of extensions', () => {
  const state: State = {
    ...emptyState(),
    applications: Array.from({ length: 40 }, (_, index) => application(index + 1)),
    extensionProperties: [
      {
        id: id(501),
        name: `extension_${appId(1).replaceAll('-', '')}_skill`,
        dataType: 'String',
        isMultiValued: true,
        isSyncedFromOnPremises: false,
        targetObjects: ['User', 'Group'],
      },
      {
        id: id(502),
        name: 'extension_x_synced',
        dataType: 'Integer',
        isSyncedFromOnPremises: true,
        targetObjects: ['User'],
      },
    ],
    schemaExtensions: [1, 2, 3].map((number) => ({
      id: `contoso_s${number}`,
      description: number === 1 ? 'One' : null,
      owner: appId(number),
      status: 'Available',
      targetTypes: ['User'],
      properties: [{ name: 'a', type: 'String' }],
    })),
  };

  test('of the directory come with the applications that were asked for', async () => {
    const { emulator, reader } = await practice({ state });
    const owners = [...Array.from({ length: 40 }, (_, index) => appId(index + 1)), appId(99)];
    const answer = await ask(reader, { query: 'directoryExtensions', owners });
    expect(answer.definitions).toEqual([
      {
        id: id(501),
        name: `extension_${appId(1).replaceAll('-', '')}_skill`,
        dataType: 'String',
        isMultiValued: true,
        isSyncedFromOnPremises: false,
        targetObjects: ['User', 'Group'],
      },
      {
        id: id(502),
        name: 'extension_x_synced',
        dataType: 'Integer',
        isMultiValued: false,
        isSyncedFromOnPremises: true,
        targetObjects: ['User'],
      },
    ]);
    expect(answer.applications.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(state.applications);
    expect(emulator.requests().totals.exchanges).toBe(1 + 3);
    expect((await ask(reader, { query: 'directoryExtensions', owners: [] })).applications).toEqual([]);
  });

  test('of schemas come by owner', async () => {
    const { reader } = await practice({ state });
    const owners = [appId(1), appId(3), appId(1), appId(9)];
    const { definitions } = await ask(reader, { query: 'schemaExtensions', owners });
    expect(definitions).toEqual([
      {
        id: 'contoso_s1',
        description: 'One',
        owner: appId(1),
        status: 'Available',
        targetTypes: ['User'],
        properties: [{ name: 'a', type: 'String' }],
      },
      expect.objectContaining({ id: 'contoso_s3', description: null, owner: appId(3) }),
    ]);
    expect((await ask(reader, { query: 'schemaExtensions', owners: [] })).definitions).toEqual([]);
  });

  test('are asked for again after a failure, also with POST', async () => {
    const { emulator, reader, slept } = await practice({ state });
    emulator.addFault({ path: 'getAvailable', status: 503, times: 2 });
    expect((await ask(reader, { query: 'directoryExtensions', owners: [] })).definitions).toHaveLength(2);
    expect(slept).toHaveLength(2);
    emulator.addFault({ path: 'getAvailable', status: 403 });
    const query: Query = { query: 'directoryExtensions', owners: [] };
    expect((await problemOf(() => reader.answer([query]))).remedy).toContain('Directory.Read.All');
  });
});
