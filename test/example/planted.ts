import { contoso } from '../../src/emulator/contoso.ts';
import { auroraPilot, departmentNumber, jobGrade } from '../../src/emulator/contoso/extensions.ts';

/**
 * Every difference between the files in `tenant/` and the practice tenant, put down by hand. `silent` is a difference in
 * the text that is none to the directory; `unresolved` names the entry by its label and, for a reference, the attribute.
 */
export interface Planted {
  /**
   * As in a plan: `user:ID`, `group:ID`, `group:KEY` for a group that is to be created, `directoryExtension:NAME` and
   * `schemaExtension:ID` for definitions.
   */
  readonly object: string;
  /** Of the attribute table; `exists` for creation and deletion and for an entry that is not found. */
  readonly attribute: string;
  readonly kind: 'changed' | 'cleared' | 'set' | 'created' | 'deleted' | 'blocked' | 'unresolved' | 'silent';
  /** Of what is blocked it begins with the reason. */
  readonly note: string;
}

const seed = contoso();
const everybody = [...seed.users, ...seed.deletedItems];

function user(name: string): string {
  const found = everybody.find(({ mailNickname }) => mailNickname === name);
  if (!found) throw new Error(`no user ${name} in the seed`);
  return `user:${found.id}`;
}

function group(displayName: string): string {
  const found = seed.groups.find((each) => each.displayName === displayName);
  if (!found) throw new Error(`no group ${displayName} in the seed`);
  return `group:${found.id}`;
}

const row = (object: string, attribute: string, kind: Planted['kind'], note: string): Planted => ({
  object,
  attribute,
  kind,
  note,
});

const safetyTraining = jobGrade.replace('jobGrade', 'safetyTraining');

const definitions: readonly Planted[] = [
  row(`directoryExtension:${safetyTraining}`, 'exists', 'created', 'with its first values'),
  row(`directoryExtension:${auroraPilot}`, 'exists', 'blocked', 'definitionInUse: Marisa has a value'),
  row('schemaExtension:contoso_courses', 'properties', 'blocked', 'definitionFixed: provider is left out'),
];

const users: readonly Planted[] = [
  row(user('marisa.hollander'), 'faxNumber', 'blocked', 'managementRestricted'),
  row(user('isaiah.langer'), 'jobTitle', 'changed', 'VP Sales → Chief Revenue Officer'),
  row(user('isaiah.langer'), jobGrade, 'changed', 'G9 → L1, which a rule reads by its short name'),
  row(user('beatriz.goncalves'), 'employeeOrgData.division', 'set', 'both halves at once'),
  row(user('beatriz.goncalves'), 'employeeOrgData.costCenter', 'set', 'both halves at once'),

  row(user('adele.vance'), 'department', 'changed', 'Engeneering → Engineering, from defaults'),
  row(user('adele.vance'), 'jobTitle', 'changed', 'Engineer → Senior Engineer'),
  row(user('adele.vance'), 'extensionAttribute13', 'cleared', 'Aurora pilot; Graph takes it'),
  row(user('joao.araujo'), 'department', 'changed', 'Engeneering → Engineering, from defaults'),
  row(user('zoe.keller'), 'department', 'changed', 'Engeneering → Engineering, from defaults'),
  row(user('zoe.keller'), 'businessPhones', 'changed', 'two digits swapped'),
  row(user('ken.tanaka'), 'department', 'changed', 'Engeneering → Engineering, from defaults'),
  row(user('ken.tanaka'), 'givenName', 'changed', '田中 → 健'),
  row(user('ken.tanaka'), 'surname', 'changed', '健 → 田中'),
  row(user('ken.tanaka'), 'preferredLanguage', 'set', 'ja-JP'),
  row(user('pradeep.gupta'), 'jobTitle', 'changed', 'Software Engineer II → Senior Software Engineer'),
  row(user('pradeep.gupta'), 'employeeOrgData.costCenter', 'changed', 'the division travels as context'),
  row(user('anneliese.ruegg'), 'employeeHireDate', 'silent', '2026-03-02 against 2026-03-02T00:00:00Z'),
  row(user('anneliese.ruegg'), 'schemaExtensions.contoso_courses.courseId', 'changed', '204 → 205'),
  row(user('anneliese.ruegg'), 'schemaExtensions.contoso_courses.title', 'changed', 'Data protection 2026'),

  row(user('lynne.robbins'), 'extensionAttribute5', 'set', 'Graph refuses it, Exchange takes it'),
  row(user('alex.wilber'), 'manager', 'changed', 'Isaiah Langer → Lynne Robbins, from defaults'),
  row(user('alex.wilber'), 'mobilePhone', 'cleared', 'privacy request'),
  row(user('rafael.moura'), 'city', 'changed', 'Sao Paulo → São Paulo'),
  row(user('rafael.moura'), 'officeLocation', 'changed', 'Sao Paulo / 12 → São Paulo / 12'),
  row(user('patti.fernandez'), 'userPrincipalName', 'changed', 'patti.fernandez → patti.moreau'),
  row(user('patti.fernandez'), 'mailNickname', 'changed', 'patti.fernandez → patti.moreau'),
  row(user('patti.fernandez'), 'displayName', 'changed', 'Patti Fernandez → Patti Moreau'),
  row(user('patti.fernandez'), 'surname', 'changed', 'Fernandez → Moreau'),
  row(user('enrico.cattaneo'), 'otherMails', 'silent', 'another order'),
  row(user('yuki.mori'), 'manager', 'set', 'Isaiah Langer'),

  row(user('debra.berger'), 'jobTitle', 'silent', 'a space at the end of the live value'),
  row(user('nestor.wilke'), 'employeeId', 'blocked', 'heldElsewhere: HR (Workday)'),
  row(user('jonas.huerlimann'), 'employeeHireDate', 'changed', '2027-01-04 → 2027-02-01'),

  row(user('miriam.graham'), 'officeLocation', 'changed', 'found by sign-in name, in another case'),
  row(user('miriam.graham'), 'userPrincipalName', 'silent', 'the label in another case'),
  row(user('siobhan.oneill'), 'userPrincipalName', 'silent', 'case only'),
  row(user('allan.deyoung'), 'mobilePhone', 'blocked', 'holdsRole: eligible'),
  row(user('irvin.sayers'), 'mobilePhone', 'blocked', 'holdsRole: active'),
  row(user('delia.dennis'), 'mobilePhone', 'blocked', 'holdsRole: through a role-assignable group'),
  row(user('lena.baumgartner'), 'ageGroup', 'set', 'Minor'),
  row(user('lena.baumgartner'), 'consentProvidedForMinor', 'set', 'Granted'),

  row(user('joni.sherman'), 'faxNumber', 'set', '+1 206 555 0143'),
  row(user('raul.razo'), 'manager', 'unresolved', 'joni.shermann for joni.sherman'),

  row(user('johanna.weber'), 'userPrincipalName', 'silent', 'the label is her former name, the id is pinned'),
  row(user('lidia.holloway'), 'streetAddress', 'changed', '88 Alaskan Way → 1000 Second Avenue'),
  row(user('lidia.holloway'), 'postalCode', 'set', '98104'),
  row(user('lidia.holloway'), 'businessPhones', 'set', 'from an empty list'),
  row(user('emily.braun'), 'officeLocation', 'changed', 'Seattle / HQ → Zürich / 3'),
  row(user('emily.braun'), 'city', 'changed', 'Seattle → Zürich'),
  row(user('emily.braun'), 'state', 'changed', 'WA → ZH'),
  row(user('emily.braun'), 'country', 'changed', 'United States → Switzerland'),
  row(user('emily.braun'), 'usageLocation', 'changed', 'US → CH'),
  row(user('emily.braun'), 'openExtensions.com.contoso.workplace', 'changed', 'the locker goes'),

  row(user('oskar.lindgren'), 'userPrincipalName', 'blocked', 'domainNotVerified: fabrikam-test.com'),
  row(user('katarzyna.wisniewska'), 'usageLocation', 'set', 'PL; held in the cloud although she is synced'),
  row(user('katarzyna.wisniewska'), 'extensionAttribute2', 'changed', 'Exchange: cloud-managed'),
  row(
    user('katarzyna.wisniewska'),
    safetyTraining,
    'set',
    'a definition of the cloud, although she is synced',
  ),
  row(user('pawel.zielinski'), 'department', 'blocked', 'masteredOnPremises'),
  row(user('pawel.zielinski'), safetyTraining, 'set', 'a definition of the cloud, although he is synced'),
  row(user('pawel.zielinski'), departmentNumber, 'blocked', 'syncedDefinition'),
  row(user('lukasz.dabrowski'), 'companyName', 'silent', 'a default that cannot be written is skipped'),
  row(user('lukasz.dabrowski'), 'extensionAttribute2', 'blocked', 'masteredOnPremises: not cloud-managed'),
  row(user('lukasz.dabrowski'), safetyTraining, 'set', 'a definition of the cloud, although he is synced'),
  row(user('ewa.jablonska'), 'department', 'changed', 'her source of authority is the cloud'),
  row(
    user('ewa.jablonska'),
    'extensionAttribute2',
    'changed',
    'Exchange: her source of authority is the cloud',
  ),
  row(user('grzegorz.wozniak'), 'extensionAttribute2', 'changed', 'Exchange: moved back, waits for the sync'),
  row(user('agnieszka.lis'), 'onPremisesImmutableId', 'set', 'needs an override'),

  row(user('stefan.huber'), 'jobTitle', 'changed', 'Graph: once synced'),
  row(user('stefan.huber'), 'extensionAttribute2', 'changed', 'Exchange: once synced, mailbox'),
  row(user('franziska.vogel'), 'extensionAttribute2', 'changed', 'Exchange: once synced, mail user'),
  row(user('orders.munich'), 'extensionAttribute2', 'changed', 'Exchange: once synced, shared mailbox'),
  row(user('orders.munich'), 'userPrincipalName', 'blocked', 'nameTaken: invoices'),
  row(user('anton.bauer'), 'extensionAttribute2', 'blocked', 'noRecipient'),
  row(user('amara.osei'), 'extensionAttribute2', 'set', 'Exchange: an immutable id of another system'),
  row(user('amara.osei'), 'onPremisesImmutableId', 'blocked', 'domainFederated: tailspin.contoso.com'),

  row(user('nikhil.desai'), 'companyName', 'changed', 'Contoso → Proseware AG'),
  row(user('nikhil.desai'), 'employeeType', 'changed', 'Employee → Contractor, from defaults'),
  row(user('nikhil.desai'), 'employeeLeaveDateTime', 'set', '2027-06-30T15:00:00Z'),
  row(user('nikhil.desai'), 'extensionAttribute1', 'changed', 'Employee → Contractor, from defaults'),
  row(user('camila.torres'), 'otherMails', 'cleared', 'one address'),

  row(user('alicia.thornber_fabrikam.com#EXT#'), 'companyName', 'changed', 'Fabrikam → Fabrikam, Inc.'),
  row(user('alicia.thornber_fabrikam.com#EXT#'), 'extensionAttribute5', 'set', 'Graph takes it of a guest'),
  row(user('kwame.mensah_adatum.com#EXT#'), 'userType', 'changed', 'Guest → Member'),

  row(user('fadi.haddad'), 'accountEnabled', 'changed', 'true → false; needs an override'),
  row(user('fadi.haddad'), 'manager', 'cleared', 'Lynne Robbins'),
  row(user('tomas.pereira'), 'exists', 'unresolved', 'deleted on 2026-11-13'),
  row(user('svc-backup'), 'passwordPolicies', 'changed', 'DisableStrongPassword is taken away'),
  row(user('svc-backup'), 'extensionAttribute10', 'set', 'Graph: no mailbox'),
];

const groups: readonly Planted[] = [
  row(group('SG-Engineering'), 'membershipRule', 'changed', 'no misspelt department, no disabled accounts'),
  row(group('SG-Engineering-BR'), 'membershipRule', 'silent', 'white space only'),
  row(group('SG-Sales-EMEA'), 'description', 'set', 'had none'),
  row(group('SG-Sales-EMEA'), 'membershipRule', 'changed', 'Poland, and no contractors'),
  row(group('SG-Contractors'), 'membershipRuleProcessingState', 'changed', 'On → Paused'),
  row(group('SG-Guests'), 'membershipRuleProcessingState', 'changed', 'Paused → On'),

  row(group('SG-Finance-Approvers'), 'owners', 'changed', 'Debra Berger for Nestor Wilke'),
  row(group('SG-Finance-Approvers'), 'openExtensions.com.contoso.lifecycle', 'set', 'there was none'),
  row(group('SG-HelpDesk'), 'displayName', 'changed', 'SG-HelpDesk → SG-Helpdesk-Operators'),
  row(group('SG-HelpDesk'), 'mailNickname', 'changed', 'helpdesk-ops → sg-helpdesk-operators'),
  row(group('SG-HelpDesk'), 'owners', 'changed', 'atLeast: Irvin Sayers beside the two who are owners'),
  row('group:sg-payroll-readers', 'exists', 'created', 'security, assigned, two owners'),
  row('group:sg-leadership', 'exists', 'created', 'dynamic; its rule reads a directory extension'),
  row(group('SG-Print-Zürich'), 'description', 'cleared', 'the old building'),
  row(group('SG-Print-Zürich'), 'membershipRule', 'cleared', 'dynamic → assigned'),
  row(group('SG-Board-Papers'), 'type', 'blocked', 'groupTypeFixed: microsoft365, wanted security'),

  row(group('São Paulo Office'), 'membershipRule', 'set', 'assigned → dynamic; needs an override'),
  row(group('São Paulo Office'), 'membershipRuleProcessingState', 'set', 'assigned → dynamic'),
  row(group('Marketing'), 'description', 'changed', 'a few words in a long text'),
  row(group('Marketing'), 'visibility', 'changed', 'Public → Private, from defaults'),
  row(group('Legal Matters'), 'visibility', 'blocked', 'visibilityFixed: HiddenMembership'),
  row('group:team-operations-japan', 'exists', 'created', 'Microsoft 365, dynamic'),
  row(group('SG-Windows10-Pilot'), 'exists', 'deleted', 'needs an override'),

  row(group('SG-CA-Exclusions'), 'description', 'blocked', 'managementRestricted'),
  row(group('Newsletter Contoso'), 'description', 'blocked', 'managedInExchange: distribution list'),
  row(group('SG-Plant-Safety'), 'description', 'blocked', 'managedInExchange: mail-enabled security'),
  row(group('GG-Lodz-Produkcja'), 'description', 'blocked', 'masteredOnPremises'),
  row(group('Role-Helpdesk-Administrators'), 'description', 'set', 'role-assignable'),
  row(group('Role-Helpdesk-Administrators'), 'membershipRule', 'blocked', 'roleAssignable'),
  row(group('Role-Helpdesk-Administrators'), 'membershipRuleProcessingState', 'blocked', 'roleAssignable'),
];

export const planted: readonly Planted[] = [...definitions, ...users, ...groups];
