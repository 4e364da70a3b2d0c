import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setupSteps } from '../../../src/core/setup/steps.ts';
import type { SetupWish } from '../../../src/core/setup/wish.ts';
import { azLines } from '../../../src/render/setup/az.ts';
import { byHandLines } from '../../../src/render/setup/by-hand.ts';
import { portalLines } from '../../../src/render/setup/portal.ts';
import { powershellLines } from '../../../src/render/setup/powershell.ts';
import { shellWord } from '../../../src/core/shell-word.ts';
import { paint } from '../../../src/render/text/lines.ts';
import { departments, numbered, wishFor } from '../../core/setup/wishes.ts';
import { tokensOf } from '../powershell-lexer.ts';
import { runInBash } from './bash.ts';

const placeOf = ({ tenantId, cloud }: SetupWish) => ({
  tenantId,
  cloud,
  program: 'tenantry',
  directory: 'tenant',
});
const az = (wish: SetupWish): string => `${azLines(setupSteps(wish), placeOf(wish)).join('\n')}\n`;
const powershell = (wish: SetupWish): string =>
  `${powershellLines(setupSteps(wish), placeOf(wish)).join('\n')}\n`;
const portal = (wish: SetupWish): string => paint(portalLines(setupSteps(wish), placeOf(wish), 100), false);

const whole = wishFor(numbered, { certificates: true, exchangeRoles: 'custom', removeExpired: true });

describe('the forms', () => {
  test.each([
    ['portal.txt', portal(wishFor(departments))],
    ['portal-exchange.txt', portal(whole)],
    ['az.sh', az(whole)],
    ['powershell.ps1', powershell(whole)],
    ['az-china.sh', az(wishFor(departments, { cloud: 'china' }))],
  ])('%s', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`golden/${name}`);
  });

  test('what is left to do by hand has the ids in it', async () => {
    const ids = new Map([
      [
        'reader',
        { appId: '00000000-0000-4000-8000-00000000000a', objectId: '00000000-0000-4000-8000-00000000000b' },
      ],
      [
        'writer',
        { appId: '00000000-0000-4000-8000-00000000000c', objectId: '00000000-0000-4000-8000-00000000000d' },
      ],
    ] as const);
    const text = paint(byHandLines(setupSteps(whole), ids, placeOf(whole), 100), false);
    await expect(text).toMatchFileSnapshot('golden/by-hand.txt');
  });
});

/** Names as an administrator may choose them, and as somebody may who wants more than a name. */
const names = {
  reader: `$(touch /tmp/x) 'plan' "reads" \`id\` ; rm -rf ~ # ’quote’`,
  writer: String.raw`$env:HOME '; exit 1 \ & | é 大`,
};
const hostile = wishFor(numbered, { certificates: true, exchangeRoles: 'custom', names });

const option = (call: readonly string[], name: string): string | undefined => call[call.indexOf(name) + 1];

describe('Bash takes the values of az as they are', () => {
  const { calls, stdout, stderr, status } = runInBash(az(hostile));
  const called = (...start: readonly string[]): readonly (readonly string[])[] =>
    calls.filter((call) => start.every((word, index) => call[index] === word));

  test('and runs to its end', () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
  test('names', () => {
    expect(called('az', 'ad', 'app', 'create').map((call) => option(call, '--display-name'))).toEqual([
      names.reader,
      names.writer,
    ]);
    expect(called('az', 'ad', 'app', 'list').map((call) => option(call, '--filter'))).toEqual(
      [names.reader, names.writer].map((name) => `displayName eq '${name.replaceAll("'", "''")}'`),
    );
  });
  test('credentials', () => {
    const bodies = called('az', 'ad', 'app', 'federated-credential', 'create').map(
      (call) => JSON.parse(option(call, '--parameters') ?? '') as unknown,
    );
    expect(bodies).toEqual([
      expect.objectContaining({
        name: 'tenantry-plan',
        subject: 'repo:contoso/tenant:environment:tenantry-plan',
      }),
      expect.objectContaining({ name: 'tenant', audiences: ['api://AzureADTokenExchange'] }),
    ]);
    expect(called('az', 'ad', 'app', 'credential', 'reset').map((call) => option(call, '--cert'))).toEqual([
      '@keys/tenantry-reader-2026-11-22.cer',
      '@keys/tenantry-writer-2026-11-22.cer',
    ]);
    // The private key is in another file, which no command names but the variable that it is for.
    expect(calls.flat().filter((word) => word.includes('.pem') || word.includes('.pfx'))).toEqual([]);
  });
  test('bodies of requests are JSON', () => {
    const posts = called('az', 'rest', '--method', 'POST');
    const bodies = posts.map((call) => JSON.parse(option(call, '--body') ?? '') as Record<string, string>);
    const steps = setupSteps(hostile).flatMap(({ work }) =>
      work.work === 'permissions' ? work.resources.flatMap(({ roles }) => roles) : [],
    );
    expect(bodies).toHaveLength(steps.length);
    for (const body of bodies) expect(body['principalId']).toBe('11111111-2222-4333-8444-555555555555');
  });
  test('what it prints for Exchange is PowerShell with the ids in it', () => {
    const strings = tokensOf(stdout)
      .filter(({ kind }) => kind === 'string')
      .map(({ text }) => text);
    expect(strings.filter((text) => text === '11111111-2222-4333-8444-555555555555')).toHaveLength(4);
    expect(stdout).not.toContain('APPLICATION_ID');
  });
});

test('a folder of several lines does not leave its comment', () => {
  const lines = azLines(setupSteps(wishFor(departments)), {
    ...placeOf(wishFor(departments)),
    directory: 'a\ntouch x',
  });
  expect(lines.filter((each) => each.includes('\n'))).toEqual([]);
  expect(lines.some((each) => each.startsWith('# ') && each.includes("'a touch x'"))).toBe(true);
});

const grants = (answers: Readonly<Record<string, string>>) => {
  const { calls, stderr } = runInBash(az(whole), answers);
  const ids = calls
    .filter((call) => ['permission add', 'credential reset'].some((each) => call.join(' ').includes(each)))
    .map((call) => option(call, '--id'));
  return { ids: [...new Set(ids)], stopped: stderr.includes('Stop: others can act as the application') };
};

describe('in Bash, an application that is there', () => {
  const there = {
    'ad app list --filter': '22222222-2222-4333-8444-555555555555',
    'ad app list --app-id': 'AzureADMyOrg',
    'ad app owner list': '',
  };
  test('is used where nobody else can act as it', () => {
    expect(grants(there)).toEqual({ ids: ['22222222-2222-4333-8444-555555555555'], stopped: false });
  });
  test.each([
    ['has another owner', { 'ad app owner list': '33333333-2222-4333-8444-555555555555' }],
    ['has a secret', { 'ad app list --app-id': '' }],
    ['is open to other tenants', { 'ad app list --app-id': 'AzureADMultipleOrgs' }],
    [
      'is one of two',
      { 'ad app list --filter': '22222222-2222-4333-8444-555555555555\n44', 'ad app list --app-id': '' },
    ],
  ])('is given nothing where it %s', (_, more) => {
    expect(grants({ ...there, ...more })).toEqual({ ids: ['not-ours'], stopped: true });
  });
});

/** Every string of a script, with those joined that a join makes. */
function stringsOf(script: string): readonly string[] {
  return tokensOf(script.replace(/\(-join @\((.*?)\)\)/g, (_, parts: string) => joined(parts)))
    .filter(({ kind }) => kind === 'string')
    .map(({ text }) => text);
}

const joined = (parts: string): string => {
  const text = [...parts.matchAll(/'((?:[^']|'')*)'|\[char\]0x([0-9A-F]{4})/g)]
    .map(
      ([, plain, code]) =>
        plain?.replaceAll("''", "'") ?? String.fromCharCode(Number.parseInt(code ?? '', 16)),
    )
    .join('');
  return `'${text.replaceAll("'", "''").replaceAll('’', '’’')}'`;
};

const words = (text: string): readonly string[] =>
  tokensOf(text)
    .filter(({ kind }) => kind === 'word')
    .map((token) => token.text);

describe('PowerShell takes the values as they are', () => {
  const script = powershell(hostile);
  test('names', () => {
    const strings = stringsOf(script);
    for (const name of Object.values(names)) {
      expect(strings).toContain(name);
      expect(strings).toContain(`displayName eq '${name.replaceAll("'", "''")}'`);
    }
  });
  test('in plain ASCII, with every bracket closed', () => {
    expect(/^[\n -~]*$/.test(script)).toBe(true);
    const depth = { '(': 0, '{': 0, '[': 0 };
    const closing = { ')': '(', '}': '{', ']': '[' } as const;
    for (const { kind, text } of tokensOf(script)) {
      if (kind !== 'word') continue;
      if (text in depth) depth[text as '('] += 1;
      if (text in closing) depth[closing[text as ')']] -= 1;
      expect(Math.min(...Object.values(depth))).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toEqual({ '(': 0, '{': 0, '[': 0 });
  });
  test('no name becomes a word of the language', () => {
    const harmless = powershell(
      wishFor(numbered, { certificates: true, exchangeRoles: 'custom', names: { reader: 'a', writer: 'b' } }),
    );
    const plain = words(harmless.replace(/\(-join @\(.*?\)\)/g, "''"));
    expect(words(script.replace(/\(-join @\(.*?\)\)/g, "''"))).toEqual(plain);
  });
});

test('any text is one word of Bash', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'grapheme' }).filter((text) => !/[\0\ud800-\udfff]/.test(text)),
        { minLength: 1, maxLength: 20 },
      ),
      (texts) => {
        const { calls } = runInBash(`az ${texts.map(shellWord).join(' ')}\n`);
        expect(calls).toEqual([['az', ...texts]]);
      },
    ),
    { numRuns: 10 },
  );
});
