import { describe, expect, test } from 'vitest';
import { compileRegex } from '../../src/rules/regex/regex.ts';
import { testText } from '../../src/rules/text-test.ts';
import { checkRule } from '../../src/rules/check.ts';
import { verdict } from './support.ts';

/** Whether a pattern finds something in a text; undefined where that cannot be said. */
const finds = (pattern: string, text: string): boolean | undefined => {
  const quoted = pattern.replaceAll("'", "''").replaceAll('"', '`"');
  const { member } = verdict(`user.department -match "${quoted}"`, { department: text });
  return member ?? undefined;
};

describe('what .NET patterns match', () => {
  test.each<[pattern: string, matches: readonly string[], others: readonly string[]]>([
    ['^Da.*', ['Da', 'Dav', 'DAVID'], ['aDa']],
    ['.*vid', ['David'], ['Da']],
    ['ago', ['Lagos', 'AGO'], ['Lags']],
    ['.*?ago.*', ['Lagos'], ['']],
    [
      '@domain.ext$',
      ['a@domain.ext', 'a@domainXext', 'a@domain.ext\n'],
      ['a@domain.ext2', 'a@domain.ext\n\n'],
    ],
    ['^abc$', ['abc', 'ABC', 'abc\n'], ['abc\nx', 'xabc']],
    ['abc\\z', ['abc'], ['abc\n']],
    ['abc\\Z', ['abc', 'abc\n'], ['abcd']],
    ['\\Aabc', ['abcd'], ['xabc']],
    ['\\Gabc', ['abcd'], ['xabc']],
    ['(?m)^b$', ['a\nb\nc', 'b'], ['ab']],
    ['^b', ['b'], ['a\nb']],
    // Live rules: .NET takes a quantified anchor.
    ['^*-1', ['AVR-1X', '-1'], ['AVR-BDZX4M3']],
    ['^*C*.0$', ['PC10', '0C0', 'C0\n', 'x0'], ['0', 'C01']],
    ['^+a', ['a'], ['ba']],
    ['^[5-9,d-f]', ['ec75', ',x', 'F'], ['a1', '4']],
    ['Engineer|Scientist|R&D', ['Data scientist', 'r&d'], ['Engine']],
    ['@m365\\.kingsruleusa\\.com$', ['a@m365.kingsruleusa.com'], ['a@m365xkingsruleusa.com']],
    ['.', ['a', ' '], ['', '\n']],
    ['(?s)a.b', ['a\nb'], ['ab']],
    ['a.b', ['axb'], ['a\nb']],
    ['(?-i)abc', ['abc'], ['ABC']],
    ['(?-i:a)b', ['ab', 'aB'], ['AB']],
    ['a(?-i)b|C', ['ab', 'Ab', 'C'], ['aB', 'c']],
    ['(?x) a b # note', ['ab'], ['a b']],
    ['a(?#note)b', ['ab'], []],
    ["(?<n>a)(?'m'b)(?:c)(?n:(d))", ['abcd'], ['abc']],
    ['\\d', ['5', '٣', '５'], ['x', '½']],
    ['^\\w+$', ['Ébène_1', 'naïve', 'слово', '名前'], ['a b', 'a-b', '']],
    ['^\\W$', ['-', '€'], ['é', '_']],
    ['\\s', ['a b', '\u00a0', '\u2003', '\u0085'], ['ab']],
    ['^\\S+$', ['ab'], ['a\u00a0b']],
    ['\\bIT\\b', ['IT', 'the it team', 'x-IT'], ['ITALY', 'unit', 'ITÁLIA', 'éIT', 'IT\u0301s']],
    ['\\BIT', ['éIT', 'aIT'], ['IT', '-IT']],
    ['\\bRio\\b', ['São Rio', 'Rio é'], ['Rioé']],
    ['^\\b\\w+\\b$', ['É', 'ÉA\n'], ['É A']],
    ['\\p{Lu}', ['a', 'A'], ['1']],
    ['(?-i)\\p{Lu}', ['A'], ['a']],
    ['\\P{L}', ['1'], ['aé']],
    ['[^\\W\\d]', ['a', '_'], ['1', '-']],
    ['[\\D-[a-z]]', ['é', '-'], ['a', 'Z', '1']],
    ['^[a-z-[aeiou]]+$', ['xyz', 'XYZ'], ['a', 'E']],
    ['[^a-z]', ['1'], ['k', 'K']],
    ['[]a]', [']', 'a'], ['b']],
    ['[^]a]', ['b'], [']']],
    ['[a\\-z]', ['-', 'z'], ['m']],
    ['[\\w-]', ['-'], ['.']],
    ['[[:alpha:]]', ['a]', ':]'], ['a', 'b]']],
    ['[\\b]', ['\b'], ['b']],
    ['\\x41\\u0042\\t?\\cJ', ['AB\n', 'ab\t\n'], ['AB']],
    ['\\101\\0', ['A\0'], ['A']],
    ['\\.\\$\\^\\{\\(\\|\\[\\*\\+\\?\\\\', ['.$^{(|[*+?\\'], ['x']],
    ['a{2}', ['aa'], ['a']],
    ['^a{2,3}$', ['aa', 'aaa'], ['a', 'aaaa']],
    ['^a{2,}$', ['aaaa'], ['a']],
    ['a{,3}', ['a{,3}'], ['aaa']],
    ['a{x}', ['a{x}'], ['a']],
    ['{', ['{'], ['x']],
    ['a??b*?c+?', ['c', 'abc'], ['ab']],
    ['(?<=@)contoso', ['a@contoso.com'], ['acontoso']],
    ['(?<!@)contoso', ['acontoso'], ['a@contoso.com']],
    ['(?<=\\bÉ)x', ['Éx'], ['aÉx']],
    ['', ['', 'x'], []],
    ['()', ['x'], []],
    ['a||b', ['x'], []],
    ['straße', ['STRASSE', 'Straße'].slice(1), ['STRASSE']],
    ['JOSÉ', ['José'], ['Jose']],
    ['ı', ['ı'], ['i', 'I']],
    ['😀', ['x😀'], ['x']],
    ['[😀-😂]{2}', ['😀😁'], ['😀']],
    ['a{1000}', ['a'.repeat(1000)], ['a'.repeat(999)]],
  ])('%s', (pattern, matches, others) => {
    expect(matches.map((text) => [text, finds(pattern, text)])).toEqual(matches.map((text) => [text, true]));
    expect(others.map((text) => [text, finds(pattern, text)])).toEqual(others.map((text) => [text, false]));
  });
});

test.each([
  '*@domain.ext',
  '+a',
  '?a',
  '{2}a',
  'a**',
  'a*+',
  'a{2}{3}',
  'a*??',
  '(*a)',
  'a|*',
  '(?i)*',
  '(abc',
  'abc)',
  '[abc',
  '[]',
  '[z-a]',
  '[a-\\d]',
  'a{3,2}',
  'a{99999999999}',
  '\\',
  '\\y',
  '\\_',
  '[\\A]',
  '\\1',
  '(a)\\2',
  '\\k<x>',
  '\\kx',
  '(?<x>a)\\k<y>',
  '\\p{Foo}',
  '\\pL',
  '\\p{',
  '\\x4',
  '\\u12',
  '\\c1',
  '(?P<n>a)',
  '(?<>a)',
  '(?<1a>b)',
  '(?<0>a)',
  '(?z)',
  '(?',
  '(?#x',
  '[a-[b]c]',
  '(?<n',
])('%s is refused by .NET', (pattern) => {
  expect(compileRegex(pattern)).toMatchObject({ type: 'invalid' });
  const checked = checkRule(`user.mail -match "${pattern}"`);
  expect(checked.problems).toMatchObject([{ code: 'invalid-pattern', offset: 17, severity: 'error' }]);
});

test.each([
  '(?=a)',
  'a(?!b)',
  '(?>a+)',
  '(a)\\1',
  '(?<x>a)\\k<x>',
  '(?(a)b|c)',
  '(?<a-b>x)(?<b>y)',
  '\\p{IsGreek}',
  'a{2000}',
  '((a{100}){100}){100}',
  '('.repeat(300) + 'a' + ')'.repeat(300),
])('%s is valid, and undetermined here', (pattern) => {
  const text = `user.department -match "${pattern}"`;
  expect(checkRule(text)).toMatchObject({ valid: true });
  expect(checkRule(text).problems.map(({ code }) => code)).toContain('pattern-undecided');
  expect(verdict(text, { department: 'a' })).toEqual({ member: null, reason: 'pattern' });
  expect(verdict(text, {})).toEqual({ member: null, reason: 'pattern' });
});

test.each([
  '(x+x+)+y',
  '(a*)*b',
  '(a|a)*b',
  '(a|aa)+$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(.*)(.*)(.*)(.*)(.*)[^a]',
  '(a?){500}a{500}',
  '(a{100}){10}',
  '(\\w{100}){10}',
  '[\\Wa]'.repeat(50),
  '[\\Wa]\\b'.repeat(40),
  '[\\Wa]'.repeat(400),
  '(a|b)*a(a|b){200}',
  '((((((a*)*)*)*)*)*)*b',
  '[\\w\\s\\D-[a-m]]{900}',
  '(\\b\\w+\\b\\s*)+!',
  'x{0,1000}'.repeat(15) + 'y',
])('%s finishes quickly', (pattern) => {
  const started = performance.now();
  for (const text of ['a'.repeat(1000), 'x'.repeat(1000), 'é a'.repeat(200)]) finds(pattern, text);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('what is plain text needs no engine and says the same', () => {
  for (const [source, type] of Object.entries({
    '^abc': 'starts',
    abc$: 'ends',
    '^abc$': 'equals',
    '.*abc': 'contains',
    'a.c': 'regex',
  })) {
    const regex = compileRegex(source);
    expect(regex.type).toBe(type === 'regex' ? 'regex' : 'literal');
  }
  expect(testText({ test: 'contains', text: 'abc' }, 'xABCx', 'xabcx')).toBe(true);
});
