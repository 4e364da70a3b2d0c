import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { neededPermissions } from '../../src/core/permissions/needed.ts';
import { desiredOf, entry } from '../read/desired.ts';

const page = readFileSync(new URL('../../docs/github.md', import.meta.url), 'utf8');

test.each(['reader', 'writer'] as const)(
  'docs/github.md gives the %s what people and groups without extensions need',
  (part) => {
    const files = desiredOf(
      entry('user', 'a', { department: 'IT', mobilePhone: '1' }),
      entry('group', 'b', { description: 'B', owners: [] }),
    );
    const rows = [...page.matchAll(/^\| `([\w.-]+\.[\w.-]+)` \| (.+?) \| (.+?) \|/gm)];
    const named = rows.filter((row) => row[part === 'reader' ? 2 : 3] === 'yes').map(([, name = '']) => name);
    const needed = neededPermissions(files)[part].map(({ name }) => name);
    expect(named.toSorted()).toEqual(needed.toSorted());

    const loops = [...page.matchAll(/^for NAME in (.+); do$/gm)].map(([, names = '']) => names.split(' '));
    expect(loops[part === 'reader' ? 0 : 1]?.toSorted()).toEqual(needed.toSorted());
  },
);
