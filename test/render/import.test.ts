import { expect, test } from 'vitest';
import type { ImportResult } from '../../src/core/import/result.ts';
import { showImport } from '../../src/render/text/import.ts';
import { paint } from '../../src/render/text/lines.ts';

const nothing: ImportResult = { format: 1, written: true, files: [], objects: [], left: [], remarks: [] };
const shown = (result: Partial<ImportResult>): string =>
  paint(showImport({ ...nothing, ...result }, 80), false);

test('nothing to write', () => {
  expect(shown({})).toBe('The files say already what the tenant holds.\n');
});

test('entries alone were looked at', () => {
  const why = { kind: 'group', name: 'Sales', why: 'Nobody knows.' } as const;
  expect(paint(showImport({ ...nothing, left: [why] }, 80, true), false)).toBe(
    'There is nothing to change in the entries.\n\nLeft as it was: 1 object\n  ! 1 group  Sales\n      Nobody knows.\n',
  );
});

const left = (name: string, attribute: string, at: number) =>
  ({
    kind: 'user',
    name,
    attribute,
    why: `\`${attribute}\` holds a line break at character ${at}.`,
  }) as const;

test('files, changed entries, what is left out by reason, remarks; and nothing steers a terminal', () => {
  const file = 'tenant/users/it.yaml';
  expect(
    shown({
      files: [
        { file, isNew: false, added: 1, changed: 1, removed: 0 },
        { file: 'tenant/groups/security.yaml', isNew: true, added: 1200, changed: 0, removed: 0 },
      ],
      objects: [
        { kind: 'user', name: 'a@x.org', file, edit: 'added', attributes: ['city'] },
        {
          kind: 'user',
          name: 'b\u001b[31m@x.org',
          file,
          edit: 'changed',
          attributes: ['city', 'extension_b7d8e648520f41d39c0fdb3ba0b2a5a4_level'],
        },
        { kind: 'group', name: 'g', file, edit: 'added', attributes: [] },
      ],
      left: [
        left('a@x.org', 'jobTitle', 3),
        left('b@x.org', 'jobTitle', 14),
        { kind: 'group', name: 'List', why: 'It is a list.' },
      ],
      remarks: ['Git never forgets.'],
    }),
  ).toBe(`Wrote 2 files: 1 user and 1 group added, 1 user changed.
  ~ tenant/users/it.yaml  1 added, 1 changed
  + tenant/groups/security.yaml  1,200 added

Entries that were changed
  ~ user b\\u{1b}[31m@x.org: city, directoryExtensions.level

Not in the files: 2 values and 1 object
  ! jobTitle of 2 users  a@x.org, b@x.org
      \`jobTitle\` holds a line break at character 3.
  ! 1 group  List
      It is a list.

Git never forgets.
`);
});
