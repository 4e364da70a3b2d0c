import { notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { ok, type Reply } from '../http/request.ts';
import { withoutHidden } from '../json.ts';
import { documents } from '../reads/documents.ts';
import { answerList } from '../reads/list.ts';
import type { Domain, JsonObject } from '../state.ts';

/** The organization itself, and its domains. */
export function addOrganization(routes: Routes): void {
  routes.add('GET', '/organization', (call) =>
    answerList(call, documents(call, [organization(call)], 'organization', 'organization')),
  );
  routes.add('GET', '/organization/{id}', oneOrganization);
  routes.add('GET', '/domains', (call) =>
    answerList(call, documents(call, call.tenant.documents.domains.map(domain), 'domain', 'domains')),
  );
  routes.add('GET', '/domains/{id}', oneDomain);
}

function organization(call: Call): JsonObject {
  const { organization: own, domains } = call.tenant.documents;
  const verified = domains.filter(({ isVerified }) => isVerified);
  return {
    deletedDateTime: null,
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: null,
    createdDateTime: null,
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: null,
    preferredLanguage: 'en',
    technicalNotificationMails: [],
    tenantType: 'AAD',
    assignedPlans: [],
    provisionedPlans: [],
    verifiedDomains: verified.map((row) => ({
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault: row.isDefault,
      isInitial: row['isInitial'] === true,
      name: row.id,
      type: row.authenticationType,
    })),
    ...own,
  };
}

function domain(row: Domain): JsonObject {
  return {
    availabilityStatus: null,
    isAdminManaged: true,
    isInitial: false,
    isRoot: true,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    passwordValidityPeriodInDays: null,
    passwordNotificationWindowInDays: null,
    ...row,
  };
}

function oneOrganization(call: Call): Reply {
  const own = withoutHidden(organization(call));
  if (own['id'] !== key(call).value.toLowerCase()) throw notFound(key(call).value);
  return ok({ '@odata.context': `${call.request.root}/$metadata#organization/$entity`, ...own });
}

function oneDomain(call: Call): Reply {
  const { value } = key(call);
  const found = call.tenant.documents.domains.find((row) => row.id.toLowerCase() === value.toLowerCase());
  if (!found) throw notFound(value);
  return ok({ '@odata.context': `${call.request.root}/$metadata#domains/$entity`, ...domain(found) });
}
