import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plan } from '../../../src/commands/plan.ts';
import { wellFormed } from '../../../src/adapters/http/well-formed.ts';
import { contoso } from '../../../src/emulator/contoso.ts';
import { asking, tenantYaml } from '../../commands/asking.ts';
import { yaml } from '../../scenarios/support-practice.ts';

const text = fc.string({
  unit: fc.constantFrom('a', '\\', '"', 'u', 'd800', '\ud800', '\udbff', '\udc00', '\u{1f600}', '\n', '{'),
});

test('JSON keeps its value, with well-formed texts', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(JSON.parse(wellFormed(JSON.stringify([given])))).toEqual([given.toWellFormed()]);
    }),
  );
});

test.each([
  [String.raw`"\uD83D\uDE00"`, '\u{1f600}'],
  [String.raw`"\uD83D\uD83D\uDE00"`, '\ufffd\u{1f600}'],
  [String.raw`"\\ud800"`, String.raw`\ud800`],
  [String.raw`"\\\ud800"`, '\\\ufffd'],
])('%s', (json, value) => {
  expect(JSON.parse(wellFormed(json))).toBe(value);
});

test('a plan is made for somebody of whom Graph shows half a character', async () => {
  const state = contoso();
  const practice = await asking(
    {
      state: {
        ...state,
        users: state.users.map((each) =>
          each['userPrincipalName'] === 'adele.vance@contoso.com' ? { ...each, jobTitle: 'Lea\ud83d' } : each,
        ),
      },
    },
    {
      'tenant.yaml': tenantYaml,
      'users/all.yaml': yaml('users', [{ user: 'adele.vance@contoso.com', jobTitle: 'Lead' }]),
    },
  );
  const options = { ...practice.options, only: [], json: false, detailedExitcode: false };
  expect(await plan(options, practice.world)).toBe(0);
  expect(practice.printed()).toContain('Lea\ufffd → Lead');
});
