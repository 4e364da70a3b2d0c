import { replicate } from '../directory/directory.ts';
import { deliver } from '../exchange/dual-write.ts';
import type { Tenant } from '../tenant.ts';
import { isProcessed, plan } from './agenda.ts';
import { evaluate } from './evaluate.ts';
import { turning } from './turns.ts';

/**
 * Does what has become due by now: what Exchange wrote and dynamic groups first, then whatever reads are to see. Called at the beginning of
 * every request, so that nobody can tell that it was not done in between.
 */
export function catchUp(tenant: Tenant): void {
  const now = tenant.clock.now();
  deliver(tenant, now);
  run(tenant, now);
  // A jump of the clock is one round: who would have come and gone within it is not noticed.
  planTurns(tenant, now, tenant.agenda.delayMs);
  run(tenant, now);
  replicate(tenant.directory, now);
}

/** Evaluates and makes visible whatever is pending, however long it would have taken. */
export function settle(tenant: Tenant, options: { all?: boolean } = {}): void {
  catchUp(tenant);
  deliver(tenant, Number.POSITIVE_INFINITY);
  const { agenda, clock } = tenant;
  planTurns(tenant, clock.now(), 0);
  if (options.all === true) for (const id of agenda.groups.keys()) plan(agenda, id, 'everybody', clock.now());
  run(tenant, Number.POSITIVE_INFINITY);
  replicate(tenant.directory, Number.POSITIVE_INFINITY);
}

function run(tenant: Tenant, until: number): void {
  const { agenda, clock } = tenant;
  const due = [...agenda.work].filter(([, work]) => work.due <= until);
  for (const [id, work] of due.toSorted(([, a], [, b]) => a.due - b.due)) {
    agenda.work.delete(id);
    evaluate(tenant, id, work, Math.min(clock.now(), Math.max(work.due, agenda.latest)));
  }
}

function planTurns(tenant: Tenant, now: number, delayMs: number): void {
  const { agenda, directory } = tenant;
  for (const [id, ruled] of agenda.groups)
    if (isProcessed(ruled) && ruled.nextTurn + delayMs <= now)
      plan(agenda, id, turning(ruled.rule, directory.lists.user, ruled.nextTurn, now), now);
}
