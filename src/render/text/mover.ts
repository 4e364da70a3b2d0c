import { moverOf, removerOf } from '../../core/approval/mover.ts';
import type { AuditEntry, AuditTrail } from '../../core/live/audit.ts';
import type { Change, ObjectKey } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';

/** Who changed what a change is about: `: Portal Administrator (admin@contoso.com) on 2026-11-21 14:03 UTC`. */
export const showMover = (change: Change, trail: AuditTrail | undefined): string =>
  told(entriesOf(change.object, trail), (entries) => moverOf(change, entries));

/** The same for who deleted an object; empty where nobody did. */
export const showRemover = (object: ObjectKey, trail: AuditTrail | undefined): string => {
  const entry = removerOf(entriesOf(object, trail) ?? []);
  return entry ? `: ${show(entry)}` : '';
};

function told(
  entries: readonly AuditEntry[] | undefined,
  find: (entries: readonly AuditEntry[]) => AuditEntry | undefined,
): string {
  if (!entries) return '';
  const entry = find(entries);
  return entry ? `: ${show(entry)}` : ' (the audit log names nobody yet; it lags by minutes)';
}

function show({ by, application, at }: AuditEntry): string {
  const who = by === '' ? 'somebody whom the audit log does not name' : safe(by);
  return `${who}${application ? ' (application)' : ''} on ${safe(at.slice(0, 10))} ${safe(at.slice(11, 16))} UTC`;
}

const entriesOf = (object: ObjectKey, trail: AuditTrail | undefined): readonly AuditEntry[] | undefined =>
  trail?.entries.get(object.slice(object.indexOf(':') + 1));
