import type { Answer } from '../../ports.ts';
import { gate } from '../http/gate.ts';
import type { Round } from '../http/round.ts';
import type { Waiting } from '../http/waiting.ts';
import { auditTrail } from './audits.ts';
import { auditWindow } from './audit-window.ts';
import { cloudManagedAmong } from './cloud-managed.ts';
import { applications, servicePrincipals } from './applications.ts';
import { directoryExtensions, schemaExtensions } from './extension-definitions.ts';
import { linksOf } from './links.ts';
import { list, readList } from './lists.ts';
import { memberCounts } from './member-counts.ts';
import { openExtensions } from './open-extensions.ts';
import { countUsers, readTenant } from './organization.ts';
import type { Connection } from './pages.ts';
import { processingOf } from './processing.ts';
import { purposeOfUsers, purposes, type GraphQuery } from './purposes.ts';
import { registration, servicePlans, synchronisation } from './tenant-details.ts';
import { roleHolders } from './role-holders.ts';

/** Requests that are under way at a time. */
const atOnce = 4;

const deletedUser = ['deletedDateTime', 'displayName', 'id', 'mail', 'userPrincipalName'];
const deletedGroup = ['deletedDateTime', 'displayName', 'id', 'mailNickname', 'uniqueName'];

/**
 * Answers queries from Microsoft Graph, a few requests at once. Throws TenantryError where one cannot be answered in
 * full.
 */
export function graphReader(connection: Connection, waiting: Waiting): Round<GraphQuery> {
  return (signal) => {
    const enter = gate(atOnce);
    const limited = {
      ...connection,
      signal,
      transport: (request) => enter(() => connection.transport(request)),
    } satisfies Connection;
    return (query) => answerTo(limited, query, waiting);
  };
}

async function answerTo(connection: Connection, query: GraphQuery, waiting: Waiting): Promise<Answer> {
  switch (query.query) {
    case 'tenant':
      return { query: 'tenant', tenant: await readTenant(connection) };
    case 'userCount':
      return { query: 'userCount', count: await countUsers(connection) };
    case 'users': {
      const users = purposeOfUsers(query.select);
      const target = list(['users'], query.select, query.manager ? { $expand: 'manager' } : {});
      return { query: 'users', users: await readList(connection, users, target, waiting, query.manager) };
    }
    case 'groups': {
      const target = list(['groups'], query.select);
      return { query: 'groups', groups: await readList(connection, purposes.groups, target, waiting) };
    }
    case 'devices': {
      const target = list(['devices'], query.select);
      return { query: 'devices', devices: await readList(connection, purposes.devices, target, waiting) };
    }
    case 'owners': {
      const owners = await linksOf(connection, 'owners', query.groups, purposes.owners, waiting);
      return { query: 'owners', owners };
    }
    case 'members': {
      const members = await linksOf(connection, 'members', query.groups, purposes.members, waiting);
      return { query: 'members', members };
    }
    case 'deletedUsers': {
      const select = [...new Set([...deletedUser, ...(query.select ?? [])])].toSorted();
      // Without the type cast Graph does not answer at all.
      const target = list(['directory', 'deletedItems', 'microsoft.graph.user'], select);
      const users = await readList(connection, purposes.deletedUsers, target, waiting);
      return { query: 'deletedUsers', users };
    }
    case 'deletedGroups': {
      const target = list(['directory', 'deletedItems', 'microsoft.graph.group'], deletedGroup);
      const groups = await readList(connection, purposes.deletedGroups, target, waiting);
      return { query: 'deletedGroups', groups };
    }
    case 'cloudManaged': {
      const parts = await Promise.all([
        cloudManagedAmong(connection, 'users', query.users, waiting),
        cloudManagedAmong(connection, 'groups', query.groups, waiting),
      ]);
      return { query: 'cloudManaged', ids: new Set(parts.flat()) };
    }
    case 'roleHolders':
      return {
        query: 'roleHolders',
        holders: await roleHolders(connection, query.groups, waiting, query.required),
      };
    case 'directoryExtensions': {
      const [definitions, owners] = await Promise.all([
        directoryExtensions(connection),
        applications(connection, query.owners),
      ]);
      return { query: 'directoryExtensions', definitions, applications: owners };
    }
    case 'schemaExtensions':
      return {
        query: 'schemaExtensions',
        definitions: await schemaExtensions(connection, query, waiting),
      };
    case 'applications':
      return { query: 'applications', applications: await applications(connection) };
    case 'servicePrincipals':
      return {
        query: 'servicePrincipals',
        applications: await servicePrincipals(connection, query.applications),
      };
    case 'memberCounts':
      return { query: 'memberCounts', counts: await memberCounts(connection, query.groups, waiting) };
    case 'processing':
      return { query: 'processing', processing: await processingOf(connection, query.groups) };
    case 'openExtensions': {
      const { kind } = query;
      return { query: 'openExtensions', kind, extensions: await openExtensions(connection, kind, waiting) };
    }
    case 'synchronisation':
      return { query: 'synchronisation', synchronisation: await synchronisation(connection) };
    case 'servicePlans':
      return { query: 'servicePlans', plans: await servicePlans(connection) };
    case 'registration':
      return { query: 'registration', registration: await registration(connection, query.application) };
    case 'audits':
      return {
        query: 'audits',
        trail: await auditTrail(connection, query.objects, query.since, waiting),
      };
    case 'auditWindow':
      return { query: 'auditWindow', log: await auditWindow(connection, query, waiting) };
  }
}
