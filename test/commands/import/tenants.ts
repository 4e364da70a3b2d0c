import * as fc from 'fast-check';
import type { Live, LiveObject } from '../../../src/core/live/live.ts';
import { liveOf } from './support.ts';

/** Texts that YAML, this format or a disk takes for something else, and such as no check ever saw. */
const odd = fc.constantFrom(
  'Sales',
  'sales',
  'SALES ',
  ' Sales',
  'Sales!',
  'S\u0430les',
  'CON',
  'aux',
  'LPT1',
  'no',
  'Yes',
  'null',
  '~',
  '1e3',
  '0x1F',
  '007',
  '2026-01-01',
  '2026-01-01T10:00:00Z',
  '- x',
  '#x',
  ': ',
  'a: b',
  'a #b',
  '*a',
  '&a b',
  '!x',
  '%',
  '@x',
  '`x`',
  '| x',
  '> x',
  '{a}',
  '[a]',
  "it's",
  '"q"',
  '\\n',
  '---',
  '...',
  'two\nlines',
  'cr\r\nlf',
  'tab\tin',
  'bell\u0007',
  '',
  ' ',
  '\u00a0',
  '\u200b',
  'zero\u200bwidth',
  '\u202ebackwards',
  'שלום',
  'إدارة',
  '営業',
  '🚀',
  '👩‍💻 dev',
  'é',
  'e\u0301',
  'İstanbul',
  'ß',
  '\ud83d',
  'x'.repeat(300),
  '🙂'.repeat(40),
  '../../etc',
  'C:\\temp',
  '=1+1',
  '<b>',
);
const text = fc.oneof({ weight: 4, arbitrary: odd }, fc.string({ unit: 'binary', maxLength: 20 }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const uuid = fc.uuid({ version: 4 });
/** Some differ in capitals or in what a pattern minds. */
const local = fc.constantFrom(
  'adele',
  'Ádele',
  "o'brien",
  'lee.gu',
  'x_fabrikam.com#EXT#',
  'a+b',
  'LEE.GU2',
  '1e3',
  '-',
  'null',
);

const user = (ids: readonly string[], index: number, id: string): fc.Arbitrary<LiveObject> =>
  fc.record({
    id: fc.constant(id),
    userPrincipalName: local.map((name) => `${name}${index}@contoso.com`),
    displayName: maybe(text),
    mail: maybe(fc.constantFrom('a@contoso.com', 'b@contoso.com')),
    givenName: maybe(text),
    department: maybe(text),
    jobTitle: maybe(text),
    companyName: maybe(text),
    employeeId: maybe(text),
    employeeType: maybe(text),
    employeeOrgData: maybe(fc.record({ division: maybe(text), costCenter: maybe(text) })),
    officeLocation: maybe(text),
    city: maybe(text),
    country: maybe(text),
    usageLocation: maybe(fc.constantFrom('BR', 'NO', 'de', '')),
    preferredLanguage: maybe(text),
    userType: maybe(fc.constantFrom('Member', 'Guest', '')),
    accountEnabled: maybe(fc.boolean()),
    mobilePhone: maybe(text),
    businessPhones: fc.array(text, { maxLength: 2 }),
    otherMails: fc.array(fc.oneof(text, fc.constant('me@x.org')), { maxLength: 3 }),
    employeeHireDate: maybe(fc.constantFrom('2026-03-02T00:00:00Z', '0001-01-01T00:00:00Z', 'never')),
    onPremisesSyncEnabled: maybe(fc.boolean()),
    onPremisesExtensionAttributes: maybe(
      fc.record({ extensionAttribute1: maybe(text), extensionAttribute15: maybe(text) }),
    ),
    [`${app}level`]: maybe(fc.oneof(fc.integer(), text)),
    [`${app}note`]: maybe(text),
    [`${app}many`]: maybe(fc.array(text, { maxLength: 3 })),
    [`${otherApp}note`]: maybe(text),
    openExtensions: maybe(
      fc.record({
        'com.contoso.a': fc.dictionary(
          fc.constantFrom('a', 'on', '1', '@x'),
          fc.oneof(text, fc.double(), fc.boolean()),
        ),
      }),
    ),
    manager: maybe(fc.constantFrom(...ids, '99999999-0000-4000-8000-000000000000')),
  });

export const app = 'extension_b7d8e648520f41d39c0fdb3ba0b2a5a4_';
export const otherApp = 'extension_5bfc8fdacfc943a9a6de214ea9d15fdb_';

const rule = fc.constantFrom(
  '(user.department -eq "Sales")',
  'user.extensionAttribute1 -eq "a"  -and\n user.givenName -ne null',
  `user.${app}note -eq "x"`,
  `(user.${otherApp}note -eq "x") -or (user.${app}note -eq "y")`,
  'user.accountEnabled -eq true and this is no rule',
  'Direct Reports for "62e19b97-8b3d-4d4a-a106-4ce66896a863"',
  'device.deviceOSType -eq "Windows"',
  'user.mobile -ne null',
  'user.displayName -contains "\u0007"',
  '',
);

const group = (ids: readonly string[], index: number, id: string): fc.Arbitrary<LiveObject> =>
  fc
    .record({
      id: fc.constant(id),
      displayName: maybe(text),
      description: maybe(text),
      mailNickname: maybe(fc.oneof(text, fc.constant(`nick${index}`))),
      uniqueName: maybe(fc.constantFrom(`unique-${index}`, `Ünique ${index}`)),
      kind: fc.constantFrom(
        { groupTypes: [], mailEnabled: false, securityEnabled: true },
        { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false },
        { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: true },
        { groupTypes: [], mailEnabled: true, securityEnabled: true },
        { groupTypes: [], mailEnabled: true, securityEnabled: false },
      ),
      dynamic: fc.boolean(),
      membershipRule: maybe(rule),
      membershipRuleProcessingState: maybe(fc.constantFrom('On', 'Paused')),
      visibility: maybe(fc.constantFrom('Public', 'Private')),
      onPremisesSyncEnabled: maybe(fc.boolean()),
      owners: fc.subarray([...ids, '99999999-0000-4000-8000-000000000000']),
    })
    .map(({ kind, dynamic, ...rest }) => ({
      ...rest,
      ...kind,
      groupTypes: dynamic ? [...kind.groupTypes, 'DynamicMembership'] : kind.groupTypes,
    }));

const definition = (name: string, dataType: string, isMultiValued = false) => ({
  id: name,
  name,
  dataType,
  isMultiValued,
  isSyncedFromOnPremises: false,
  targetObjects: ['User'],
});

const definitions: Live['definitions'] = {
  directory: [
    definition(`${app}level`, 'Integer'),
    definition(`${app}note`, 'String'),
    definition(`${app}many`, 'String', true),
    definition(`${otherApp}note`, 'String'),
  ],
  schema: [],
  applications: [],
};

/** A tenant in which everything that can be wrong is. */
export const tenant: fc.Arbitrary<Live> = fc
  .tuple(fc.uniqueArray(uuid, { minLength: 1, maxLength: 8 }), fc.uniqueArray(uuid, { maxLength: 6 }))
  .chain(([users, groups]) =>
    fc.tuple(
      fc.tuple(...users.map((id, index) => user(users, index, id))),
      fc.tuple(...groups.map((id, index) => group(users, index, id))),
    ),
  )
  .map(([users, groups]) => liveOf(users, groups, { definitions }));

/** Every attribute that there is, extensions included. */
export const allAttributes = [
  '+givenName',
  '+userType',
  '+accountEnabled',
  '+mobilePhone',
  '+businessPhones',
  '+otherMails',
  '+employeeHireDate',
  '+userPrincipalName',
  '+extensionAttribute15',
  `+${app}level`,
  `+${app}note`,
  `+${app}many`,
  '+openExtensions.com.contoso.a',
  '+group.visibility',
  '+group.extensionAttribute1',
].join(',');
