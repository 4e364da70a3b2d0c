import type { State } from './state.ts';

/** A tenant with its domain and nobody in it. */
export function emptyState(): State {
  return {
    format: 1,
    organization: { id: '84841066-274d-4ec0-a5c1-276be684bdd3', displayName: 'Contoso' },
    domains: [
      {
        id: 'contoso.com',
        isVerified: true,
        isDefault: true,
        isInitial: true,
        authenticationType: 'Managed',
      },
    ],
    users: [],
    groups: [],
    deletedItems: [],
    auditLogs: [],
    membershipEvents: [],
    applications: [],
    schemaExtensions: [],
    extensionProperties: [],
  };
}
