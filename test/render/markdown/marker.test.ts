import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commentMarker, failureMarker, markerLine, readMarker } from '../../../src/render/markdown/marker.ts';
import { hostile, tricks } from './hostile.ts';
import { all, parse } from './tree.ts';

const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';
const data = { digest: 'd'.repeat(64), commit: 'c'.repeat(40), state: 'planned' };
const line = markerLine(tenantId, data);

test('a marker begins with what comments are searched for, and is read back', () => {
  expect(line.startsWith(commentMarker(tenantId))).toBe(true);
  expect(readMarker(line)).toEqual({ tenantId, ...data });
  expect(readMarker(`${line}\n### Plan`)).toEqual({ tenantId, ...data });
  // GitHub gives line breaks back as a browser sent them.
  expect(readMarker(`${line}\r\n### Plan`)).toEqual({ tenantId, ...data });
});

test('whatever is in it, it stays one line that nobody sees, and is read back', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (digest, commit, state) => {
      const made = markerLine(tenantId, { digest, commit, state });
      expect(made).not.toContain('\n');
      expect(all(parse(`${made}\n\nText`)).map(({ type }) => type)).toEqual([
        'root',
        'html',
        'paragraph',
        'text',
      ]);
      expect(readMarker(made)).toEqual({ tenantId, digest, commit, state });
    }),
    { examples: tricks.map((trick) => [trick, trick, trick]) },
  );
});

test.each([
  ['nothing', ''],
  ['text', 'Looks good to me'],
  ['a quoted marker', `> ${line}`],
  ['a marker after something else', `Hello\n${line}`],
  ['a marker after a blank', ` ${line}`],
  ['a marker after a byte order mark', `\ufeff${line}`],
  ['a marker in code', `\`\`\`\n${line}\n\`\`\``],
  ['text on the line of the marker', `${line} and more`],
  ['the marker alone', commentMarker(tenantId)],
  ['the marker of a failure', line.replace('tenantry:plan', 'tenantry:failure')],
  ['no JSON', `${commentMarker(tenantId)}<!-- {digest} -->`],
  ['a list', `${commentMarker(tenantId)}<!-- ["digest"] -->`],
  ['a part that is missing', line.replace('"state"', '"other"')],
  ['a part that is no text', line.replace('"planned"', '7')],
  ['a tenant with something else in it', line.replace(tenantId, `${tenantId} x`)],
  ['a second comment in it', line.replace('"planned"', '"<!-- -->"')],
])('%s is no marker', (_, body) => expect(readMarker(body)).toBeUndefined());

test('an id of a tenant cannot end the comment that it stands in', () => {
  for (const marker of [commentMarker, failureMarker])
    expect(marker('x --> <img src=x> --')).toMatch(/^<!-- tenantry:\w+ tenant=[\w.-]* -->$/);
});

test('the marker of one tenant is not found in the comment of another', () => {
  expect(line).not.toContain(commentMarker('84841066-274d-4ec0-a5c1-276be684bdd4'));
  expect(commentMarker('a')).not.toBe(failureMarker('a'));
});
