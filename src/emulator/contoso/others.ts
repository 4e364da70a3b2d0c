import { departmentNumber } from './extensions.ts';
import { account, guest, person, synced, type Person } from './build.ts';
import { lodz, saoPaulo, seattle, zurich } from './offices.ts';

/** Synced people, contractors, guests, leavers and service accounts that the repository declares. */
export const others: readonly Person[] = [
  synced('4e64eff0-ad52-43c3-8c41-1c6db644c0fe', 'katarzyna.wisniewska', 'Katarzyna Wiśniewska', {
    ...lodz,
    department: 'Operations',
    jobTitle: 'Kierowniczka produkcji',
    onPremisesExtensionAttributes: { extensionAttribute2: 'Lodz' },
    usageLocation: null,
    manager: 'misaki.sato',
  }),
  synced('bfbfc1d9-fe27-4f1a-9db8-8d09aca93b03', 'pawel.zielinski', 'Paweł Zieliński', {
    ...lodz,
    department: 'Produkcja',
    jobTitle: 'Inżynier produkcji',
    [departmentNumber]: 'PR-2',
    manager: 'katarzyna.wisniewska',
  }),
  // The plant was Litware's before, and Active Directory has not been told everywhere.
  synced('42eb80dc-a7c3-4599-8ff8-330c4d719ec7', 'lukasz.dabrowski', 'Łukasz Dąbrowski', {
    ...lodz,
    companyName: 'Litware Polska Sp. z o.o.',
    department: 'Operations',
    jobTitle: 'Mistrz zmiany',
    onPremisesExtensionAttributes: { extensionAttribute2: 'Lodz' },
    manager: 'katarzyna.wisniewska',
  }),
  // Her source of authority was moved to the cloud: the plant's Active Directory no longer writes to her.
  synced('ed0b0782-edb0-4d99-b6a8-c96844f6200e', 'ewa.jablonska', 'Ewa Jabłońska', {
    ...lodz,
    department: 'Magazyn',
    jobTitle: 'Kierowniczka magazynu',
    onPremisesSyncEnabled: null,
    onPremisesExtensionAttributes: { extensionAttribute2: 'Lodz' },
    _service: { isCloudManaged: true, wasSynced: true },
    manager: 'katarzyna.wisniewska',
  }),
  // Was moved as well, and back again on Friday evening; the sync server has not run since.
  synced('082458d8-7762-4294-affa-07286e8ccad2', 'grzegorz.wozniak', 'Grzegorz Woźniak', {
    ...lodz,
    department: 'Magazyn',
    jobTitle: 'Magazynier',
    onPremisesSyncEnabled: null,
    onPremisesExtensionAttributes: { extensionAttribute2: 'Lodz' },
    _service: { isCloudManaged: false, wasSynced: true },
    manager: 'lukasz.dabrowski',
  }),

  person('c1a1dbfd-f049-4dc0-9392-e4527ea2fb2b', 'nikhil.desai', 'Nikhil Desai', {
    ...zurich,
    department: 'Sales',
    jobTitle: 'Sales Operations Consultant',
    onPremisesExtensionAttributes: { extensionAttribute1: 'Employee' },
    manager: 'lynne.robbins',
  }),
  person('88aaeb7c-b314-4f25-8e68-33eb0bd47e27', 'camila.torres', 'Camila Torres', {
    ...saoPaulo,
    companyName: 'Torres Consultoria',
    department: 'Engineering',
    jobTitle: 'Data Engineer',
    employeeType: 'Contractor',
    onPremisesExtensionAttributes: { extensionAttribute1: 'Contractor' },
    otherMails: ['camila.torres@wingtip.example'],
    manager: 'lee.gu',
  }),

  // Sells from Łódź and has had an account in the plant's Active Directory since November.
  person('5fb069b9-da73-486f-a214-1219c099fd1e', 'agnieszka.lis', 'Agnieszka Lis', {
    ...lodz,
    department: 'Sales',
    jobTitle: 'Account Manager',
    manager: 'lynne.robbins',
  }),
  person('127504d7-ee35-4d69-a267-25e947e675e7', 'delia.dennis', 'Delia Dennis', {
    ...seattle,
    department: 'IT',
    jobTitle: 'Service Desk Analyst',
    mobilePhone: '+1 206 555 0119',
    manager: 'irvin.sayers',
  }),

  guest(
    '33c6a5a5-b2b1-40da-8f65-92a5a30abf65',
    'alicia.thornber@fabrikam.com',
    'Alicia Thornber (Fabrikam)',
    {
      companyName: 'Fabrikam',
      jobTitle: 'External Auditor',
      manager: 'debra.berger',
    },
  ),
  guest('372c4235-87a2-4abd-9c64-4f950d5e92c8', 'kwame.mensah@adatum.com', 'Kwame Mensah (Adatum)', {
    companyName: 'A. Datum Corporation',
    jobTitle: 'Supply Planner',
    manager: 'misaki.sato',
  }),

  person('6379e369-3367-4dd4-890d-a4fc0b39b779', 'fadi.haddad', 'Fadi Haddad', {
    ...zurich,
    department: 'Sales',
    jobTitle: 'Account Manager',
    manager: 'lynne.robbins',
  }),
  person('2a868409-3797-420b-ba32-2062ce9001ef', 'vera.nowotny', 'Vera Nowotny', {
    ...zurich,
    department: 'Finance',
    jobTitle: 'Accountant',
    accountEnabled: false,
    assignedLicenses: [],
  }),

  account('cb80142c-81e8-4a41-a64f-74fea5b5c578', 'breakglass01', 'Break Glass 01', {
    createdDateTime: '2019-11-04T13:00:00Z',
    passwordPolicies: 'DisablePasswordExpiration',
    mail: null,
    proxyAddresses: [],
  }),
  account('4c02aa64-2a33-417d-afc5-2a098b36cd0c', 'svc-backup', 'Service Backup', {
    createdDateTime: '2020-02-17T10:12:00Z',
    passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword',
    mail: null,
    proxyAddresses: [],
    manager: 'allan.deyoung',
  }),
];

/** Deleted on 13 November; the repository still has his entry. */
export const tomas: Person = person(
  '2c75bf61-45d1-449a-8ba1-70c9e6c39385',
  'tomas.pereira',
  'Tomás Pereira',
  {
    ...saoPaulo,
    department: 'Sales',
    jobTitle: 'Account Manager',
    accountEnabled: false,
  },
);
