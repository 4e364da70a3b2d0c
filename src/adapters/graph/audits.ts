import type { AuditEntry, AuditTrail } from '../../core/live/audit.ts';
import { member, textOf } from '../http/json.ts';
import type { Waiting } from '../http/waiting.ts';
import { address } from './address.ts';
import { pageOf, type Connection, type Item, type Page } from './pages.ts';
import { purposes } from './purposes.ts';

/** The log answers five requests in ten seconds: https://learn.microsoft.com/graph/throttling-limits */
const atOnce = 5;
const windowMs = 10_000;
/** The newest entries of an object are enough to know who was last. */
const pageSize = 50;

/**
 * What the audit log says about objects since an instant (ISO 8601), an object at a time:
 * https://learn.microsoft.com/graph/api/directoryaudit-list. It is good to know and never needed, so that it is asked
 * once and without patience: what it does not answer is unknown. Throws only where the command was interrupted.
 */
export async function auditTrail(
  connection: Connection,
  objects: readonly string[],
  since: string,
  { clock }: Pick<Waiting, 'clock'>,
): Promise<AuditTrail> {
  const entries = new Map<string, readonly AuditEntry[]>();
  for (const [index, id] of objects.entries()) {
    if (index > 0 && index % atOnce === 0) {
      await clock.sleep(windowMs, connection.signal);
      connection.signal?.throwIfAborted();
    }
    const answer = await ask(connection, id, since);
    if ('unknown' in answer) return { entries, ...answer };
    const found = answer.items.map(entryOf);
    entries.set(id, found.toSorted(newestFirst));
  }
  return { entries };
}

const newestFirst = (a: AuditEntry, b: AuditEntry): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);

async function ask(
  { transport, signal }: Connection,
  id: string,
  since: string,
): Promise<Page | { readonly unknown: string }> {
  const $filter = `targetResources/any(t:t/id eq '${id}') and activityDateTime ge ${since}`;
  let page: Page | undefined;
  const { outcome } = await transport({
    method: 'GET',
    target: address(['auditLogs', 'directoryAudits'], { $filter, $top: pageSize }),
    repeatable: false,
    parse: (text) => (page = pageOf(JSON.parse(text))),
    ...(signal ? { signal } : {}),
  });
  if (outcome.type === 'stopped') throw outcome.reason;
  if (outcome.type === 'replied' && outcome.body !== undefined && page) return page;
  const isForbidden = outcome.type === 'replied' && outcome.reply.status === 403;
  return {
    unknown: isForbidden
      ? `The audit log tells who it was: grant the application the permission ${purposes.audits.permission} to have it named here.`
      : 'The audit log, which tells who it was, did not answer.',
  };
}

function entryOf(item: Item): AuditEntry {
  const initiator = item['initiatedBy'];
  const [user, app] = [member(initiator, 'user'), member(initiator, 'app')];
  const application = typeof app === 'object' && app !== null;
  const name = textOf(member(application ? app : user, 'displayName'));
  const upn = textOf(member(user, 'userPrincipalName'));
  const person = name === '' || upn === '' ? name + upn : `${name} (${upn})`;
  return {
    at: textOf(item['activityDateTime']),
    activity: textOf(item['activityDisplayName']),
    by: application ? name : person,
    application,
    properties: listOf(item['targetResources'])
      .flatMap((target) => listOf(member(target, 'modifiedProperties')))
      .map((property) => textOf(member(property, 'displayName'))),
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
