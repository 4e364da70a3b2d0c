import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { editFile } from '../../../src/config/edit/edit-file.ts';
import { ruleLines, ruleOnOneLine } from '../../../src/config/edit/rule-block.ts';
import { loaded } from '../support.ts';

const part = fc.oneof(
  fc.constantFrom(
    'user.city',
    '-eq',
    '"Rio"',
    '-and',
    '-or',
    '"a  b"',
    '""',
    '(',
    ')',
    '["BR","CH"]',
    '#',
    ':',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .map((text) => text.replace(/[\p{C}\p{Z}]/gu, '')),
);
const rule = fc
  .array(part, { minLength: 1, maxLength: 40 })
  .map((parts) => parts.join(' ').trim())
  .filter((text) => text !== '');

test('law: lines of a rule are the rule again, and short where they can be', () => {
  fc.assert(
    fc.property(rule, (text) => {
      const lines = ruleLines(text);
      expect(ruleOnOneLine(lines.join('\n'))).toBe(ruleOnOneLine(text));
      expect(lines.join(' ')).toBe(text);
      expect(lines.filter((line) => line.length > 96 && /(?<=\S) (?=\S)/.test(line.slice(0, 96)))).toEqual(
        [],
      );
    }),
  );
});

const written = fc.constantFrom(
  'rule: X # r',
  "rule: 'X'",
  'rule: |\n        X\n        Y',
  'rule: >-  # r\n        X\n\n          Y',
  'rule: |2\n        X',
);

test('law: any rule can be set, whatever it was written as', () => {
  const valid = fc
    .array(fc.constantFrom('Rio', "O'Neil", 'São  Paulo', 'a #b', 'x: y', '{', '],'), {
      minLength: 1,
      maxLength: 9,
    })
    .map((cities) => cities.map((city) => `(user.city -eq "${city}")`).join(' -or '));
  fc.assert(
    fc.property(written, valid, fc.constantFrom('\n', '\r\n'), (old, value, eol) => {
      const lines = old.replaceAll('X', 'user.city -eq "X"').replaceAll('Y', '-or user.city -eq "Y"');
      const text =
        `groups:\n  - group: a # a\n    membership:\n      ${lines}\n      # p\n      processing: on\n\n  # b\n  - group: b\n`.replaceAll(
          '\n',
          eol,
        );
      const result = editFile(
        text,
        [{ edit: 'set', list: 'groups', entry: 'a', attribute: 'membershipRule', value }],
        'tenant/groups/a.yaml',
      );
      const made = 'text' in result ? result.text : JSON.stringify(result.problems);
      const { desired } = loaded({ 'groups/a.yaml': made });
      expect(desired?.groups[0]?.attributes['membershipRule']?.value).toBe(value);
      const head = text.indexOf('rule:');
      expect(made.slice(0, head)).toBe(text.slice(0, head));
      expect(
        made.endsWith(`${eol}      # p${eol}      processing: on${eol}${eol}  # b${eol}  - group: b${eol}`),
      ).toBe(true);
    }),
  );
});
