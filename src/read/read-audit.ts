import type { AuditDefinitions, AuditSubject } from '../core/audit/subject.ts';
import { ownerOf } from '../core/audit/definitions.ts';
import type { Desired } from '../core/desired/desired.ts';
import type { LiveObject, LiveTenant } from '../core/live/live.ts';
import { ruledGroups } from '../core/impact/group-rules.ts';
import { selectedFor } from '../core/impact/rule-object.ts';
import { indexLive } from '../core/match/live-index.ts';
import { Forbidden, TenantryError } from '../core/problem.ts';
import type { Answer, Query, Reader } from '../ports.ts';
import { groupPasses, userPasses } from './audit-selection.ts';
import { checkCount, queryWords } from './read.ts';
import { sorted } from './sorted.ts';
import { liveOf } from './so-far.ts';

/** What an audit looks at, but for what the files and earlier applies tell. */
export type ReadForAudit = Pick<
  AuditSubject,
  'users' | 'groups' | 'devices' | 'definitions' | 'memberCounts' | 'notLookedAt'
> & { readonly tenant: LiveTenant };

export interface AuditListeners {
  readonly onProgress: (text: string) => void;
  /** Hears which tenant answers, before anything more is asked of it. */
  readonly onTenant: (tenant: LiveTenant) => void;
}

/**
 * Reads the whole tenant in five rounds: the tenant and who may own definitions; the definitions; the groups; the users,
 * with the properties that rules and definitions name, and what hangs on groups; devices, where rules are about them.
 * What an application may not read of definitions and devices is left out and told; of anything else it throws
 * TenantryError.
 */
export async function readForAudit(
  reader: Reader,
  desired: Desired,
  { onProgress, onTenant }: AuditListeners,
): Promise<ReadForAudit> {
  const ask = async <Q extends Query>(
    ...queries: readonly Q[]
  ): Promise<readonly Extract<Answer, { query: Q['query'] }>[]> => {
    onProgress(`reading ${[...new Set(queries.map(({ query }) => queryWords[query]))].join(', ')}`);
    return (await reader.answer(queries)) as readonly Extract<Answer, { query: Q['query'] }>[];
  };
  const notLookedAt: string[] = [];
  const unlessForbidden = async <T>(what: string, reading: Promise<T>): Promise<T | undefined> => {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof Forbidden)) throw error;
      const [problem] = error.problems;
      notLookedAt.push(`${what}: ${problem?.message ?? ''} ${problem?.remedy ?? ''}`.trim());
      return undefined;
    }
  };

  const [first, counted] = await Promise.all([
    ask({ query: 'tenant' } as const),
    ask({ query: 'userCount' } as const),
  ]);
  const tenant = first[0]?.tenant;
  if (!tenant || tenant.id === '') throw unanswered;
  onTenant(tenant);
  const definitions = await unlessForbidden(
    'Definitions of extensions were not looked at',
    readDefinitions(ask, desired),
  );
  const known = definitions ?? { directory: [], schema: [] };
  const groupParts = await ask(...groupPasses(known).map((select) => ({ query: 'groups', select }) as const));
  const groups = joined(groupParts.map((answer) => answer.groups));
  const ids = sorted(groups.map(({ id }) => id));
  const { selects, manager } = userPasses(desired.settings, groups, known);
  const [userParts, owners, sizes, open] = await Promise.all([
    ask(
      ...selects.map(
        (select, index) => ({ query: 'users', select, manager: manager && index === 0 }) as const,
      ),
    ),
    ids.length === 0 ? [] : ask({ query: 'owners', groups: ids } as const),
    ids.length === 0 ? [] : ask({ query: 'memberCounts', groups: ids } as const),
    ask(
      { query: 'openExtensions', kind: 'user' } as const,
      { query: 'openExtensions', kind: 'group' } as const,
    ),
  ]);
  const users = joined(userParts.map((answer) => answer.users));
  await checkCount(reader, { users, ...(counted[0] ? { userCount: counted[0].count } : {}) });
  const live = liveOf({
    tenant,
    users,
    groups,
    owners: owners[0]?.owners ?? new Map(),
    openExtensions: Object.fromEntries(open.map(({ kind, extensions }) => [kind, extensions])),
  });
  const ofDevices = propertiesOfDevices(groups);
  const devices =
    ofDevices.length === 0
      ? []
      : await unlessForbidden(
          'Whether rules about devices take in any was not looked at',
          ask({ query: 'devices', select: sorted(['displayName', 'id', ...ofDevices]) } as const),
        );
  return {
    tenant,
    users: live.users,
    groups: live.groups,
    devices: devices?.flatMap((answer) => ('devices' in answer ? answer.devices : [])),
    definitions,
    memberCounts: sizes[0]?.counts ?? new Map(),
    notLookedAt,
  };
}

type Ask = <Q extends Query>(
  ...queries: readonly Q[]
) => Promise<readonly Extract<Answer, { query: Q['query'] }>[]>;

/** The definitions that belong to the tenant: Graph would list the schema extensions of everybody else too. */
async function readDefinitions(ask: Ask, desired: Desired): Promise<AuditDefinitions> {
  const [directory, registered] = await Promise.all([
    ask({ query: 'directoryExtensions', owners: [] } as const),
    ask({ query: 'applications' } as const),
  ]);
  const applications = registered[0]?.applications ?? [];
  const names = directory[0]?.definitions ?? [];
  const owners = sorted([
    ...applications.map(({ appId }) => appId),
    ...desired.definitions.filter(({ kind }) => kind === 'schemaExtension').map(({ owner }) => owner),
  ]);
  const schema = owners.length === 0 ? [] : await ask({ query: 'schemaExtensions', owners } as const);
  const found = schema[0]?.definitions ?? [];
  const holders = sorted([
    ...names.flatMap((each) => ownerOf(each) ?? []),
    ...found.map(({ owner }) => owner.toLowerCase()),
  ]);
  const principals =
    holders.length === 0 ? [] : await ask({ query: 'servicePrincipals', applications: holders } as const);
  return {
    directory: names,
    schema: found,
    applications,
    servicePrincipals: principals[0]?.applications ?? new Set(),
  };
}

/** Objects of several passes, each with all properties that were read of it. */
function joined(parts: readonly (readonly LiveObject[])[]): readonly LiveObject[] {
  const [first = [], ...others] = parts;
  if (others.length === 0) return first;
  const more = others.map((part) => new Map(part.map((each) => [each.id, each])));
  return first.map(
    (object) => Object.assign({}, object, ...more.map((part) => part.get(object.id))) as LiveObject,
  );
}

const propertiesOfDevices = (groups: readonly LiveObject[]): readonly string[] =>
  ruledGroups(groups, [], indexLive({ users: [], groups }))
    .flatMap(({ before }) => (before?.side === 'device' ? before.dependencies.graph : []))
    .map(selectedFor)
    .filter((property) => property !== 'memberOf');

const unanswered = new TenantryError({
  id: 'incomplete-read',
  message: 'The tenant was not read in full: the tenant did not say what it is.',
  remedy: 'Run the command again in a few minutes.',
});
