import type { User } from '../state.ts';
import { assigned, dynamic, extension, type Team } from './build.ts';

const isOneOf =
  (property: string, ...values: string[]) =>
  (user: User): boolean =>
    values.includes(user[property] as string);
const inEngineering = isOneOf('department', 'Engineering', 'Engeneering');
const inSales = isOneOf('department', 'Sales');

/** The groups that the repository declares, as the tenant holds them today. */
export const groups: readonly Team[] = [
  dynamic(
    '990d3cd8-381d-422f-850c-86bd84e0164b',
    'security',
    {
      displayName: 'SG-Engineering',
      mailNickname: 'sg-engineering',
      description: 'All engineers; source code, build system and test tenants',
      membershipRule: 'user.department -in ["Engineering", "Engeneering"]',
    },
    { owners: ['megan.bowen', 'lee.gu'], members: inEngineering },
  ),
  dynamic(
    '0a53828f-36c9-44c3-be3d-99a7fce977ac',
    'security',
    {
      displayName: 'SG-Engineering-BR',
      mailNickname: 'sg-engineering-br',
      description: 'Engineers in Brazil, read access to the build logs',
      membershipRule: '(user.department -eq "Engineering")  -and\r\n  (user.usageLocation -eq "BR") ',
    },
    {
      owners: ['lee.gu', 'megan.bowen'],
      members: (user) => user['department'] === 'Engineering' && user['usageLocation'] === 'BR',
    },
  ),
  dynamic(
    'e07cb579-3e7f-497b-bcc1-c0c8b0cdf20a',
    'security',
    {
      displayName: 'SG-Sales-EMEA',
      mailNickname: 'sg-sales-emea',
      membershipRule: '(user.department -eq "Sales") -and (user.usageLocation -in ["CH", "DE"])',
    },
    {
      owners: ['lynne.robbins'],
      members: (user) => inSales(user) && isOneOf('usageLocation', 'CH', 'DE')(user),
    },
  ),
  dynamic(
    '78f6d824-86ea-4214-b5c3-4e7e77ca4499',
    'security',
    {
      displayName: 'SG-Contractors',
      mailNickname: 'sg-contractors',
      description: 'External staff; stricter Conditional Access',
      membershipRule: 'user.extensionAttribute1 -eq "Contractor"',
    },
    {
      owners: ['beatriz.goncalves', 'allan.deyoung'],
      members: (user) => extension(user, 1) === 'Contractor',
    },
  ),
  dynamic(
    '1dcd327f-761e-47cb-bb7e-8913655c1d15',
    'security',
    {
      displayName: 'SG-Guests',
      mailNickname: 'sg-guests',
      description: 'Everybody who was invited; terms of use and access reviews',
      membershipRule: 'user.userType -eq "Guest"',
      membershipRuleProcessingState: 'Paused',
    },
    { owners: ['allan.deyoung'], members: isOneOf('userType', 'Guest') },
  ),
  dynamic(
    '9672be1a-7fed-4bb9-a92f-a271dbc52933',
    'security',
    {
      displayName: 'SG-Print-Zürich',
      mailNickname: 'sg-print-zurich',
      description: 'Printers on floors 1 and 2 of Bahnhofstrasse 45',
      membershipRule: 'user.city -eq "Zürich"',
    },
    { owners: ['allan.deyoung'], members: isOneOf('city', 'Zürich') },
  ),
  dynamic(
    '9df75efa-70ef-402a-b2fb-3088aee4279d',
    'security',
    {
      displayName: 'SG-Windows-11-Devices',
      mailNickname: 'sg-windows-11-devices',
      description: 'Rings of the Windows 11 feature updates',
      membershipRule:
        '(device.deviceOSType -eq "Windows") -and (device.deviceOSVersion -startsWith "10.0.2") -and (device.accountEnabled -eq true)',
    },
    {
      owners: ['irvin.sayers'],
      members: () => false,
      devices: ({ operatingSystem, operatingSystemVersion: version, accountEnabled }) =>
        operatingSystem === 'Windows' &&
        typeof version === 'string' &&
        version.startsWith('10.0.2') &&
        accountEnabled === true,
    },
  ),

  assigned(
    'c44a66f4-cf25-4346-9cbe-4f50bdbcda98',
    'security',
    {
      displayName: 'SG-Finance-Approvers',
      mailNickname: 'sg-finance-approvers',
      description: 'May release payments above 10,000 CHF',
    },
    { owners: ['urs.broennimann', 'nestor.wilke'], members: ['urs.broennimann', 'debra.berger'] },
  ),
  assigned(
    '1e2ed6cb-6470-4f1f-934b-8db4b18fbdb1',
    'security',
    {
      displayName: 'SG-HelpDesk',
      mailNickname: 'helpdesk-ops',
      description: 'Resets passwords and authentication methods of staff',
    },
    { owners: ['allan.deyoung', 'delia.dennis'], members: ['delia.dennis', 'irvin.sayers'] },
  ),
  assigned(
    '4f859933-fdf0-445f-97e4-85b6761978dd',
    'security',
    {
      displayName: 'SG-CA-Exclusions',
      mailNickname: 'sg-ca-exclusions',
      description: 'Excluded from every Conditional Access policy. Break-glass accounts only.',
      isManagementRestricted: true,
      _service: { administrativeUnit: '65dd32c4-de37-42f8-b790-cf2e8739562b' },
    },
    { owners: ['allan.deyoung'], members: ['breakglass01'] },
  ),
  assigned(
    '2e460a96-1894-4a23-9985-5162fd0b00ea',
    'security',
    {
      displayName: 'SG-Windows10-Pilot',
      mailNickname: 'sg-windows10-pilot',
      description: 'Early ring of the Windows 10 feature updates',
      createdDateTime: '2020-09-21T12:00:00Z',
    },
    { owners: ['irvin.sayers'], members: ['delia.dennis', 'lee.gu'] },
  ),

  assigned(
    '310a853e-ec9a-42f2-8ea9-877af376bc25',
    'microsoft365',
    { displayName: 'SG-Board-Papers', mailNickname: 'board-papers', resourceProvisioningOptions: ['Team'] },
    {
      owners: ['marisa.hollander', 'joni.sherman'],
      members: ['marisa.hollander', 'joni.sherman', 'urs.broennimann'],
    },
  ),
  assigned(
    '64e752cc-93a9-48b6-81f7-2b0a43c20f56',
    'microsoft365',
    {
      displayName: 'São Paulo Office',
      mailNickname: 'sao-paulo',
      description: 'Everybody who works from Avenida Paulista',
      resourceProvisioningOptions: ['Team'],
    },
    {
      owners: ['beatriz.goncalves'],
      members: [
        'beatriz.goncalves',
        'adele.vance',
        'rafael.moura',
        'luana.barros',
        'alex.wilber',
        'sofia.lima',
      ],
    },
  ),
  assigned(
    'bbb3a32a-cf00-477c-ba67-4d0a5fd11a32',
    'microsoft365',
    {
      displayName: 'Marketing',
      mailNickname: 'marketing',
      description:
        'Campaigns, events and the brand portal of Contoso. New members join by themselves; external agencies are ' +
        'invited as guests and removed again when their contract ends. Files are kept for five years after a campaign.',
      visibility: 'Public',
      resourceProvisioningOptions: ['Team'],
    },
    {
      owners: ['lidia.holloway', 'emily.braun'],
      members: ['johanna.weber', 'lidia.holloway', 'emily.braun', 'gerhart.moeller', 'henrik.dahl'],
    },
  ),
  assigned(
    '79ded9f2-07d3-436c-905b-dd8f4ed3d99e',
    'microsoft365',
    { displayName: 'Legal Matters', mailNickname: 'legal-matters', description: 'Pending litigation' },
    { owners: ['joni.sherman'], members: ['joni.sherman', 'raul.razo'] },
  ),
];
