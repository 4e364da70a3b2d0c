import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noEvidence, type Recipient } from '../../src/core/live/live.ts';
import type { Blocked, Plan } from '../../src/core/plan/plan.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { exchangeUsers, leftToApply } from '../../src/render/powershell/exchange-users.ts';
import { comment, literal } from '../../src/render/powershell/literal.ts';
import { powershell } from '../../src/render/powershell/powershell.ts';
import { safe } from '../../src/render/safe.ts';
import { desired, id, live, liveUser, planOf, user } from '../support/tenant.ts';
import { tokensOf } from './powershell-lexer.ts';
import { readScript } from './powershell-script.ts';

const place = { file: 'tenant/users/all.yaml', line: 1, column: 1 };
const empty = planOf(desired([]), live([]));

function blocked(number: number, attribute: number, before: string | null, after: string | null): Blocked {
  const object = `user:${id(number)}`;
  const name = `extensionAttribute${attribute}`;
  return {
    key: `${object}/${name}`,
    object,
    kind: 'user',
    attribute: name,
    before,
    after,
    origin: 'pending',
    reason: 'exchangeNotUsed',
    message: 'it is so',
    remedy: 'Do it.',
    place,
  };
}

const recipient = (type: Recipient['type'], attributes: Recipient['attributes']): Recipient => ({
  type,
  details: type === 'mailbox' ? 'UserMailbox' : 'GuestMailUser',
  cloudManaged: false,
  attributes,
});

const attribute = (number: number, before: string | null, after: string | null): object => ({
  name: `CustomAttribute${number}`,
  before,
  after,
});

describe('whom the script is for', () => {
  const synced = { onPremisesDistinguishedName: 'CN=x,DC=contoso,DC=com' };
  const users = [
    liveUser(1, 'adele@contoso.com', synced),
    liveUser(2, 'guest@contoso.com', synced),
    liveUser(3, 'lee@contoso.com'),
    liveUser(4, 'nobody@contoso.com', synced),
  ];
  const entries = users.map(({ userPrincipalName = '' }) =>
    user(userPrincipalName, { extensionAttribute1: 'new', extensionAttribute15: null, city: 'Berlin' }),
  );
  const recipients = new Map([
    [id(1), recipient('mailbox', { extensionAttribute1: 'old', extensionAttribute15: 'x' })],
    [id(2), recipient('mailUser', {})],
    [id(3), recipient('mailbox', {})],
    [id(4), null],
  ]);

  test('those who go through Exchange first; the others are counted or not concerned', () => {
    const plan = planOf(desired(entries), live(users, [], { evidence: { ...noEvidence, recipients } }));
    expect(exchangeUsers(plan)).toEqual([
      {
        id: id(1),
        name: plan.names[`user:${id(1)}`],
        recipient: 'mailbox',
        attributes: [attribute(1, 'old', 'new'), attribute(15, 'x', null)],
      },
      {
        id: id(2),
        name: plan.names[`user:${id(2)}`],
        recipient: 'mailUser',
        attributes: [attribute(1, null, 'new')],
      },
    ]);
    expect(leftToApply(plan)).toBe(1);
    expect(powershell(plan)).toContain('Not in here: 1 user whose');
  });

  test('where tenant.yaml keeps out of Exchange, those whom Graph would refuse, of a kind yet to be found', () => {
    const plan = planOf(desired(entries, { exchange: { route: 'never' } }), live(users));
    expect(exchangeUsers(plan).map((each) => [each.id, each.recipient])).toEqual([
      [id(1), 'unknown'],
      [id(2), 'unknown'],
      [id(4), 'unknown'],
    ]);
    expect(powershell(plan)).not.toContain('Not in here');
  });

  test('an id that is no GUID ends it', () => {
    const plan = { ...empty, blocked: [{ ...blocked(1, 1, null, 'x'), object: "user:x'; calc; '" }] };
    expect(() => powershell(plan)).toThrow(TenantryError);
  });
});

describe('the script', () => {
  const plan: Plan = {
    ...empty,
    tenant: { ...empty.tenant, name: 'Contoso GmbH & Söhne' },
    names: { [`user:${id(1)}`]: 'Adele Vance', [`user:${id(2)}`]: 'Jörg O\u2019Neil' },
    blocked: [
      blocked(1, 1, 'old', 'new'),
      blocked(1, 7, 'x', null),
      blocked(2, 15, null, "it's\n日本 $(Remove-Mailbox x)"),
    ],
  };

  test('reads as in golden/exchange.ps1', () => {
    expect(powershell(plan)).toBe(golden('exchange.ps1', powershell(plan)));
  });

  test('holds what the plan says', () => {
    expect(readScript(powershell(plan)).users).toEqual([
      {
        Id: id(1),
        Name: 'Adele Vance',
        Kind: 'Unknown',
        Attributes: [
          { Name: 'CustomAttribute1', Before: 'old', After: 'new' },
          { Name: 'CustomAttribute7', Before: 'x', After: null },
        ],
      },
      {
        Id: id(2),
        Name: 'Jörg O\u2019Neil',
        Kind: 'Unknown',
        Attributes: [{ Name: 'CustomAttribute15', Before: null, After: "it's\n日本 $(Remove-Mailbox x)" }],
      },
    ]);
  });

  test('closes every bracket that it opens', () => {
    const brackets = tokensOf(powershell(plan)).flatMap(({ kind, text }) =>
      kind === 'word' && '(){}[]'.includes(text) ? [text] : [],
    );
    let left = brackets.join('');
    while (/\(\)|\{\}|\[\]/.test(left)) left = left.replaceAll(/\(\)|\{\}|\[\]/g, '');
    expect(brackets.length).toBeGreaterThan(100);
    expect(left).toBe('');
  });

  test.each([
    ['global', ''],
    ['usGovernment', 'O365USGovGCCHigh'],
    ['usGovernmentDoD', 'O365USGovDoD'],
    ['china', 'O365China'],
    ['http://127.0.0.1:8080', ''],
    ['constructor', ''],
  ])('connects to the cloud %s', (endpoint, name) => {
    const text = powershell({ ...plan, provenance: { ...plan.provenance, endpoint } });
    expect(/\$connection = @\{ ShowBanner = \$false(.*) \}/.exec(text)?.[1]).toBe(
      name === '' ? '' : `; ExchangeEnvironmentName = '${name}'`,
    );
  });
});

/** Text that would like to be code. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        "''",
        '"',
        '\u2018',
        '\u2019',
        '\u201a',
        '\u201b',
        '\u201c',
        '`',
        '$',
        '$(calc)',
        '${x}',
        '@',
        "'@",
        "@'",
        '\n',
        '\r\n',
        '\u2028',
        '\0',
        '\u001b[2J',
        '\u202e',
        '\ud800',
        '\udc00',
        '#>',
        '<#',
        '#',
        ';',
        '}',
        ')',
        '# SIG # Begin signature block',
        '😀',
        'é',
        ' ',
        '\u00a0',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const planWith = (name: string, before: string, after: string, tenant: string): Plan => ({
  ...empty,
  tenant: { ...empty.tenant, name: tenant },
  names: { [`user:${id(1)}`]: name },
  blocked: [blocked(1, 3, before, after), blocked(2, 4, after, null)],
});

describe('laws', () => {
  test('whatever the values are, the script is the same but for what its strings evaluate to', () => {
    const harmless = readScript(powershell(planWith('name', 'before', 'after', 'tenant')));
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (name, before, after, tenant) => {
        fc.pre(before !== '' && after !== '');
        const text = powershell(planWith(name, before, after, tenant));
        const script = readScript(text);
        expect(script.outline).toEqual(harmless.outline);
        const expected = { name: safe(name), before, after };
        expect(script.strings).toEqual(
          harmless.strings.map((each) =>
            Object.hasOwn(expected, each) ? expected[each as keyof typeof expected] : each,
          ),
        );
        expect(text).toMatch(/^[\n\u0020-\u007e]*$/);
      }),
      { numRuns: 300 },
    );
  });

  test('a literal is one string, whatever follows it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { strings, outline } = readScript(`x ${literal(text)} y`);
        expect({ strings, outline }).toEqual({ strings: [text], outline: ['word x', 'string', 'word y'] });
      }),
    );
  });

  test('a comment is one comment, of one line or several', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(tokensOf(`<# ${comment(text)} #> x`).map(({ kind }) => kind)).toEqual(['comment', 'word']);
        expect(tokensOf(`# ${comment(text)}\nx`).map(({ kind }) => kind)).toEqual([
          'comment',
          'newline',
          'word',
        ]);
      }),
    );
  });
});

describe('the reader of these tests knows what ends a string', () => {
  test.each([
    ["'a''b' c", ["string a'b", 'word c']],
    ["'a\u2019 c", ['string a', 'word c']],
    ["\u201ba\u2018\u2019b' c", ['string a\u2019b', 'word c']],
    ['"a`"b" c', ['code "a`"b"', 'word c']],
    ['"a$(x "b")c" d', ['code "a$(x "b")c"', 'word d']],
    ['"a\u201d c', ['code "a\u201d', 'word c']],
    ["@'\na'b\n'@ c", ["code @'\na'b\n'@", 'word c']],
    ['<# a\n#> b # c', ['comment <# a\n#>', 'word b', 'comment # c']],
  ])('%j', (text, expected) => {
    expect(tokensOf(text).map((token) => `${token.kind} ${token.text}`)).toEqual(expected);
  });

  test.each(["'a", '"a', '"$(a', "@'a'", '<# a'])('%j has no end', (text) => {
    expect(() => tokensOf(text)).toThrow(/no end/);
  });

  test.each([
    ["o'brien", `'o'brien'`],
    ['\u2019; calc; \u2018', "'\u2019; calc; \u2018'"],
  ])('and would find %j written as %s', (text, written) => {
    expect(attempt(() => readScript(`x ${written} y`).strings)).not.toEqual([text]);
  });
});

function attempt(read: () => readonly string[]): readonly string[] | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** What a file below `golden/` says; UPDATE_GOLDEN=1 makes it say this. */
function golden(name: string, text: string): string {
  const path = join(import.meta.dirname, 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return existsSync(path) ? readFileSync(path, 'utf8') : `There is no ${name}; UPDATE_GOLDEN=1 writes it.`;
}
