import type { ObjectKind } from '../core/attributes/attribute.ts';
import type {
  Evidence,
  Live,
  LiveDefinitions,
  LiveObject,
  LiveSchemaExtension,
  LiveTenant,
} from '../core/live/live.ts';
import type { Answer, OpenExtensions } from '../ports.ts';

/** What was read in the rounds until now. What is absent was not asked for. */
export interface SoFar {
  readonly tenant?: LiveTenant;
  readonly userCount?: number;
  readonly users?: readonly LiveObject[];
  readonly groups?: readonly LiveObject[];
  readonly devices?: readonly LiveObject[];
  /** Ids by group id. */
  readonly owners?: ReadonlyMap<string, readonly string[]>;
  readonly members?: ReadonlyMap<string, readonly string[]>;
  readonly deletedUsers?: readonly LiveObject[];
  readonly deletedGroups?: readonly LiveObject[];
  readonly directoryExtensions?: Pick<LiveDefinitions, 'directory' | 'applications'>;
  readonly schemaExtensions?: readonly LiveSchemaExtension[];
  /** By kind of object, by object id. */
  readonly openExtensions?: Readonly<Partial<Record<ObjectKind, OpenExtensions>>>;
  readonly recipients?: Evidence['recipients'];
  readonly cloudManaged?: Evidence['cloudManaged'];
  readonly roleHolders?: Evidence['roleHolders'] | undefined;
}

/** What is known with another answer. */
export function withAnswer(soFar: SoFar, answer: Answer): SoFar {
  switch (answer.query) {
    case 'tenant':
      return { ...soFar, tenant: answer.tenant };
    case 'userCount':
      return { ...soFar, userCount: answer.count };
    case 'users':
      return { ...soFar, users: answer.users };
    case 'groups':
      return { ...soFar, groups: answer.groups };
    case 'devices':
      return { ...soFar, devices: answer.devices };
    case 'owners':
      return { ...soFar, owners: answer.owners };
    case 'members':
      return { ...soFar, members: answer.members };
    case 'deletedUsers':
      return { ...soFar, deletedUsers: answer.users };
    case 'deletedGroups':
      return { ...soFar, deletedGroups: answer.groups };
    case 'directoryExtensions': {
      const { definitions, applications } = answer;
      return { ...soFar, directoryExtensions: { directory: definitions, applications } };
    }
    case 'schemaExtensions':
      return { ...soFar, schemaExtensions: answer.definitions };
    case 'openExtensions':
      return { ...soFar, openExtensions: { ...soFar.openExtensions, [answer.kind]: answer.extensions } };
    case 'recipients':
      return { ...soFar, recipients: answer.recipients };
    case 'cloudManaged':
      return { ...soFar, cloudManaged: answer.ids };
    case 'processing':
    case 'applications':
    case 'servicePrincipals':
    case 'memberCounts':
      return soFar;
    case 'roleHolders':
      return { ...soFar, roleHolders: answer.holders };
    case 'synchronisation':
    case 'servicePlans':
    case 'registration':
    case 'audits':
    case 'auditWindow':
      return soFar;
  }
}

/** The live tenant, once nothing more is needed: links become part of the groups that they belong to. */
export function liveOf(soFar: SoFar & { readonly tenant: LiveTenant }): Live {
  return {
    tenant: soFar.tenant,
    users: withOpen(soFar.users ?? [], soFar.openExtensions?.user),
    groups: withOpen(soFar.groups ?? [], soFar.openExtensions?.group).map((group) => withLinks(group, soFar)),
    devices: soFar.devices ?? [],
    deletedUsers: soFar.deletedUsers ?? [],
    deletedGroups: soFar.deletedGroups ?? [],
    evidence: {
      recipients: soFar.recipients ?? new Map(),
      cloudManaged: soFar.cloudManaged ?? new Set(),
      roleHolders: soFar.roleHolders ?? new Map(),
      ...('roleHolders' in soFar && !soFar.roleHolders ? { roleHoldersUnknown: true as const } : {}),
    },
    definitions: {
      directory: soFar.directoryExtensions?.directory ?? [],
      schema: soFar.schemaExtensions ?? [],
      applications: soFar.directoryExtensions?.applications ?? [],
    },
  };
}

/** Open extensions become a property of the objects that have any. */
function withOpen(
  objects: readonly LiveObject[],
  extensions: OpenExtensions | undefined,
): readonly LiveObject[] {
  if (!extensions || extensions.size === 0) return objects;
  return objects.map((object) => {
    const own = extensions.get(object.id);
    return own ? { ...object, openExtensions: own } : object;
  });
}

function withLinks(group: LiveObject, { owners, members }: SoFar): LiveObject {
  const own = owners?.get(group.id);
  const inside = members?.get(group.id);
  if (!own && !inside) return group;
  return { ...group, ...(own ? { owners: own } : {}), ...(inside ? { members: inside } : {}) };
}
