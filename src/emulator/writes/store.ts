import { activities, type Activity } from '../audit/activities.ts';
import { purge, write } from '../directory/directory.ts';
import { timestamp } from '../clock.ts';
import type { Item } from '../directory/item.ts';
import { forward } from '../exchange/forward-sync.ts';
import type { Caller } from '../http/caller.ts';
import { note } from '../membership/agenda.ts';
import { uuid } from '../random.ts';
import type { JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';

/** Who makes a change, and the request it belongs to. */
export interface Origin {
  caller: Caller;
  correlationId: string;
  /** True for what follows from another change and is not in the audit log by itself. */
  silent?: boolean;
  /** True for what Exchange wrote: it is not sent back there. */
  fromExchange?: boolean;
  /** When it happened, where that is not the present. */
  at?: number;
}

/**
 * Makes a new version of an object (null: removes it for good), with all that follows from it: what was audited, who
 * entered or left a group, and when reads will see it.
 */
export function store(tenant: Tenant, id: string, after: Item | null, origin: Origin): void {
  const before = tenant.directory.entries.get(id)?.written ?? null;
  const now = origin.at ?? tenant.clock.now();
  const times = { now, visibleAt: now + tenant.settings.replicationMs };
  const done = origin.silent ? [] : activities(before, after, tenant.directory);
  for (const activity of done) tenant.documents.auditLogs.push(auditEntry(tenant, activity, origin, now));
  noteMembership(tenant, id, before, after, now);
  note(tenant.agenda, before, after, now);
  if (origin.fromExchange !== true) forward(tenant, before, after, now);
  if (after) write(tenant.directory, after, times);
  else purge(tenant.directory, id, times);
  tenant.changed();
}

function noteMembership(
  tenant: Tenant,
  group: string,
  before: Item | null,
  after: Item | null,
  now: number,
): void {
  const old = before?.members ?? new Set<string>();
  const current = after?.members ?? new Set<string>();
  if (old === current) return;
  const at = timestamp(now);
  const { membershipEvents } = tenant.documents;
  for (const member of current)
    if (!old.has(member)) membershipEvents.push({ at, group, member, event: 'added' });
  for (const member of old)
    if (!current.has(member)) membershipEvents.push({ at, group, member, event: 'removed' });
}

function auditEntry(
  tenant: Tenant,
  activity: Activity,
  { caller, correlationId }: Origin,
  now: number,
): JsonObject {
  const user =
    caller.kind === 'user'
      ? {
          id: caller.id,
          displayName: caller.displayName,
          userPrincipalName: caller.userPrincipalName,
          ipAddress: null,
        }
      : null;
  const app =
    caller.kind === 'app'
      ? {
          appId: caller.appId,
          displayName: caller.displayName,
          servicePrincipalId: caller.servicePrincipalId,
          servicePrincipalName: null,
        }
      : null;
  return {
    id: `Directory_${uuid(tenant.random)}`,
    activityDateTime: new Date(now).toISOString().replace('Z', '0000Z'),
    activityDisplayName: activity.activityDisplayName,
    category: activity.category,
    correlationId,
    loggedByService: 'Core Directory',
    operationType: activity.operationType,
    result: 'success',
    resultReason: '',
    initiatedBy: { user, app },
    targetResources: activity.targetResources,
    additionalDetails: [],
  };
}
