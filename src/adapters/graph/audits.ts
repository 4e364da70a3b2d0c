import type { AuditEntry, AuditTrail } from '../../core/live/audit.ts';
import type { Waiting } from '../http/waiting.ts';
import { address } from './address.ts';
import { atOnce, didHappen, entryOf, newestFirst, notTold, windowMs } from './audit-entry.ts';
import { pageOf, type Connection, type Page } from './pages.ts';

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
    const found = answer.items.filter(didHappen).map(entryOf);
    entries.set(id, found.toSorted(newestFirst));
  }
  return { entries };
}

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
  return { unknown: notTold(outcome.type === 'replied' ? outcome.reply.status : undefined) };
}
