import { describe, expect, test } from 'vitest';
import { looksLike } from '../../src/core/sensitive/looks-like.ts';
import { extensionsYaml } from './extension-files.ts';
import { group, loaded, tenantYaml, told, user } from './support.ts';

const card = 'a payment card number';
const iban = 'a bank account number (IBAN)';
const cpf = 'a Brazilian CPF';

// Numbers of test cards and of documentation, and tokens that are put together here so that no scanner takes them for real.
const sensitive: readonly (readonly [string, string])[] = [
  ['4111111111111111', card],
  ['card 4111 1111 1111 1111, 12/29', card],
  ['5555-5555-5555-4444', card],
  ['378282246310005', card],
  ['3782 822463 10005', card],
  ['30569309025904', card],
  ['6011111111111117', card],
  ['3530111333300000', card],
  ['2223003122003222', card],
  ['6200000000000005', card],
  ['4222222222222', card],
  ['123-45-6789', 'a US social security number'],
  ['ssn: 078-05-1120.', 'a US social security number'],
  ['529.982.247-25', cpf],
  ['CPF 52998224725', cpf],
  ['AB123456C', 'a UK national insurance number'],
  ['AB 12 34 56 C', 'a UK national insurance number'],
  ['Steuer-ID: 86095742719', 'a German tax id'],
  ['86 095 742 719', 'a German tax id'],
  ['12345678Z', 'a Spanish DNI or NIE'],
  ['X1234567L', 'a Spanish DNI or NIE'],
  ['RSSMRA85T10A562S', 'an Italian fiscal code'],
  ['2 55 08 14 168 025 38', 'a French social security number'],
  ['PESEL: 44051401359', 'a Polish PESEL'],
  ['GB82 WEST 1234 5698 7654 32', iban],
  ['DE89370400440532013000', iban],
  ['account NO9386011117947', iban],
  [['-----BEGIN RSA PRIVATE', 'KEY-----\nMIIE'].join(' '), 'a private key'],
  [['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'abc'].join('.'), 'a token (JWT)'],
  [['AKIA', 'IOSFODNN7EXAMPLE'].join(''), 'an access key of AWS'],
  [`ghp_${'a1B2'.repeat(9)}`, 'a token of GitHub'],
  [`github_pat_${'a1B2'.repeat(20)}`, 'a token of GitHub'],
  [['xoxb', '1234567890', 'abc'].join('-'), 'a token of Slack'],
  [`Ab18Q~${'x1Y_.~-'.repeat(5).slice(0, 34)}`, 'a client secret of Entra'],
  ['password=hunter2', 'a password'],
  ['Server=db;User=sa;Pwd: s3cret', 'a password'],
];

const harmless: readonly string[] = [
  '',
  'Contractor',
  'E4',
  '00123',
  '1234567',
  '12345678',
  '4711',
  '4000123',
  '10023456789',
  '2026-01-05',
  '2026-01-05T09:00:00Z',
  '20260105093000',
  '+55 11 95555 0101',
  '+49 30 1234 5678 9012',
  '+5511955550101',
  '(11) 95555-0101',
  '0049 30 123456789',
  '1-800-555-0199',
  '63384f56-42d2-4aa7-b1d6-b10c78f143a2',
  '41111111-1111-1111-1111-111111111111',
  '4111111111111112',
  '0000000000000000',
  '1234567890123456',
  '9999999999999999',
  '4111111111111111222233',
  '000-12-3456',
  '666-12-3456',
  '987-65-4321',
  '529.982.247-26',
  '111.111.111-11',
  '52998224725',
  '44051401359',
  'BG123456C',
  'AB123456E',
  'CAB123456C',
  '86095742719',
  '86 095 742 718',
  'IdNr 86095742718',
  '11111111111',
  '12345678A',
  'GB82WEST12345698765433',
  'DE00 1234',
  'SN2010RES',
  'SG-Engineering-BR',
  'CC-4711-0815-2026-0001',
  '192.168.100.200',
  'https://contoso.com/users/4111111111111111/photo',
  'MyIRAFVEd2aImaq7zN3u/w==',
  'adele.vance@contoso.com',
  'password policy',
  'forgot password: yes',
  'Password: expired',
  'eyJ',
  'AKIA',
  'ghp_short',
  'xox',
  'ISO/IEC 27001:2022',
  '978-3-16-148410-0',
  '9783161484100',
  'TK421-2026-001234',
];

describe('what looks like something that should not be in a directory', () => {
  test.each(sensitive)('%s', (text, what) => {
    expect(looksLike(text)).toBe(what);
  });
  test.each(harmless)('harmless: %s', (text) => {
    expect(looksLike(text)).toBeUndefined();
  });
});

const secret = '4111 1111 1111 1111';
const files = {
  'extensions/all.yaml': extensionsYaml,
  'users/a.yaml': `defaults: { extensionAttribute9: ${secret} }\n${user(
    `extensionAttribute1: ${secret}`,
    `department: ${secret}`,
    `directoryExtensions: { skills: [a, ${secret}], large: 4111111111111111 }`,
    `schemaExtensions: { contoso_old: { note: ${secret} } }`,
    `openExtensions: { com.contoso.a: { b: [${secret}] } }`,
  )}  - user: lee@contoso.com\n`,
  'groups/a.yaml': group(`extensionAttribute15: ${secret}`, 'openExtensions: { a: { b: harmless } }'),
};
const remedy = 'Keep it where fewer people can read it; it is in the history of this repository too.';
const looks =
  'looks like a payment card number, and values of extensions can be read by everybody in the organisation.';

test('every kind of extension of users and groups is looked at, and the value is never repeated', () => {
  const { problems, findings, desired } = loaded(files);
  expect(problems).toEqual([]);
  expect(told(findings)).toEqual([
    `tenant/groups/a.yaml:3:27 (group engineers) \`extensionAttribute15\` ${looks} ${remedy}`,
    `tenant/users/a.yaml:1:34 (user lee@contoso.com) \`extensionAttribute9\` ${looks} ${remedy}`,
    `tenant/users/a.yaml:4:26 (user adele@contoso.com) \`extensionAttribute1\` ${looks} ${remedy}`,
    `tenant/users/a.yaml:6:36 (user adele@contoso.com) \`directoryExtensions.skills\` ${looks} ${remedy}`,
    `tenant/users/a.yaml:6:69 (user adele@contoso.com) \`directoryExtensions.large\` ${looks} ${remedy}`,
    `tenant/users/a.yaml:7:46 (user adele@contoso.com) \`schemaExtensions.contoso_old.note\` ${looks} ${remedy}`,
    `tenant/users/a.yaml:8:38 (user adele@contoso.com) \`openExtensions.com.contoso.a\` ${looks} ${remedy}`,
  ]);
  expect(new Set(findings.map((each) => each.severity))).toEqual(new Set(['warning']));
  expect(desired?.users).toHaveLength(2);
});

const set = (severity: string): ReturnType<typeof loaded> =>
  loaded({ ...files, 'tenant.yaml': `${tenantYaml}findings: { extension-sensitive: ${severity} }\n` });

test('it can be switched off or made an error', () => {
  expect([set('off').problems.length, set('off').findings.length]).toEqual([0, 0]);
  expect([set('error').problems.length, set('error').findings.length]).toEqual([7, 0]);
  expect(set('info').findings.map((each) => each.severity)).toContain('info');
});
