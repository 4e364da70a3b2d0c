import { expect, test } from 'vitest';
import { rename } from '../../src/commands/rename.ts';
import type { World } from '../../src/commands/world.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { tree } from '../config/support.ts';

const entry = (name: string): string => `users:\n  - { user: ${name}@contoso.com, city: A }\n`;

test('where a file cannot be written, those before it are as they were', async () => {
  const disk = new Map([
    ['tenant/users/a.yaml', entry('a')],
    ['tenant/users/b.yaml', entry('b')],
    ['tenant/users/c.yaml', entry('c')],
  ]);
  const before = new Map(disk);
  const refusal = new TenantryError({ id: 'file', message: 'The disk is full.', remedy: 'Make room.' });
  const written: string[] = [];
  const world = {
    files: {
      read: () =>
        Promise.resolve(
          tree({ 'users/a.yaml': entry('a'), 'users/b.yaml': entry('b'), 'users/c.yaml': entry('c') }),
        ),
    },
    writeText(path: string, text: string) {
      if (path.endsWith('c.yaml')) return Promise.reject(refusal);
      written.push(path);
      disk.set(path, text);
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
  await expect(rename(options, world)).rejects.toBe(refusal);
  expect(written).toContain('tenant/users/b.yaml');
  expect(disk).toEqual(before);
});
