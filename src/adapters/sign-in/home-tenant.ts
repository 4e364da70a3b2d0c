import { TenantryError } from '../../core/problem.ts';
import { valueOf, type Environment } from './environment.ts';

/** Throws TenantryError where AZURE_TENANT_ID names another tenant than tenant.yaml does. */
export function checkTenantVariable(environment: Environment, tenantId: string): void {
  const named = valueOf(environment, 'AZURE_TENANT_ID');
  if (named === undefined || named.toLowerCase() === tenantId.toLowerCase()) return;
  throw new TenantryError({
    id: 'wrong-tenant',
    message: `AZURE_TENANT_ID is ${named}, but tenant.yaml is about ${tenantId}.`,
    remedy: named.includes('.')
      ? `Write the id instead of the domain into AZURE_TENANT_ID, or unset it: tenant.yaml is enough.`
      : 'Correct one of them, or unset AZURE_TENANT_ID: tenant.yaml is enough.',
  });
}
