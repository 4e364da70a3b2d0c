import { person, type Person } from './build.ts';
import { workplace } from './extensions.ts';
import { saoPaulo, seattle, tokyo, zurich } from './offices.ts';

/** Sales, Finance, HR, Legal, Marketing and Operations, as the tenant holds them today. */
export const business: readonly Person[] = [
  // She worked in Munich when its Active Directory was switched off. Her account was born in the cloud, and Exchange
  // holds her extension attributes all the same.
  person('47eaa099-2cb6-416d-86dc-283cf0480ff9', 'lynne.robbins', 'Lynne Robbins', {
    ...zurich,
    department: 'Sales',
    jobTitle: 'Sales Director',
    _service: { exchangeMastered: true },
    manager: 'isaiah.langer',
  }),
  person('1509bb0a-9bf1-4331-8a11-8783593942a4', 'alex.wilber', 'Alex Wilber', {
    ...seattle,
    department: 'Sales',
    jobTitle: 'Account Executive',
    mobilePhone: '+1 206 555 0109',
    manager: 'isaiah.langer',
  }),
  person('f5ec52ed-0108-4475-92e1-bc7656670b14', 'rafael.moura', 'Rafael Moura', {
    ...saoPaulo,
    officeLocation: 'Sao Paulo / 12',
    city: 'Sao Paulo',
    department: 'Sales',
    jobTitle: 'Account Manager',
    manager: 'lynne.robbins',
  }),
  person('59ba1b0d-5c90-4158-a909-406c2e416788', 'patti.fernandez', 'Patti Fernandez', {
    ...seattle,
    department: 'Sales',
    jobTitle: 'Account Manager',
    manager: 'lynne.robbins',
  }),
  person('5d32fe61-985f-44e7-aa09-5ee82bb29976', 'enrico.cattaneo', 'Enrico Cattaneo', {
    ...zurich,
    department: 'Sales',
    jobTitle: 'Account Manager',
    preferredLanguage: 'it-CH',
    otherMails: ['enrico@cattaneo.example', 'e.cattaneo@example.com'],
    manager: 'lynne.robbins',
  }),
  person('9a1e40b4-5815-4a99-99e2-d15364c7a500', 'yuki.mori', '森 由紀 (Yuki Mori)', {
    ...tokyo,
    givenName: '由紀',
    surname: '森',
    department: 'Sales',
    jobTitle: 'Country Manager Japan',
  }),

  person('68b4aef7-3eaa-4e17-9d8a-4eace693ae2d', 'debra.berger', 'Debra Berger', {
    ...seattle,
    department: 'Finance',
    jobTitle: 'Financial Controller ',
    manager: 'urs.broennimann',
  }),
  person('142c8364-7806-4577-93e7-83e7eb04b39b', 'nestor.wilke', 'Nestor Wilke', {
    ...seattle,
    department: 'Finance',
    jobTitle: 'Accounts Payable Lead',
    employeeId: '00471',
    manager: 'debra.berger',
  }),
  person('3b041641-1788-44f2-a60d-f25453fe2e85', 'jonas.huerlimann', 'Jonas Hürlimann', {
    ...zurich,
    department: 'Finance',
    jobTitle: 'Treasury Analyst',
    employeeHireDate: '2027-01-04T00:00:00Z',
    manager: 'urs.broennimann',
  }),

  person('00a154d8-5ed8-4bcc-b5c7-19c2add9ca88', 'miriam.graham', 'Miriam Graham', {
    ...seattle,
    userPrincipalName: 'Miriam.Graham@contoso.com',
    officeLocation: 'Seattle / Annex',
    department: 'HR',
    jobTitle: 'HR Business Partner',
    manager: 'beatriz.goncalves',
  }),
  person('c0290103-855d-4f55-99ec-8712e8e3574f', "siobhan.o'neill", "Siobhán O'Neill", {
    userPrincipalName: "Siobhan.O'Neill@contoso.com",
    mailNickname: 'siobhan.oneill',
    department: 'HR',
    jobTitle: 'Recruiter',
    city: 'Cork',
    country: 'Ireland',
    usageLocation: 'IE',
    preferredLanguage: 'en-IE',
    manager: 'beatriz.goncalves',
  }),

  person('6e704245-a4ff-41e3-a794-9b80dcb0b82e', 'joni.sherman', 'Joni Sherman', {
    ...seattle,
    department: 'Legal',
    jobTitle: 'General Counsel',
    manager: 'marisa.hollander',
  }),
  person('de1b1471-320a-48ea-b7a7-88d106762832', 'raul.razo', 'Raul Razo', {
    ...seattle,
    department: 'Legal',
    jobTitle: 'Paralegal',
  }),

  // Renamed in the portal in September; her mail address followed, the entry in the repository did not.
  person('4350cc17-21e5-4f21-acd5-52a09ddbef12', 'johanna.weber', 'Johanna Weber', {
    ...zurich,
    department: 'Marketing',
    jobTitle: 'Head of Marketing',
    proxyAddresses: ['SMTP:johanna.weber@contoso.com', 'smtp:johanna.lorenz@contoso.com'],
    manager: 'isaiah.langer',
  }),
  person('9ed89edd-d684-4325-b600-e6129ec04ece', 'lidia.holloway', 'Lidia Holloway', {
    ...seattle,
    streetAddress: '88 Alaskan Way',
    postalCode: null,
    department: 'Marketing',
    jobTitle: 'Events Manager',
    manager: 'isaiah.langer',
  }),
  person('627bf322-5fac-4cb6-a34a-cb115ee347dd', 'emily.braun', 'Emily Braun', {
    ...seattle,
    department: 'Marketing',
    jobTitle: 'Brand Designer',
    extensions: [workplace({ desk: 'S4-012', locker: 118 })],
    manager: 'isaiah.langer',
  }),

  person('a930d55d-9545-40f3-ae88-9fe46f2c7a8c', 'shota.kobayashi', '小林 翔太 (Shota Kobayashi)', {
    ...tokyo,
    givenName: '翔太',
    surname: '小林',
    department: 'Operations',
    jobTitle: 'Logistics Manager',
    manager: 'misaki.sato',
  }),
  person('43f2f193-6e85-4f08-b592-7b0fe339d309', 'oskar.lindgren', 'Oskar Lindgren', {
    ...seattle,
    department: 'Operations',
    jobTitle: 'Transition Manager',
    manager: 'misaki.sato',
  }),
];
