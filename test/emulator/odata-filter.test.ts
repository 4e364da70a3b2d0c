import { describe, expect, test } from 'vitest';
import type { Kind } from '../../src/emulator/model/properties.ts';
import { compileFilter } from '../../src/emulator/odata/filter.ts';
import { refusal } from './odata-outcome.ts';

const sku = '184efa21-98c3-4e5d-95ab-d07053a96e67';
const adele = {
  id: '63384f56-42d2-4aa7-b1d6-b10c78f143a2',
  displayName: "Adele O'Vance",
  givenName: 'Adele',
  department: null,
  mail: 'Adele@Contoso.com',
  companyName: 'Contoso',
  accountEnabled: true,
  createdDateTime: '2024-05-01T10:00:00Z',
  otherMails: ['adele@fabrikam.com', 'vance@example.org'],
  imAddresses: [],
  assignedLicenses: [{ skuId: sku.toUpperCase(), disabledPlans: [] }],
  identities: [
    { signInType: 'emailAddress', issuer: 'contoso.onmicrosoft.com', issuerAssignedId: 'a@one.example' },
    { signInType: 'federated', issuer: 'facebook.com', issuerAssignedId: 'b@two.example' },
  ],
  onPremisesExtensionAttributes: { extensionAttribute1: 'Contractor', extensionAttribute2: null },
  extension_00112233445566778899aabbccddeeff_jobGroup: 'E4',
  graphlearn_courses: { courseId: 100 },
};
const group = { id: '0a53828f-36c9-44c3-be3d-99a7fce977ac', groupTypes: ['Unified'], mailEnabled: true };
const audit = {
  id: 'Directory_1',
  activityDateTime: '2026-03-01T00:00:00.5Z',
  initiatedBy: { user: { id: adele.id }, app: null },
  targetResources: [{ id: group.id, displayName: 'Readers' }],
};
const objects: Partial<Record<Kind, object>> = { user: adele, group, directoryAudit: audit };

const answers = (text: string, kind: Kind = 'user', advanced = true): boolean =>
  compileFilter(text, kind, { advanced }).test(objects[kind] ?? {});

const faultOf = (filter: string, kind: Kind = 'user', advanced = false, maxClauses = 15) =>
  refusal(() => compileFilter(filter, kind, { advanced, maxClauses }));

const clause = (property: string, resource = 'User') =>
  `Unsupported or invalid query filter clause specified for property '${property}' of resource '${resource}'.`;

const names = (count: number) => Array.from({ length: count }, (_, index) => `'n${index}'`);
const alternatives = (count: number) =>
  names(count)
    .map((name) => `id eq ${name}`)
    .join(' or ');
const tooMany = (count: number, limit: number) => ({
  status: 400,
  code: 'Request_UnsupportedQuery',
  message: `Too many child clauses specified in search filter expression containing 'OR' operators: ${count}. Max allowed: ${limit}.`,
});

describe('what matches', () => {
  test.each<[filter: string, expected: boolean]>([
    [`id eq '${adele.id.toUpperCase()}'`, true],
    ["displayName eq 'adele o''vance'", true],
    ["DISPLAYNAME eq 'Adele'", false],
    ["displayName ne 'Adele'", true],
    ['department eq null', true],
    ["department ne 'Sales'", true],
    ["department ge 'A'", false],
    ["givenName ge 'adele' and givenName le 'ADELF'", true],
    ["startsWith(displayName,'ADELE')", true],
    ["startswith(displayName, 'o')", false],
    ["startswith(displayName,'adele') eq true", true],
    ["endsWith(mail,'@contoso.com')", true],
    ['accountEnabled eq true', true],
    ['accountEnabled ne true', false],
    ['createdDateTime ge 2024-05-01', true],
    ['createdDateTime le 2024-05-01T09:59:59Z', false],
    ['createdDateTime eq 2024-05-01T12:00:00+02:00', true],
    ["companyName in ('Fabrikam', 'CONTOSO')", true],
    ["companyName in ('Fabrikam')", false],
    ["NOT(imAddresses/any(s:s eq 'x'))", true],
    ["otherMails/any(o:endsWith(o,'example.org'))", true],
    ["otherMails/any(o:startsWith(o,'nobody'))", false],
    ["otherMails/all(o:startsWith(o,'a') or startsWith(o,'v'))", true],
    ['otherMails/$count eq 0', false],
    ['otherMails/$count ne 0', true],
    ['assignedLicenses/any()', true],
    [`assignedLicenses/any(u:u/skuId eq ${sku})`, true],
    [
      "identities/any(c:c/issuerAssignedId eq 'a@one.example' and c/issuer eq 'contoso.onmicrosoft.com')",
      true,
    ],
    ["identities/any(c:c/issuerAssignedId eq 'a@one.example' and c/issuer eq 'facebook.com')", false],
    ["onPremisesExtensionAttributes/extensionAttribute1 eq 'contractor'", true],
    ['onPremisesExtensionAttributes/extensionAttribute2 eq null', true],
    ["extension_00112233445566778899aabbccddeeff_jobgroup eq 'e4'", true],
    ['graphlearn_courses/courseId eq 100', true],
    ["givenName eq 'x' or givenName eq 'Adele' and companyName eq 'Contoso'", true],
    ["(givenName eq 'Adele' or givenName eq 'x') and companyName eq 'Nobody'", false],
    ["not givenName eq 'x' and givenName eq 'Adele'", true],
  ])('%s: %s', (filter, expected) => {
    expect(answers(filter)).toBe(expected);
  });

  test.each<[filter: string, kind: Kind, expected: boolean]>([
    ["groupTypes/any(c:c eq 'Unified')", 'group', true],
    ["groupTypes/Any(c:c eq 'DynamicMembership')", 'group', false],
    [`initiatedBy/user/id eq '${adele.id}'`, 'directoryAudit', true],
    [`targetResources/any(t: t/id eq '${group.id}')`, 'directoryAudit', true],
    ['activityDateTime gt 2026-03-01 and activityDateTime lt 2026-03-02', 'directoryAudit', true],
  ])('%s of a %s: %s, without an advanced query', (filter, kind, expected) => {
    expect(answers(filter, kind, false)).toBe(expected);
  });
});

describe('what is refused without an advanced query, and with one', () => {
  test.each<[filter: string, kind: Kind, message: string, advanced: boolean]>([
    ["userType ne 'Guest'", 'user', "Filter operator 'NotEqualsMatch' is not supported.", true],
    ["endsWith(mail,'x')", 'user', 'Unsupported Query.', true],
    ["NOT(userType eq 'Guest')", 'user', 'Unsupported Query.', true],
    ["companyName eq 'Contoso'", 'user', clause('companyName'), true],
    [
      "onPremisesExtensionAttributes/extensionAttribute1 eq 'x'",
      'user',
      clause('onPremisesExtensionAttributes'),
      true,
    ],
    ['city eq null', 'user', clause('city'), true],
    ['assignedLicenses/$count eq 0', 'user', clause('assignedLicenses'), true],
    ['otherMails/$count ge 2', 'user', clause('otherMails'), false],
    ["contains(displayName,'x')", 'user', "Filter operator 'Contains' is not supported.", false],
    ["endsWith(displayName,'x')", 'user', clause('displayName'), false],
    ["displayName gt 'x'", 'user', clause('displayName'), false],
    ["preferredDataLocation eq 'EUR'", 'user', clause('preferredDataLocation'), false],
    ["aboutMe eq 'x'", 'user', clause('aboutMe'), false],
    ['createdDateTime ge 2024-01-01', 'group', clause('createdDateTime', 'Group'), false],
  ])('%s', (filter, kind, message, passesAdvanced) => {
    const refused = { status: 400, code: 'Request_UnsupportedQuery', message };
    expect(faultOf(filter, kind)).toEqual(refused);
    expect(faultOf(filter, kind, true)).toEqual(passesAdvanced ? null : refused);
  });

  test('more than 15 alternatives, or values of a list', () => {
    expect(faultOf(alternatives(15))).toBeNull();
    expect(faultOf(alternatives(16))).toEqual(tooMany(16, 15));
    expect(faultOf(`accountEnabled eq true and (${alternatives(18)})`)).toEqual(tooMany(18, 15));
    expect(faultOf(`id in (${names(15).join(',')})`)).toBeNull();
    expect(faultOf(`id in (${names(16).join(',')})`)).toEqual(tooMany(16, 15));
  });

  test('more than 50, where 50 are allowed as in a delta query', () => {
    expect(faultOf(alternatives(50), 'user', false, 50)).toBeNull();
    expect(faultOf(alternatives(51), 'user', false, 50)).toEqual(tooMany(51, 50));
  });
});

describe('what is no filter', () => {
  test.each<[filter: string, message: RegExp]>([
    ['', /Syntax error at position 0 in ''\.$/],
    ['displayName', /Syntax error at position 11/],
    ["displayName eq 'O'Brien'", /unterminated string literal/],
    ['displayName eq ‘x’', /character '‘' is not valid at position 15/],
    ["displayName is 'x'", /Syntax error at position 12/],
    ["(displayName eq 'x'", /Syntax error at position 19/],
    ["displayName eq 'x' and", /Syntax error at position 22/],
    ["nickName eq 'x'", /Could not find a property named 'nickName' on type 'microsoft\.graph\.user'\.$/],
    ["onPremisesExtensionAttributes/extensionAttribute16 eq 'x'", /property named 'extensionAttribute16'/],
    ["displayName/length eq 'x'", /property named 'length'/],
    ['employeeId eq 123', /'Edm.String' and 'Edm.Int32' for operator kind 'Equal'/],
    ["accountEnabled ne 'true'", /'Edm.Boolean' and 'Edm.String' for operator kind 'NotEqual'/],
    ["createdDateTime ge '2024-01-01'", /'Edm.DateTimeOffset' and 'Edm.String'/],
    [`id eq ${sku}`, /'Edm.String' and 'Edm.Guid'/],
    [`assignedLicenses/any(u:u/skuId eq '${sku}')`, /'Edm.Guid' and 'Edm.String'/],
    ["otherMails eq 'x'", /'Collection\(Edm.String\)' and 'Edm.String'/],
    ['startsWith(displayName,1)', /No function signature for the function with name 'startswith'/],
    [`${'('.repeat(200)}displayName eq 'x'${')'.repeat(200)}`, /Recursion depth/],
  ])('%s', (filter, message) => {
    const found = faultOf(filter);
    expect(found).toMatchObject({ status: 400, code: 'BadRequest' });
    expect(found?.message).toMatch(/^Invalid filter clause: /);
    expect(found?.message).toMatch(message);
  });
});

describe('the condition for an index', () => {
  test.each<[filter: string, equals: { property: string; value: string } | undefined]>([
    ["userprincipalname eq 'A@x'", { property: 'userPrincipalName', value: 'A@x' }],
    ["accountEnabled eq true and (mail eq 'm')", { property: 'mail', value: 'm' }],
    ["mail eq 'm' or mail eq 'n'", undefined],
    ["not(mail eq 'm')", undefined],
    ["mail ne 'm'", undefined],
    ['city eq null', undefined],
    ["otherMails/any(o:o eq 'm')", undefined],
  ])('%s', (filter, equals) => {
    expect(compileFilter(filter, 'user', { advanced: true }).equals).toEqual(equals);
  });
});
