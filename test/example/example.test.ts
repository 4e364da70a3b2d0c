import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { load } from '../../src/config/load.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { State } from '../../src/emulator/state.ts';
import { inconsistencies, managedInCircles, repeated } from './consistency.ts';
import { planted } from './planted.ts';

const folder = new URL('../../tenant/', import.meta.url);

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.yaml'))
  .toSorted();

const tree = new Map(
  files.map((path) => [path, { type: 'file', bytes: readFileSync(new URL(path, folder)) }] as const),
);

function members({ groups }: State): unknown {
  return groups.map((group) => [group.displayName, group.members ?? []]);
}

describe('the files of the example', () => {
  const { desired, problems } = load(tree, 'tenant');
  const state = contoso();

  test('load without problems', () => {
    expect(problems).toEqual([]);
    expect(desired?.users.length).toBeGreaterThanOrEqual(40);
    expect(desired?.groups.length).toBeGreaterThanOrEqual(15);
  });

  test('name their schema in the first line', () => {
    const without = files.filter((path) => {
      const depth = path.split('/').length;
      const [kind] = path.split(/[/.]/);
      const schema = `${'../'.repeat(depth)}schemas/${kind}.schema.json`;
      const [first] = readFileSync(new URL(path, folder), 'utf8').split('\n');
      return first !== `# yaml-language-server: $schema=${schema}`;
    });
    expect(without).toEqual([]);
  });

  test('are about the practice tenant', () => {
    expect(desired?.settings.tenant.id).toBe(state.organization.id);
  });

  test('pin only what the practice tenant holds, but for one who was deleted', () => {
    const users = new Set(state.users.map(({ id }) => id));
    const groups = new Set(state.groups.map(({ id }) => id));
    const entries = [...(desired?.users ?? []), ...(desired?.groups ?? [])];
    const gone = entries.filter(
      ({ kind, id }) => id !== undefined && !(kind === 'user' ? users : groups).has(id),
    );
    expect(gone.map(({ label }) => label)).toEqual(['tomas.pereira@contoso.com']);
    expect(state.deletedItems.map(({ id }) => id)).toContain(gone[0]?.id);
    expect(repeated(entries.flatMap(({ id }) => id ?? []))).toEqual([]);
  });

  test('leave without an id what is found by name or is to be created', () => {
    const names = new Set(state.users.map((user) => user.userPrincipalName.toLowerCase()));
    const people = (desired?.users ?? []).filter(({ id }) => id === undefined).map(({ label }) => label);
    expect(people).toEqual(['miriam.graham@contoso.com', 'irvin.sayers@contoso.com']);
    expect(people.filter((label) => !names.has(label))).toEqual([]);
    const created = (desired?.groups ?? []).filter(({ id }) => id === undefined);
    expect(created.map(({ label }) => label)).toEqual([
      'sg-payroll-readers',
      'sg-leadership',
      'team-operations-japan',
    ]);
  });
});

describe('the practice tenant of the example', () => {
  test('could exist', () => {
    expect(inconsistencies(contoso())).toEqual([]);
  });

  test('has nobody who is their own manager, over however many steps', () => {
    expect(managedInCircles(contoso())).toEqual([]);
  });

  test('is the same every time, and nobody else has it', () => {
    const changed = contoso();
    changed.users.splice(0, 1);
    Object.assign(changed.organization, { displayName: 'Fabrikam' });
    expect(contoso()).toEqual(contoso());
    expect(contoso()).not.toEqual(changed);
  });

  test('is what the emulator takes, and gives back', async () => {
    const emulator = await startEmulator();
    try {
      const body = JSON.stringify(contoso());
      const put = await fetch(`${emulator.admin}/state`, { method: 'PUT', body });
      expect({ status: put.status, text: await put.text() }).toEqual({ status: 204, text: '' });
      emulator.settle();
      expect(members(emulator.state())).toEqual(members(contoso()));
    } finally {
      await emulator.close();
    }
  });
});

describe('what is planted', () => {
  test('names an attribute of an object once', () => {
    expect(repeated(planted.map(({ object, attribute }) => `${object}/${attribute}`))).toEqual([]);
  });

  test('has every kind', () => {
    expect(new Set(planted.map(({ kind }) => kind))).toEqual(
      new Set(['changed', 'cleared', 'set', 'created', 'deleted', 'blocked', 'unresolved', 'silent']),
    );
  });
});
