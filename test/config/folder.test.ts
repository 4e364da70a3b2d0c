import { describe, expect, test } from 'vitest';
import { load } from '../../src/config/load.ts';
import type { FileTree } from '../../src/ports.ts';
import { loaded, tenantId, told, tree, user } from './support.ts';

describe('what belongs into the folder', () => {
  const misplaced: readonly (readonly [string, readonly string[]])[] = [
    ['README.md', []],
    ['users/notes.txt', []],
    ['.github/workflows/plan.yaml', []],
    [
      'user/a.yaml',
      [
        'The folder `user` is not read; did you mean `users`? Move the file into `users/`, `groups/` or `extensions/`, or out of the configuration.',
      ],
    ],
    [
      'Groups/a.yml',
      [
        'The folder `Groups` is not read; did you mean `groups`? Move the file into `users/`, `groups/` or `extensions/`, or out of the configuration.',
      ],
    ],
    [
      'team.yaml',
      [
        'The file `team.yaml` is not read. Beside `tenant.yaml`, files belong into `users/`, `groups/` or `extensions/`.',
      ],
    ],
    [
      'extension/directory.yaml',
      [
        'The folder `extension` is not read; did you mean `extensions`? Move the file into `users/`, `groups/` or `extensions/`, or out of the configuration.',
      ],
    ],
  ];
  test.each(misplaced)('%s', (path, problems) => {
    expect(told(loaded({ [path]: 'users: [' }).problems)).toEqual(
      problems.map((problem) => `tenant/${path}:1:1 ${problem}`),
    );
  });

  test('without tenant.yaml there is nothing, and a minimal one is shown', () => {
    const { desired, problems } = load(new Map(), './tenant/');
    expect(desired).toBeUndefined();
    expect(told(problems)).toEqual([
      'There is no file `tenant/tenant.yaml`. Create it, as `tenantry init` does. Write at least `format: 1` and `tenant: { id: TENANT-ID }`, with the tenant id that the Entra admin center shows under Overview.',
    ]);
  });

  test('tenant.yml is one mistake, not two', () => {
    const other: FileTree = new Map([['tenant.yml', { type: 'file', bytes: new Uint8Array() }]]);
    expect(told(load(other, '.').problems)).toEqual([
      'tenant.yml:1:1 The file `tenant.yml` is not read; did you mean `tenant.yaml`? Beside `tenant.yaml`, files belong into `users/`, `groups/` or `extensions/`.',
    ]);
  });
});

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

describe('files that cannot be read', () => {
  const bytes: readonly (readonly [string, string | Uint8Array, readonly string[]])[] = [
    ['UTF-8 with a byte order mark', `\ufeff${user()}`, []],
    ['Windows line ends', user('city: Rio').replaceAll('\n', '\r\n'), []],
    [
      'UTF-16',
      utf16(user()),
      [
        '1:1 The file is saved as UTF-16, so it cannot be read as YAML. Save it as UTF-8; in Notepad choose "Save as" and the encoding "UTF-8".',
      ],
    ],
    [
      'Windows-1252',
      new Uint8Array(Buffer.from(user('city: São Paulo'), 'latin1')),
      [
        '3:12 The file is not UTF-8: line 3 has a byte that belongs to no character. Save the file as UTF-8 and check the letters with accents in that line.',
      ],
    ],
    [
      'more than 10 MB',
      new Uint8Array(11 * 1024 * 1024),
      [
        '1:1 The file has 11.0 MB; files of at most 10 MB are read. Divide it into several files; names and number of files do not matter.',
      ],
    ],
  ];
  test.each(bytes)('%s', (_, content, problems) => {
    const { problems: found } = loaded({ 'users/a.yaml': content });
    expect(told(found)).toEqual(problems.map((problem) => `tenant/users/a.yaml:${problem}`));
  });

  test('what the file system refuses', () => {
    const files: FileTree = new Map([
      ...tree({}),
      ['users/a.yaml', { type: 'tooLarge', size: 20 * 1024 * 1024 }],
      ['users/b.yaml', { type: 'outside', target: '/etc/passwd' }],
    ]);
    expect(told(load(files, 'tenant').problems)).toEqual([
      'tenant/users/a.yaml:1:1 The file has 20.0 MB; files of at most 10 MB are read. Divide it into several files; names and number of files do not matter.',
      'tenant/users/b.yaml:1:1 The file is a symbolic link to `/etc/passwd`, which is not in this folder. Put the file itself here.',
    ]);
  });
});

describe('objects that are declared twice', () => {
  const keep = 'Keep one entry and move to it what the other says. Until then neither is used.';

  test('by name, without regard to case, in two files', () => {
    const { desired, problems } = loaded({
      'users/a.yaml': user('city: Rio'),
      'users/b.yaml': 'users:\n  - user: lee@contoso.com\n  - user: Adele@contoso.com\n',
    });
    expect(told(problems)).toEqual([
      `tenant/users/b.yaml:3:5 (user Adele@contoso.com) \`Adele@contoso.com\` is declared twice; the first time at tenant/users/a.yaml:2. ${keep}`,
    ]);
    expect(problems[0]?.also).toEqual([{ file: 'tenant/users/a.yaml', line: 2, column: 5 }]);
    expect(desired?.users.map((each) => each.label)).toEqual(['lee@contoso.com']);
  });

  test('by id', () => {
    const { problems } = loaded({
      'groups/a.yaml': `groups: [{ group: a, id: ${tenantId} }, { group: b, id: ${tenantId.toUpperCase()} }]`,
    });
    expect(told(problems)).toEqual([
      `tenant/groups/a.yaml:1:66 (group b) The id \`${tenantId}\` is declared twice; the first time at tenant/groups/a.yaml:1. ${keep}`,
    ]);
  });

  test('a user and a group may have the same name', () => {
    const files = {
      'users/a.yaml': `users: [{ user: x, id: ${tenantId} }]`,
      'groups/a.yaml': 'groups: [{ group: x }]',
    };
    expect(loaded(files).problems).toEqual([]);
  });
});
