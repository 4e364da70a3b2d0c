import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explanations } from '../../../src/core/audit/explanations.ts';
import { titles } from '../../../src/core/audit/titles.ts';
import { dataFindingIds, findingIds, type FindingId } from '../../../src/rules/finding-ids.ts';
import { root } from '../../support/cli.ts';

const ids = Object.keys(findingIds) as FindingId[];

test.each(ids)('%s has a title of its own and an explanation', (id) => {
  expect(ids.filter((other) => titles[other] === titles[id])).toEqual([id]);
  expect(explanations[id]).toMatch(/\.$/);
});

test('the documentation names every finding about data', () => {
  const docs = readFileSync(join(root, 'docs/audit.md'), 'utf8');
  expect(Object.keys(dataFindingIds).filter((id) => !docs.includes(`| \`${id}\` |`))).toEqual([]);
});
