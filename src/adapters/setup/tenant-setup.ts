import { createHash } from 'node:crypto';
import type {
  RegisteredCertificate,
  RegisteredApplication,
  ServicePrincipal,
  TenantSetup,
} from '../../ports.ts';
import { claimsOf } from '../sign-in/claims.ts';
import { address } from '../graph/address.ts';
import { member, textOf, textsOf } from '../http/json.ts';
import { request, type SetupRequest, type SetupTransport } from './requests.ts';

/** What setup does, through Microsoft Graph v1.0: https://learn.microsoft.com/graph/api/resources/applications-api-overview */
export function tenantSetup(transport: SetupTransport): TenantSetup {
  const ask = async (what: SetupRequest): Promise<unknown> => (await request(transport, what)).body;
  const list = async (path: string, doing: string): Promise<readonly unknown[]> =>
    await listOf(transport, path, doing);

  const keys = async (application: string): Promise<readonly unknown[]> => {
    // The certificates themselves come only of one object, and only to whoever selects them.
    const path = address(['applications', application], { $select: 'id,keyCredentials' });
    const found = await ask({ method: 'GET', path, doing: 'read the certificates of the application' });
    const all = member(found, 'keyCredentials');
    return Array.isArray(all) ? all : [];
  };
  const setKeys = async (application: string, keyCredentials: readonly unknown[], doing: string) => {
    const path = address(['applications', application]);
    // A PATCH names all that are to stay. `addKey` wants a signature of a key that is there, which is not ours to make:
    // https://learn.microsoft.com/graph/api/application-addkey
    await ask({ method: 'PATCH', path, body: { keyCredentials }, doing });
  };

  return {
    async registrations(displayName) {
      const query = { $filter: `displayName eq ${quoted(displayName)}`, $select: 'id,appId,displayName' };
      const found = await list(address(['applications'], query), 'look for the application');
      return found.map(registrationOf);
    },
    async register(displayName) {
      const body = { displayName, signInAudience: 'AzureADMyOrg' };
      const doing = `register the application ${displayName}`;
      return registrationOf(await ask({ method: 'POST', path: '/applications', body, doing }));
    },
    async holders(application, principal) {
      const doing = 'read who else may act as the application';
      const $select = 'id,signInAudience,passwordCredentials';
      const found = await ask({
        method: 'GET',
        path: address(['applications', application], { $select }),
        doing,
      });
      const owners = [...(await list(ownersOf('applications', application), doing))];
      let secrets = lengthOf(found, 'passwordCredentials');
      if (principal !== undefined) {
        const path = address(['servicePrincipals', principal], {
          $select: 'id,keyCredentials,passwordCredentials',
        });
        const own = await ask({ method: 'GET', path, doing });
        secrets += lengthOf(own, 'passwordCredentials') + lengthOf(own, 'keyCredentials');
        owners.push(...(await list(ownersOf('servicePrincipals', principal), doing)));
      }
      const self = textOf(claimsOf(await transport.token())?.['oid']);
      const others = owners.filter((each) => self === '' || textOf(member(each, 'id')) !== self);
      return {
        audience: textOf(member(found, 'signInAudience')),
        owners: [...new Set(others.map(ownerName))],
        secrets,
      };
    },
    certificates: async (application) => (await keys(application)).map(certificateOf),
    async addCertificate(application, { der, subject, from, until }) {
      const added = {
        type: 'AsymmetricX509Cert',
        usage: 'Verify',
        displayName: subject,
        key: der,
        startDateTime: from.toISOString(),
        endDateTime: until.toISOString(),
      };
      await setKeys(application, [...(await keys(application)), added], 'upload the certificate');
    },
    async removeExpired(application, now) {
      const all = await keys(application);
      const left = all.filter((key) => !(certificateOf(key).until <= now));
      if (left.length < all.length) await setKeys(application, left, 'remove expired certificates');
      return all.length - left.length;
    },
    async federations(application) {
      const path = address(['applications', application, 'federatedIdentityCredentials']);
      const found = await list(path, 'read the federated credentials of the application');
      return found.map((each) => ({
        name: textOf(member(each, 'name')),
        issuer: textOf(member(each, 'issuer')),
        subject: textOf(member(each, 'subject')),
        audience: textsOf(member(each, 'audiences'))[0] ?? '',
      }));
    },
    async addFederation(application, { name, issuer, subject, audience }) {
      const path = address(['applications', application, 'federatedIdentityCredentials']);
      const body = { name, issuer, subject, audiences: [audience] };
      await ask({ method: 'POST', path, body, doing: `add the federated credential ${name}` });
    },
    async principal(appId) {
      const query = { $filter: `appId eq ${quoted(appId)}`, $select: 'id,appRoles' };
      const [found] = await list(address(['servicePrincipals'], query), 'look for the service principal');
      return found === undefined ? undefined : principalOf(found);
    },
    async addPrincipal(appId) {
      const doing = 'make the service principal';
      return principalOf(await ask({ method: 'POST', path: '/servicePrincipals', body: { appId }, doing }));
    },
    async request(application, resources) {
      const path = address(['applications', application], { $select: 'id,requiredResourceAccess' });
      const before = await ask({ method: 'GET', path, doing: 'read what the application asks for' });
      const wanted = new Map(accessOf(before));
      let changed = false;
      for (const { appId, roleIds } of resources) {
        const ids = wanted.get(appId) ?? [];
        const more = roleIds.filter((id) => !ids.some((each) => textOf(member(each, 'id')) === id));
        if (more.length === 0) continue;
        changed = true;
        wanted.set(appId, [...ids, ...more.map((id) => ({ id, type: 'Role' }))]);
      }
      if (!changed) return;
      const requiredResourceAccess = [...wanted].map(([resourceAppId, resourceAccess]) => ({
        resourceAppId,
        resourceAccess,
      }));
      const doing = 'note the permissions in the registration';
      await ask({
        method: 'PATCH',
        path: address(['applications', application]),
        body: { requiredResourceAccess },
        doing,
      });
    },
    async granted(principal) {
      const path = address(['servicePrincipals', principal, 'appRoleAssignments']);
      const byResource = new Map<string, Set<string>>();
      for (const each of await list(path, 'read the permissions of the application')) {
        const resource = textOf(member(each, 'resourceId'));
        byResource.set(
          resource,
          (byResource.get(resource) ?? new Set()).add(textOf(member(each, 'appRoleId'))),
        );
      }
      return byResource;
    },
    async grant(principal, resource, role) {
      const path = address(['servicePrincipals', resource, 'appRoleAssignedTo']);
      const body = { principalId: principal, resourceId: resource, appRoleId: role };
      await ask({ method: 'POST', path, body, doing: 'grant the permission' });
    },
    async directoryRoles(principal) {
      const query = { $filter: `principalId eq ${quoted(principal)}` };
      const path = address(['roleManagement', 'directory', 'roleAssignments'], query);
      const found = await list(path, 'read the roles of the application');
      return new Set(
        found
          .filter((each) => member(each, 'directoryScopeId') === '/')
          .map((each) => textOf(member(each, 'roleDefinitionId')).toLowerCase()),
      );
    },
    async giveDirectoryRole(principal, role) {
      const path = '/roleManagement/directory/roleAssignments';
      const body = { principalId: principal, roleDefinitionId: role, directoryScopeId: '/' };
      await ask({ method: 'POST', path, body, doing: 'give the directory role' });
    },
  };
}

/** All pages of a list; a next link is followed by its path and query alone, on the host that is asked anyway. */
async function listOf(transport: SetupTransport, start: string, doing: string): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  const seen = new Set<string>();
  for (let path: string | undefined = start; path !== undefined && !seen.has(path);) {
    seen.add(path);
    const { body } = await request(transport, { method: 'GET', path, doing });
    const value = member(body, 'value');
    if (Array.isArray(value)) items.push(...(value as unknown[]));
    path = /\/v1\.0(\/.*)$/.exec(textOf(member(body, '@odata.nextLink')))?.[1];
  }
  return items;
}

const ownersOf = (kind: 'applications' | 'servicePrincipals', id: string): string =>
  address([kind, id, 'owners'], { $select: 'id,displayName,userPrincipalName' });

const ownerName = (owner: unknown): string =>
  ['userPrincipalName', 'displayName', 'id'].map((name) => textOf(member(owner, name))).find(Boolean) ?? '?';

function lengthOf(found: unknown, list: string): number {
  const all = member(found, list);
  return Array.isArray(all) ? all.length : 0;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const registrationOf = (found: unknown): RegisteredApplication => ({
  id: textOf(member(found, 'id')),
  appId: textOf(member(found, 'appId')),
  displayName: textOf(member(found, 'displayName')),
});

/** Which certificate it is follows from its bytes; what the service says of them comes in two forms. */
function certificateOf(found: unknown): RegisteredCertificate {
  const bytes = Buffer.from(textOf(member(found, 'key')), 'base64');
  return {
    sha1: createHash('sha1').update(bytes).digest('hex').toUpperCase(),
    until: new Date(textOf(member(found, 'endDateTime'))),
  };
}

function principalOf(found: unknown): ServicePrincipal {
  const roles = member(found, 'appRoles');
  const forApplications = (Array.isArray(roles) ? (roles as unknown[]) : []).filter((role) =>
    textsOf(member(role, 'allowedMemberTypes')).includes('Application'),
  );
  return {
    id: textOf(member(found, 'id')),
    roles: new Map(
      forApplications.map((role) => [textOf(member(role, 'value')), textOf(member(role, 'id'))]),
    ),
  };
}

function accessOf(found: unknown): readonly (readonly [string, readonly unknown[]])[] {
  const all = member(found, 'requiredResourceAccess');
  return (Array.isArray(all) ? (all as unknown[]) : []).map((each) => {
    const access = member(each, 'resourceAccess');
    return [
      textOf(member(each, 'resourceAppId')),
      Array.isArray(access) ? (access as unknown[]) : [],
    ] as const;
  });
}
