import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generated } from '../scripts/generate.ts';

test.each([...generated()])('%s is what `npm run generate` writes', (path, content) => {
  expect(readFileSync(join(import.meta.dirname, '..', path), 'utf8')).toBe(content);
});
