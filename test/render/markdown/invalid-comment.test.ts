import { expect, test } from 'vitest';
import type { Problem } from '../../../src/core/problem.ts';
import { invalidComment } from '../../../src/render/markdown/invalid-comment.ts';
import { readMarker } from '../../../src/render/markdown/marker.ts';
import { all, parse, seen } from './tree.ts';

const place = (line: number) => ({ file: 'tenant/users/it.yaml', line, column: 5 });
const problems: readonly Problem[] = [
  {
    id: 'unknown-key',
    place: place(7),
    object: 'user u1@contoso.com',
    message: 'there is no attribute departmnt',
    remedy: 'Did you mean department?',
  },
  {
    id: 'declared-twice',
    place: place(9),
    also: [place(3), place(5)],
    message: 'u2@contoso.com is declared three times',
    remedy: 'Keep one of them.',
  },
  { id: 'no-tenant', message: 'there is no tenant.yaml | @everybody', remedy: '' },
];
const input = {
  problems,
  tenantId: '84841066-274d-4ec0-a5c1-276be684bdd3',
  commit: '0123456789abcdef0123456789abcdef01234567',
};

test('problems of the files', async () => {
  await expect(invalidComment(input)).toMatchFileSnapshot('golden/invalid.md');
});

test('the comment is found like the others, and of no plan', () => {
  expect(readMarker(invalidComment(input))).toEqual({
    tenantId: input.tenantId,
    digest: '',
    commit: input.commit,
    state: 'invalid',
  });
});

test.each([1, 500, 5000])('%i problems: none is cut, and what is left out is said', (size) => {
  const many = Array.from({ length: size }, (_, index): Problem => ({
    id: 'unknown-key',
    place: place(index + 1),
    message: `problem ${index} is ${'long '.repeat(size > 500 ? 1 : 100)}indeed`,
    remedy: 'Mend it.',
  }));
  const text = invalidComment({ ...input, problems: many });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
  const tree = parse(text);
  const rows = all(tree).filter(({ type }) => type === 'tableRow').length - 1;
  expect(rows).toBeGreaterThan(0);
  expect(seen(tree)).toContain(`${size.toLocaleString('en')} problem`);
  const [, more = '0'] = /and ([\d,]+) more problems?: see the log/.exec(text) ?? [];
  expect(rows + Number(more.replaceAll(',', ''))).toBe(size);
});
