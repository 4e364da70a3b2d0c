import type { Tenant } from '../tenant.ts';
import { noTenantName, tenantNotFound } from './request-refusals.ts';

/** Shared names that stand for no tenant in particular. */
const shared = new Set(['common', 'organizations']);

/** The id of the tenant that a path names, by id or domain. Throws a refusal for any other. */
export function tenantIdOf(tenant: Tenant, name: string): string {
  const lower = name.toLowerCase();
  if (shared.has(lower)) return '{tenantid}';
  if (namesOf(tenant).includes(lower)) return tenant.documents.organization.id;
  throw /^[0-9a-f-]{36}$/.test(lower) || lower.includes('.') ? tenantNotFound(name) : noTenantName(name);
}

/** The tenant's id and its verified domains, in lower case. */
export function namesOf({ documents }: Tenant): string[] {
  const verified = documents.domains.filter((domain) => domain.isVerified);
  return [documents.organization.id, ...verified.map(({ id }) => id)].map((name) => name.toLowerCase());
}
