import { expect, test } from 'vitest';
import { rename } from '../../src/commands/rename.ts';
import type { World } from '../../src/commands/world.ts';
import { tree } from '../config/support.ts';

const entry = (name: string, city: string): string =>
  `users:\n  - { user: ${name}@contoso.com, city: ${city} }\n`;

test('the files that change are written together, so that it is all of them or none', async () => {
  const written: ReadonlyMap<string, string>[] = [];
  const world = {
    files: {
      read: () =>
        Promise.resolve(
          tree({
            'users/a.yaml': entry('a', 'A'),
            'users/b.yaml': entry('b', 'A'),
            'users/c.yaml': entry('c', 'C'),
          }),
        ),
    },
    terminal: { columns: 80, colour: false, print() {} },
    writeFiles(files: ReadonlyMap<string, string>) {
      written.push(files);
      return Promise.resolve();
    },
  } as unknown as World;
  const options = {
    attribute: 'city',
    from: 'A',
    to: 'B',
    keepAlias: false,
    directory: 'tenant',
    json: false,
  };
  expect(await rename(options, world)).toBe(0);
  expect(written).toEqual([
    new Map([
      ['tenant/users/a.yaml', entry('a', 'B')],
      ['tenant/users/b.yaml', entry('b', 'B')],
    ]),
  ]);
});
