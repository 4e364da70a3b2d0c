import { account, guest, person, synced, type Person } from './build.ts';
import { lodz, munich, saoPaulo, seattle, tokyo, zurich } from './offices.ts';

/** People and accounts that no file names: the rules reach them all the same. */
export const undeclared: readonly Person[] = [
  person('ef30ab82-9248-412c-83bc-936d3b6ad9d4', 'luana.barros', 'Luana Barros', {
    ...saoPaulo,
    department: 'Engineering',
    jobTitle: 'Engineer',
    manager: 'lee.gu',
  }),
  person('3ed40654-fcd3-4147-8eb0-57422d256b13', 'felix.baumann', 'Felix Baumann', {
    ...zurich,
    department: 'Engeneering',
    jobTitle: 'Engineer',
    manager: 'lee.gu',
  }),
  person('f3d6415b-395a-4e27-8bc6-6fa8cc3b99ef', 'thomas.weber', 'Thomas Weber', {
    ...zurich,
    department: 'Engineering',
    jobTitle: 'Engineer',
    accountEnabled: false,
    assignedLicenses: [],
  }),
  person('9807821f-3471-439b-86eb-6a5d52d41822', 'caio.ferraz', 'Caio Ferraz', {
    ...saoPaulo,
    department: 'Sales',
    jobTitle: 'Inside Sales',
    manager: 'lynne.robbins',
  }),
  person('23aef988-0777-4744-9196-fe490ebe57f3', 'monika.roth', 'Monika Roth', {
    ...munich,
    department: 'Sales',
    jobTitle: 'Account Manager',
    manager: 'lynne.robbins',
  }),
  person('e482481e-c324-4ef2-bd3f-bd5e83a56ae2', 'bruno.keller', 'Bruno Keller', {
    ...zurich,
    companyName: 'Proseware AG',
    department: 'Sales',
    jobTitle: 'Presales Consultant',
    employeeType: 'Contractor',
    onPremisesExtensionAttributes: { extensionAttribute1: 'Contractor' },
    manager: 'lynne.robbins',
  }),
  person('d1ef57d6-83c4-4e10-b787-86456e18006d', 'hana.fujimoto', '藤本 花 (Hana Fujimoto)', {
    ...tokyo,
    givenName: '花',
    surname: '藤本',
    department: 'Operations',
    jobTitle: 'Supply Planner',
    manager: 'shota.kobayashi',
  }),
  person('a06ba99a-961b-4284-a99a-ba5a5ee4b339', 'christie.cline', 'Christie Cline', {
    ...seattle,
    department: 'HR',
    jobTitle: 'Compensation Analyst',
    manager: 'beatriz.goncalves',
  }),
  person('5ab6cd43-c7cc-4946-8f26-661d8de078d3', 'gerhart.moeller', 'Gerhart Möller', {
    ...zurich,
    department: 'Marketing',
    jobTitle: 'Content Editor',
    manager: 'johanna.weber',
  }),
  person('8dff02e5-e1c8-4096-ad78-5afc395dc598', 'wanjiru.kamau', 'Wanjirũ Kamau', {
    ...seattle,
    department: 'Finance',
    jobTitle: 'Tax Specialist',
    manager: 'debra.berger',
  }),

  synced('0ca2f71c-4bfc-4548-8189-781c5113473f', 'marek.kowalczyk', 'Marek Kowalczyk', {
    ...lodz,
    department: 'Produkcja',
    jobTitle: 'Operator CNC',
    manager: 'pawel.zielinski',
  }),
  synced('e386b6af-8aa5-454e-94e2-6d4d9b9fa2a4', 'agata.szymanska', 'Agata Szymańska', {
    ...lodz,
    department: 'Produkcja',
    jobTitle: 'Operatorka CNC',
    manager: 'pawel.zielinski',
  }),
  synced('be5f2ad0-6cbf-41fb-91a4-22ee98e02e34', 'piotr.gorski', 'Piotr Górski', {
    ...lodz,
    department: 'Produkcja',
    jobTitle: 'Operator CNC',
    accountEnabled: false,
  }),
  account(
    '2ca5e586-5f59-4f09-931e-93111f2f3b07',
    'sync_lodz-dc01_7f3a9c21e0b4',
    'On-Premises Directory Synchronization Service Account',
    {
      userPrincipalName: 'Sync_LODZ-DC01_7f3a9c21e0b4@contoso.onmicrosoft.com',
      mailNickname: 'Sync_LODZ-DC01_7f3a9c21e0b4',
      passwordPolicies: 'DisablePasswordExpiration',
      mail: null,
      proxyAddresses: [],
    },
  ),

  guest('a48a8547-9dac-46d3-878e-58dd1fe70fdb', 'sofia.lima@proseware.com', 'Sofia Lima', {
    companyName: 'Proseware',
  }),
  guest('d12c0c3e-250c-4913-b4ff-6a0bcf545cd0', 'henrik.dahl@fabrikam.com', 'Henrik Dahl', {
    companyName: 'Fabrikam',
  }),
  guest('7cce173a-0421-4117-a37c-f3ccd269f468', 'mei.chen@adatum.com', 'Mei Chen', {}),
  guest('a2849442-3ce2-47b1-919b-dc845ed62656', 'olu.adeyemi@tailspin.example', 'Olu Adeyemi', {
    externalUserState: 'PendingAcceptance',
  }),

  account('f47f6c3b-1a9d-4b37-8513-3ffd814afde8', 'room.zurich.limmat', 'Limmat (Zürich, 12 seats)', {
    accountEnabled: false,
    isResourceAccount: true,
  }),
  account('1a4f38c5-49da-41bd-ac05-6565b409bea7', 'room.seattle.rainier', 'Rainier (Seattle, 20 seats)', {
    accountEnabled: false,
    isResourceAccount: true,
  }),
  account('cd2b4036-1c3f-4694-92a1-abfadc1837d3', 'invoices', 'Invoices (shared mailbox)', {
    accountEnabled: false,
  }),
];
