import { GraphFault, type FaultDetail } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, type Reply } from '../http/request.ts';
import { findGroup } from '../reads/objects.ts';
import type { Json } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { member } from '../json.ts';

/** Checks of names against the naming policy of Microsoft 365 groups, and against the nicknames that are taken. */
export function addValidation(routes: Routes): void {
  routes.add('POST', '/directoryObjects/validateProperties', (call) => validate(call, null));
  routes.add('POST', '/groups/{id}/validateProperties', (call) =>
    validate(call, findGroup(call.tenant, key(call)).id),
  );
}

function validate(call: Call, own: string | null): Reply {
  const { body } = call.request;
  const details: FaultDetail[] = [];
  for (const name of ['displayName', 'mailNickname']) {
    const value = member(body, name);
    if (typeof value === 'string') details.push(...problems(call.tenant, name, value, own));
  }
  if (details.length === 0) return noContent();
  throw new GraphFault(
    422,
    'Request_UnprocessableEntity',
    'The values provided contain one or more validation errors.',
    { details },
  );
}

function problems(tenant: Tenant, target: string, value: string, own: string | null): FaultDetail[] {
  const policy = namingPolicy(tenant);
  const found: FaultDetail[] = [];
  if (policy && !(value.startsWith(policy.prefix) && value.endsWith(policy.suffix)) && own === null)
    found.push({
      target,
      code: 'MissingPrefixSuffix',
      // The documented answer says mailNickname for either property.
      message:
        "Property mailNickname is missing a required prefix/suffix per your organization's Group naming requirements.",
      ...policy,
    });
  const owner = tenant.directory.unique.get(`mailNickname:${value.toLowerCase()}`);
  if (target === 'mailNickname' && owner !== undefined && owner !== own)
    found.push({
      target,
      code: 'PropertyConflict',
      message: 'Another object with the same value for property mailNickname already exists.',
    });
  return found;
}

function namingPolicy(tenant: Tenant): { prefix: string; suffix: string } | null {
  const service = tenant.documents.organization['_service'];
  const policy: Json | undefined = member(service, 'groupNaming');
  const prefix = member(policy, 'prefix');
  const suffix = member(policy, 'suffix');
  return typeof prefix === 'string' && typeof suffix === 'string' ? { prefix, suffix } : null;
}
