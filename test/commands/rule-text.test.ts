import { expect, test } from 'vitest';
import { ruleCheck, ruleFormat } from '../../src/commands/rule/check-command.ts';
import { ruleEval } from '../../src/commands/rule/eval-command.ts';
import { ruleExplain } from '../../src/commands/rule/explain-command.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { width } from '../../src/render/text/lines.ts';
import { tenantry } from '../support/cli.ts';
import { asking, offline, pieces } from './asking.ts';

const nothing = (): AsyncGenerator<string> => pieces('');

async function check(rule: string): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const { world, printed } = offline();
  const code = await ruleCheck({ rule, json: false }, nothing(), world);
  return { code, lines: printed().trimEnd().split('\n') };
}

test('a problem has a caret under its place, and its mend', async () => {
  const { code, lines } = await check('user.city -eq "x" -and user.deparment -eq "Sales"');
  expect(code).toBe(3);
  const at = lines.findIndex((line) => line.includes('unknown-property'));
  expect(lines[at - 1]?.indexOf('^')).toBe(lines[at - 2]?.indexOf('user.deparment'));
  expect(lines.join(' ')).toContain('user.department');
});

test.each([
  'a'.repeat(5000),
  `user.department -eq "${'日本'.repeat(300)}" -and user.deparment -eq "x"`,
  'user.department -eq "x"\r\n-and user.deparment\u001B[31m -eq "y"',
  '',
  '"',
  'user.a -eq "x" -and ('.repeat(200),
])('whatever is checked, it stays within 80 columns: %#', async (rule) => {
  const { code, lines } = await check(rule);
  expect(code).toBe(3);
  expect(lines.filter((line) => width(line) > 80)).toEqual([]);
  expect(lines.join('')).not.toContain('\u001B');
});

test('a valid rule is shown in canonical form', async () => {
  const { code, lines } = await check('USER.department -EQ "Sales"');
  expect(code).toBe(0);
  expect(lines).toContain('  user.department -eq "Sales"');
});

test('format prints the canonical form alone, from stdin too; what is wrong goes to stderr', async () => {
  const { world, printed, said } = offline();
  expect(await ruleFormat({ rule: '-', json: false }, pieces('USER.city -EQ "a"\n'), world)).toBe(0);
  expect(printed()).toBe('user.city -eq "a"\n');
  expect(await ruleFormat({ rule: 'user.citi -eq "a"', json: false }, nothing(), world)).toBe(3);
  expect(printed()).toBe('');
  expect(said()).toContain('unknown-property');
});

test('eval of one object', async () => {
  const { world, printed } = offline();
  const rule = 'user.department -eq "Sales"';
  await ruleEval({ rule, json: false, object: '{"department":"sales"}' }, nothing(), world);
  await ruleEval({ rule, json: true, object: '{}' }, nothing(), world);
  expect(printed()).toBe('member\n{"member":false}\n');
  for (const object of [undefined, 'x', '[]', '{"a":1}'])
    await expect(
      ruleEval({ rule, json: false, ...(object === undefined ? {} : { object }) }, nothing(), world),
    ).rejects.toThrow(TenantryError);
});

test('explain shows the tree and what decides, for a live person and offline', async () => {
  const { world, printed, options } = await asking({ state: contoso() });
  const rule =
    'user.usageLocation -eq "XX" -or (user.userPrincipalName -startsWith "adele" -and user.mail -ne null)';
  await ruleExplain({ ...options, rule, user: 'adele.vance@contoso.com' }, nothing(), world);
  const live = printed();
  expect(live).toContain('Adele Vance (adele.vance@contoso.com)');
  expect(live).toContain('The rule says: a member');
  expect(live).toMatch(/yes user\.userPrincipalName -startsWith "adele".*\n?.*<- decides/);
  expect(live).toContain('no  user.usageLocation -eq "XX"');
  const without = offline();
  await ruleExplain(
    { directory: 'tenant', rule, object: '{"usageLocation":"xx"}' },
    nothing(),
    without.world,
  );
  expect(without.printed()).toContain('(usageLocation is "xx")  <- decides');
  await expect(ruleExplain({ ...options, rule }, nothing(), world)).rejects.toThrow(/one person/);
  await expect(
    ruleExplain({ ...options, rule: 'user.citi -eq "x"', user: 'adele.vance@contoso.com' }, nothing(), world),
  ).rejects.toThrow(/no property/);
});

test('the program: exit codes, stdout and stderr', async () => {
  const invalid = await tenantry(['rule', 'check', 'user.citi -eq "x"']);
  expect(invalid).toMatchObject({ code: 3, stderr: '' });
  const valid = await tenantry(['rule', 'check', '--json', 'user.department -eq "x"']);
  expect(valid.code).toBe(0);
  expect(JSON.parse(valid.stdout)).toMatchObject({ valid: true });
  const missing = await tenantry(['rule', 'format']);
  expect(missing).toMatchObject({ code: 1, stdout: '' });
  expect(missing.stderr).toContain('No rule was given');
});

test.each([
  ['rule', 'check'],
  ['rule', 'format'],
  ['rule', 'eval'],
  ['rule', 'explain'],
  ['calibrate'],
  ['why'],
  ['whatif'],
])('%s %s --help has examples and fits 80 columns', async (...command) => {
  const help = await tenantry([...command, '--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('Examples:');
  expect(help.stdout.includes('single quotes')).toBe(command[0] === 'rule');
  expect(help.stdout.split('\n').filter((line) => width(line) > 80)).toEqual([]);
});
