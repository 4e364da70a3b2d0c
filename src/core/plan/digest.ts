import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Change } from './plan.ts';

/**
 * What a plan would do, as 64 hexadecimal digits: SHA-256 over RFC 8785 JSON of the tenant's id and the changes.
 * Routes, names, impact, versions and the clock stay outside, so the same changes always have the same digest.
 */
export function digest(tenantId: string, changes: readonly Change[]): string {
  const content = {
    tenant: tenantId,
    changes: changes.map(({ object, attribute, before, after }) => ({ object, attribute, before, after })),
  };
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
}
