import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPattern } from '../../src/emulator/membership/pattern.ts';
import { readRule } from '../../src/emulator/membership/rule.ts';
import { takesIn } from '../../src/emulator/membership/walk.ts';
import type { Json, JsonObject } from '../../src/emulator/state.ts';
import { parseRule } from '../../src/rules/parse.ts';

const folder = join(import.meta.dirname, '../../../shared/data/rules');

interface Case {
  id: string;
  rule: string;
  object: JsonObject;
  expected: boolean;
  why: string;
}

interface Verdict {
  rule: string;
  expect: 'valid' | 'invalid' | 'unknown';
}

function cases<T>(file: string): T[] {
  const path = join(folder, file);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** The verdict on an object whose keys are property names of rules, in any letter case. */
function judged(rule: string, object: JsonObject): boolean | undefined {
  const values = new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string): string | null => {
    const value = values.get(name);
    return typeof value === 'string' ? value : null;
  };
  const read = ({ name }: { name: string }): Json => values.get(name.toLowerCase()) ?? null;
  const body = parseRule(rule).rule?.body;
  const subject = { id: text('objectid') ?? '', manager: text('$manager'), read };
  return body && takesIn(body, subject, Date.parse(text('$now') ?? '2026-11-21T12:00:00Z'));
}

describe.skipIf(!existsSync(folder))('the cases of the language', () => {
  test('are there', () => {
    expect(cases<Case>('semantics.jsonl').length).toBeGreaterThan(100);
  });

  test.each(cases<Case>('semantics.jsonl'))('$id $why', ({ rule, object, expected }) => {
    expect(judged(rule, object)).toBe(expected);
    expect(readRule(rule).type).toBe('rule');
  });

  test.each([...cases<Verdict>('corpus.jsonl'), ...cases<Verdict>('constructed.jsonl')])(
    '$expect: $rule',
    ({ rule, expect: verdict }) => {
      if (verdict === 'unknown') return;
      expect(readRule(rule).type).toBe(verdict === 'valid' ? 'rule' : 'refused');
    },
  );
});

describe('the walk', () => {
  const dates = { employeeHireDate: '2026-11-20T12:00:00Z' };
  test.each<[string, JsonObject, boolean]>([
    ['user.city -in []', { city: '' }, false],
    ['user.city -notIn []', { city: 'Bern' }, true],
    ['user.city -ne ""', {}, true],
    ['user.city -eq ""', {}, false],
    ['user.city -eq "Straße"', { city: 'STRASSE' }, false],
    ['user.city -eq "(a|b)*"', { city: '(A|B)*' }, true],
    ['user.otherMails -contains "@a"', { otherMails: ['x@b', 'x@A.ch'] }, true],
    ['user.otherMails -notContains "@a"', { otherMails: ['x@b', 'x@A.ch'] }, false],
    ['user.otherMails -all (_ -contains "@")', {}, true],
    ['not not (user.accountEnabled -ne true)', {}, true],
    ['user.employeeHireDate -ne 2026-11-20', dates, true],
    ['user.employeeHireDate -eq 2026-11-20T13:00:00+01:00', dates, true],
    ['user.employeeHireDate -le (system.now -minus P1D)', dates, true],
    ['user.employeeHireDate -ge (system.now -minus PT23H59M)', dates, false],
    ['user.employeeHireDate -ge (system.now -minus P1M)', dates, true],
    ['user.employeeHireDate -le system.now', {}, false],
  ])('%s of %o is %s', (rule, object, expected) => {
    expect(judged(rule, object)).toBe(expected);
  });
});

describe('patterns of .NET', () => {
  test.each<[string, string, boolean]>([
    ['^*C*.0$', 'PC-10', true],
    ['^*-1', 'PC-10', true],
    ['^+ab', 'xab', false],
    ['ab$*c', 'abc', true],
    ['abc$', 'abc\n', true],
    [String.raw`abc\z`, 'abc\n', false],
    [String.raw`\Aabc\Z`, 'ABC', true],
    [String.raw`\blee\b`, 'Émilee', false],
    [String.raw`^\w+$`, 'Łódź', true],
    ['^[a-z-[aeiou]]+$', 'xyz', true],
    ['^[a-z-[aeiou]]+$', 'xaz', false],
    ['^[]x]+$', ']X', true],
    [String.raw`^[\w-.]+$`, 'a-b.c', true],
    [String.raw`a\-b\@c\#`, 'a-b@c#', true],
    ['a{b}', 'a{b}', true],
    ['a{2}', 'aa', true],
    ['(?i)abc', 'ABC', true],
    ['(?<year>[0-9]{4})', 'in 2026', true],
    ["(?'year'[0-9])", '7', true],
    ['(?#why)(?>ab|a)c', 'ac', true],
    ['a.c', 'a\nc', false],
  ])('%s in %j: %s', (pattern, text, expected) => {
    expect(readPattern(pattern)?.test(text)).toBe(expected);
  });

  test.each(['*@contoso', '(abc', 'a**', '[abc', '(?(1)a|b)', '(?-i)a', String.raw`\q`, '\\'])(
    '%s is none',
    (pattern) => {
      expect(readPattern(pattern)).toBeNull();
    },
  );
});

const sources = (count: number): string =>
  `['${Array(count).fill('11111111-1111-1111-1111-111111111111').join("', '")}']`;

const wrong = (name: string, object: string): string =>
  `Wrong property applied. Property '${name}' cannot be applied to object '${object}'`;

describe('refusals', () => {
  const value = "Value can't be applied to property.";
  const operator = "Operator isn't supported on attribute.";

  test.each<[string, string]>([
    ['user.employeeType -eq "x"', wrong('employeeType', 'User')],
    ['device.city -eq "x"', wrong('city', 'Device')],
    ['user.assignedPlans -any (assignedPlan.skuId -eq "x")', wrong('skuId', 'AssignedPlan')],
    ['user.accountEnabled -contains true', operator],
    ['user.city -ge "x"', operator],
    ['user.employeeHireDate -startsWith "2026"', operator],
    ['user.assignedPlans -eq null', operator],
    ['user.accountEnabled -eq "true"', value],
    ['user.city -eq true', value],
    ['user.city -match ["a"]', value],
    ['user.city -in "a"', value],
    ['user.city -startsWith null', value],
    ['user.employeeHireDate -ge "soon"', value],
    ['user.employeeHireDate -eq system.now -plus P1D', value],
    ['Direct Reports for "lee"', value],
    ['user.city -match "*x"', 'Query compilation error.'],
    ['user.city -eq "x" user.city -eq "y"', 'Query compilation error.'],
    ['user.city -any (_ -eq "x")', 'Invalid operands found for operator -any'],
    ['user.otherMails -any (user.city -eq "x")', 'Invalid operands found for operator -any'],
    ['user.otherMails -any (assignedPlan.service -eq "x")', 'Invalid object type.'],
    ['user.city -eq "x" -and device.displayName -eq "x"', 'Invalid object type.'],
    ['user.city -eq “x”', 'Invalid characters found in the rule.'],
    ['user.city -like "x"', 'Binary expression is not in right format.'],
    [`user.memberOf -all (group.objectId -in ${sources(1)})`, 'Invalid operands found for operator -all'],
    [`user.memberOf -any (group.objectId -in ${sources(51)})`, value],
    [
      `not (user.memberOf -any (group.objectId -in ${sources(1)}))`,
      'Invalid operands found for operator -any',
    ],
  ])('%s', (rule, reason) => {
    const message = `Dynamic membership rule validation error: ${reason}`;
    expect(readRule(rule)).toEqual({ type: 'refused', code: 'Request_BadRequest', message });
  });

  test.each(['city -eq "x"', 'user.city -eq Bern'])('%s has no object type', (rule) => {
    const message = 'No object type';
    expect(readRule(rule)).toEqual({ type: 'refused', code: 'InvalidObjectTypeException', message });
  });
});
