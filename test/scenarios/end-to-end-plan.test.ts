import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { root } from '../support/cli.ts';
import { golden, tenantry, tooWide, workplace } from './end-to-end-support.ts';

const started: Emulator[] = [];
afterAll(() => Promise.all(started.map((each) => each.close())));

async function practice(state: ReturnType<typeof contoso>): Promise<Emulator> {
  const emulator = await startEmulator({ state });
  started.push(emulator);
  return emulator;
}

describe('the plan of the example', () => {
  let text = '';
  let port = '';
  beforeAll(async () => {
    const emulator = await practice(contoso());
    port = new URL(emulator.graph).port;
    text = (await tenantry(['plan', '--endpoint', emulator.graph], { cwd: root })).stdout;
  });

  test('reads as in golden/plan.txt', () => {
    const plan = text.replaceAll(port, 'PORT');
    expect(plan).toBe(golden('plan.txt', plan));
  });

  test('fits a terminal of 80 columns, and uses it', () => {
    expect(tooWide(text)).toEqual([]);
    expect(tooWide(text, 76)).not.toEqual([]);
  });

  test('has no colour where it does not go to a terminal', () => {
    expect(text).not.toContain('\u001b');
  });
});

/** Names that do harm where they are printed as they are. */
const hostile = [
  {
    what: 'colours and cursor movements',
    text: 'IT\u001b[31m\u001b[2J\u001b[1;1H',
    shown: String.raw`IT\u{1b}[31m\u{1b}[2J\u{1b}[1;1H`,
  },
  {
    what: 'a link of the terminal',
    text: '\u001b]8;;https://evil.example\u0007IT',
    shown: String.raw`\u{1b}]8;;https://evil.example\u{7}IT`,
  },
  { what: 'line breaks', text: 'IT\r\n  + Nothing to do', shown: String.raw`IT\u{d}\u{a}  + Nothing to do` },
  { what: 'other line breaks', text: 'IT\u2028Sales\u0085', shown: String.raw`IT\u{2028}Sales\u{85}` },
  {
    what: 'text that runs the other way',
    text: 'IT\u202egnireenignE\u2066',
    shown: String.raw`IT\u{202e}gnireenignE\u{2066}`,
  },
  { what: 'characters that nobody sees', text: 'I\u200bT\ufeff', shown: String.raw`I\u{200b}T\u{feff}` },
  { what: 'one word that is too long', text: 'W'.repeat(64), shown: 'W'.repeat(20) },
  { what: 'wide characters', text: '部'.repeat(64), shown: '部'.repeat(20) },
];

describe('what others wrote into the tenant cannot break the plan', () => {
  let stdout = '';
  let code: number | null = null;
  beforeAll(async () => {
    const place = workplace();
    place.write(
      'tenant/users/engineering.yaml',
      `defaults: { department: Engineering }\nusers:\n${hostile.map((_, index) => `  - user: person${index}@contoso.com\n`).join('')}`,
    );
    place.replace('tenant/tenant.yaml', 'valuesCleared: { count: 10 }', 'valuesCleared: { count: 0 }');
    const { users, groups, organization, ...rest } = contoso();
    const people = hostile.map(({ text }, index) => ({
      id: `00000000-0000-4000-8000-00000000000${index}`,
      userPrincipalName: `person${index}@contoso.com`,
      displayName: text,
      department: text,
    }));
    const declared = new Set(place.read('tenant/groups/departments.yaml').match(/[0-9a-f-]{36}/g));
    const [owned, others] = [
      groups.filter(({ id }) => declared.has(id)),
      groups.filter(({ id }) => !declared.has(id)),
    ];
    const emulator = await practice({
      ...rest,
      organization: { ...organization, displayName: hostile.map(({ text }) => text).join(' ') },
      users: [...people, ...users],
      groups: [
        ...owned.map((group, index) => ({ ...group, displayName: hostile[index]?.text ?? '' })),
        ...others,
      ],
    });
    ({ code, stdout } = await tenantry(['plan', '--endpoint', emulator.graph], { cwd: place.folder }));
  });

  test.each(hostile)('$what', ({ shown }) => {
    expect(stdout.replaceAll(/[\n ]+/g, '')).toContain(shown.replaceAll(/ +/g, ''));
  });

  test('a guard shows the objects once more', () => {
    expect(code).toBe(4);
    expect(stdout).toContain('REFUSED');
  });

  test('no character that nobody sees is left', () => {
    expect(
      Array.from(stdout.replaceAll('\n', '')).filter((each) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(each)),
    ).toEqual([]);
    expect(stdout).not.toMatch(/^ {2}[+] Nothing to do/m);
  });

  test('no line is wider than 80 columns', () => {
    expect(tooWide(stdout)).toEqual([]);
  });
});
