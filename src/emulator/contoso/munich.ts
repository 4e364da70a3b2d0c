import { onceSynced, person, type Person } from './build.ts';
import { munich as office } from './offices.ts';

/** Whoever came from an Active Directory that is no more, or brings an immutable id along from somewhere else. */
export const munich: readonly Person[] = [
  onceSynced('8729e5fa-6b0b-41d5-aeb7-903e1d16ff46', 'stefan.huber', 'Stefan Huber', {
    ...office,
    department: 'Operations',
    jobTitle: 'Repair Shop Manager',
    onPremisesExtensionAttributes: { extensionAttribute2: 'Muenchen' },
    manager: 'misaki.sato',
  }),
  // Works in a dealer's house and reads his mail there: a mail user.
  onceSynced('6623cbea-bb55-4173-af40-da2ffefd93e5', 'franziska.vogel', 'Franziska Vogel', {
    ...office,
    department: 'Operations',
    jobTitle: 'Dealer Support',
    assignedLicenses: [],
    onPremisesExtensionAttributes: { extensionAttribute2: 'Muenchen' },
    manager: 'stefan.huber',
  }),
  // Works in the stock room and has no mailbox.
  onceSynced('a2a8875a-1875-4d9f-b7d5-8618305f7799', 'anton.bauer', 'Anton Bauer', {
    ...office,
    department: 'Operations',
    jobTitle: 'Stock Clerk',
    mail: null,
    proxyAddresses: [],
    assignedLicenses: [],
    onPremisesExtensionAttributes: { extensionAttribute2: 'Muenchen' },
    manager: 'stefan.huber',
  }),
  onceSynced('5490b93a-4ced-42c8-a50e-7b82da08428d', 'orders.munich', 'Orders Munich (shared mailbox)', {
    givenName: null,
    surname: null,
    companyName: null,
    employeeType: null,
    assignedLicenses: [],
    accountEnabled: false,
    onPremisesExtensionAttributes: { extensionAttribute2: 'Muenchen' },
  }),

  // Tailspin's identity provider makes these accounts and writes the immutable id, which federation needs.
  person('6db2b95f-336e-4aac-9cbf-ed1eca9f3e6a', 'amara.osei', 'Amara Osei', {
    userPrincipalName: 'amara.osei@tailspin.contoso.com',
    mail: 'amara.osei@tailspin.contoso.com',
    proxyAddresses: ['SMTP:amara.osei@tailspin.contoso.com'],
    companyName: 'Tailspin Toys',
    department: 'Marketing',
    jobTitle: 'Brand Manager, Toys',
    city: 'Accra',
    country: 'Ghana',
    usageLocation: 'GH',
    onPremisesImmutableId: 'dGFpbHNwaW4tMDAyMTc0OA==',
    manager: 'johanna.weber',
  }),
];
