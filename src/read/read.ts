import type { Desired } from '../core/desired/desired.ts';
import type { Live, LiveTenant } from '../core/live/live.ts';
import { TenantryError } from '../core/problem.ts';
import type { Query, Reader } from '../ports.ts';
import { needs } from './needs.ts';
import { liveOf, withAnswer, type SoFar } from './so-far.ts';

/**
 * Reads of the live tenant what plans for the desired states need, round by round. `desired` is the head, and the base
 * where there is one: both are held against the same read; `at` is the instant of the plan. `onProgress` hears what is read,
 * `onTenant` which tenant answers, before anything more is asked of it.
 * Throws TenantryError where anything is missing, and what `onTenant` throws; there is no partial answer.
 */
export async function read(
  reader: Reader,
  desired: readonly Desired[],
  at: Date,
  { onProgress = () => {}, onTenant = () => {}, known = {} }: Listeners = {},
): Promise<Live> {
  let soFar: SoFar = known;
  for (;;) {
    const queries = needs(desired, soFar, at);
    if (queries.length === 0) break;
    onProgress(`reading ${queries.map((query) => queryWords[query.query]).join(', ')}`);
    const answers = await reader.answer(queries);
    soFar = answers.reduce(withAnswer, soFar);
    for (const query of queries) checkAnswered(query, soFar);
    if (queries.some((query) => query.query === 'tenant') && soFar.tenant) onTenant(soFar.tenant);
    if (queries.some((query) => query.query === 'users')) await checkCount(reader, soFar);
  }
  const { tenant } = soFar;
  if (!tenant || tenant.id === '') throw incomplete('the tenant did not say what it is');
  return liveOf({ ...soFar, tenant });
}

export interface Listeners {
  readonly onProgress?: (text: string) => void;
  readonly onTenant?: (tenant: LiveTenant) => void;
  /** What need not be asked. */
  readonly known?: SoFar;
}

/** What is read, in words. */
export const queryWords: Readonly<Record<Query['query'], string>> = {
  tenant: 'the tenant',
  userCount: 'the number of users',
  users: 'users',
  groups: 'groups',
  devices: 'devices',
  owners: 'owners of groups',
  members: 'members of groups',
  deletedUsers: 'deleted users',
  deletedGroups: 'deleted groups',
  recipients: 'what Exchange Online holds',
  cloudManaged: 'sources of authority',
  roleHolders: 'holders of administrator roles',
  directoryExtensions: 'definitions of directory extensions',
  schemaExtensions: 'definitions of schema extensions',
  applications: 'application registrations',
  servicePrincipals: 'service principals',
  memberCounts: 'sizes of groups',
  openExtensions: 'open extensions',
  processing: 'how rules are processed',
  synchronisation: 'whether the tenant is hybrid',
  servicePlans: 'licences',
  registration: 'the registration of the application',
  audits: 'the audit log',
  auditWindow: 'the audit log',
};

/**
 * A list that ends early would make people look as if they were gone. The count comes from an index of its own that
 * may lag behind a deletion, so it is asked once more before the read fails.
 */
export async function checkCount(reader: Reader, soFar: Pick<SoFar, 'users' | 'userCount'>): Promise<void> {
  const listed = soFar.users?.length ?? 0;
  if (listed >= (soFar.userCount ?? 0)) return;
  const [again] = await reader.answer([{ query: 'userCount' }]);
  const count = again?.query === 'userCount' ? again.count : soFar.userCount;
  if (count !== undefined && listed >= count) return;
  throw incomplete(`the tenant counts ${count} users, but only ${listed} were listed`);
}

/** An empty list of owners is an answer, a missing one is not. */
function checkAnswered(query: Query, soFar: SoFar): void {
  if (!(query.query in soFar)) throw incomplete(`there is no answer about ${queryWords[query.query]}`);
  if (query.query !== 'owners' && query.query !== 'members') return;
  const links = soFar[query.query];
  const open = query.groups.find((group) => !links?.has(group));
  if (open !== undefined)
    throw incomplete(`there is no answer about ${queryWords[query.query]}, group ${open}`);
}

function incomplete(what: string): TenantryError {
  return new TenantryError({
    id: 'incomplete-read',
    message: `The tenant was not read in full: ${what}.`,
    remedy:
      'No plan is made from a partial read. Run the command again in a few minutes; users that were created or deleted just now take a while to be counted.',
  });
}
