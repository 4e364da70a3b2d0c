import { assigned, dynamic, type Team } from './build.ts';

const VISIO_PLAN_2 = 'c5928f49-12ba-48f7-ada3-0d743a3601d5';

/** Groups that no file names. */
export const undeclaredGroups: readonly Team[] = [
  dynamic(
    'e0776f79-4505-45f3-b345-ea49da86430a',
    'security',
    {
      displayName: 'All Staff',
      mailNickname: 'all-staff',
      description: 'Everybody with an active account, without guests',
      membershipRule: '(user.userType -eq "Member") -and (user.accountEnabled -eq true)',
    },
    {
      owners: ['allan.deyoung'],
      members: (user) => user['userType'] === 'Member' && user['accountEnabled'] === true,
    },
  ),
  // Was built on the misspelt department, so correcting people takes their licence away.
  dynamic(
    '72defbc6-89b4-4b2d-b586-b1ff50295142',
    'security',
    {
      displayName: 'LIC-Visio-Engineering',
      mailNickname: 'lic-visio-engineering',
      membershipRule: 'user.department -eq "Engeneering"',
      assignedLicenses: [{ skuId: VISIO_PLAN_2, disabledPlans: [] }],
    },
    { owners: ['irvin.sayers'], members: (user) => user['department'] === 'Engeneering' },
  ),
  assigned(
    '305a34ba-d517-44d0-bbbd-ae4687b112e8',
    'microsoft365',
    {
      displayName: 'Project Aurora',
      mailNickname: 'project-aurora',
      description: 'Pilot customers, release plan, retrospectives',
      resourceProvisioningOptions: ['Team'],
    },
    { owners: ['pradeep.gupta'], members: ['pradeep.gupta', 'adele.vance', 'mei.chen', 'henrik.dahl'] },
  ),
  assigned(
    '46dea71a-cbdf-4e5c-8635-a285f40b5419',
    'distribution',
    {
      displayName: 'DL-Lodz-Zmiana',
      mailNickname: 'lodz-zmiana',
      description: 'Grafik zmian, Łódź',
      onPremisesSyncEnabled: true,
      onPremisesLastSyncDateTime: '2026-11-20T22:31:07Z',
      onPremisesDomainName: 'lodz.contoso.com',
      onPremisesNetBiosName: 'LODZ',
      onPremisesSamAccountName: 'DL-Lodz-Zmiana',
    },
    { owners: [], members: ['marek.kowalczyk', 'agata.szymanska'] },
  ),
];

export const borealis: Team = assigned(
  '92c3bfee-8e9f-4526-b4ab-769e1d4756cb',
  'microsoft365',
  { displayName: 'Project Borealis', mailNickname: 'project-borealis', description: 'Stopped in October' },
  { owners: [], members: [] },
);
