import type { AuditLog } from '../../core/live/audit.ts';
import type { Waiting } from '../http/waiting.ts';
import { address } from './address.ts';
import { atOnce, didHappen, entryOf, newestFirst, notTold, windowMs } from './audit-entry.ts';
import { nextTarget, pageOf, type Connection, type Item, type Page } from './pages.ts';
import { purposes } from './purposes.ts';

const pageSize = 500;
/** 20,000 entries, which take more than a minute at five requests in ten seconds. */
const mostPages = 40;

/**
 * The audit log of a stretch of time, the newest entries first, page by page and at the pace that it allows:
 * https://learn.microsoft.com/graph/api/directoryaudit-list. It is good to know and never needed: what it does not answer
 * is unknown, and what it answered until then is kept, since the newest comes first. Throws only where the command was
 * interrupted.
 */
export async function auditWindow(
  connection: Connection,
  { since, until }: { readonly since: string; readonly until?: string },
  { clock, onProgress }: Pick<Waiting, 'clock' | 'onProgress'>,
): Promise<AuditLog> {
  const items = new Map<string, Item>();
  const log = (unknown?: string): AuditLog => {
    const all = [...items.values()];
    const entries = all.filter(didHappen).map(entryOf).toSorted(newestFirst);
    if (unknown === undefined) return { entries, since };
    // Until the page that is missing it is whole.
    const oldest = all.map(entryOf).toSorted(newestFirst).at(-1)?.at;
    return { entries, ...(oldest === undefined ? {} : { since: oldest }), unknown };
  };
  const $filter = `activityDateTime ge ${since}${until === undefined ? '' : ` and activityDateTime le ${until}`}`;
  let target: string | undefined = address(['auditLogs', 'directoryAudits'], {
    $filter,
    $orderby: 'activityDateTime desc',
    $top: pageSize,
  });
  for (let index = 0; target !== undefined; index++) {
    if (index === mostPages)
      return log(
        `The audit log is long: of the time asked about only the newest ${items.size.toLocaleString('en')} entries were read.`,
      );
    if (index > 0 && index % atOnce === 0) {
      await clock.sleep(windowMs, connection.signal);
      connection.signal?.throwIfAborted();
    }
    const answer = await ask(connection, target);
    if ('unknown' in answer) return log(answer.unknown);
    for (const item of answer.items) items.set(item.id, item);
    target =
      answer.nextLink === undefined
        ? undefined
        : nextTarget(answer.nextLink, connection, purposes.auditWindow);
    onProgress(`reading the audit log: ${items.size.toLocaleString('en')} entries`);
  }
  return log();
}

async function ask(
  { transport, signal }: Connection,
  target: string,
): Promise<Page | { readonly unknown: string }> {
  let page: Page | undefined;
  const { outcome } = await transport({
    method: 'GET',
    target,
    repeatable: true,
    parse: (text) => (page = pageOf(JSON.parse(text))),
    ...(signal ? { signal } : {}),
  });
  if (outcome.type === 'stopped') throw outcome.reason;
  if (outcome.type === 'replied' && outcome.body !== undefined && page) return page;
  return { unknown: notTold(outcome.type === 'replied' ? outcome.reply.status : undefined) };
}
