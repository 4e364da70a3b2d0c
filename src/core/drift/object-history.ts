import { loggedAs, existenceActivity, linkActivities } from '../live/logged-as.ts';
import type { AuditChange, AuditEntry } from '../live/audit.ts';
import type { ObjectKey } from '../plan/plan.ts';
import { historiesOf } from './history.ts';
import type { PastApply } from './past-apply.ts';

/** Something that the audit log tells of an object. */
export interface TenantEvent {
  readonly source: 'tenant';
  readonly at: string;
  /** As the log names them; empty where it names nobody. */
  readonly by: string;
  readonly application: boolean;
  readonly activity: string;
  /** It was an apply: of this journal, or of the identity that asks now. */
  readonly apply?: string;
  readonly values: readonly AuditChange[];
}

/** Properties that only say which others were changed. */
const aside = /^(?:included updated properties|targetid\.|actioncliententity|additionaldetails)/i;
/** An apply, with what it waited for, is over by then. */
const longestMs = 86_400_000;

/**
 * What the log tells of one object, of one attribute where it is named, the newest first. Who enters and leaves groups is
 * left out, but where members are asked for: of a dynamic group it is the service, again and again.
 */
export function tenantEvents(
  object: ObjectKey,
  attribute: string | undefined,
  entries: readonly AuditEntry[],
  actor: string | undefined,
  applies: readonly PastApply[],
): readonly TenantEvent[] {
  const [kind = '', id = ''] = object.split(':');
  const names = attribute === undefined ? undefined : loggedAs(kind, attribute);
  return entries.flatMap((entry) => {
    const changes = entry.targets
      .filter((target) => target.id.toLowerCase() === id.toLowerCase())
      .flatMap((target) => target.changes)
      .filter(({ property }) => !aside.test(property));
    const values = names ? changes.filter(({ property }) => names.has(property.toLowerCase())) : changes;
    if (!concerns(entry, attribute, values)) return [];
    const apply = applyOf(object, entry, actor, applies);
    const { at, by, application, activity } = entry;
    return [
      { source: 'tenant', at, by, application, activity, values, ...(apply === undefined ? {} : { apply }) },
    ];
  });
}

function concerns(
  { activity }: AuditEntry,
  attribute: string | undefined,
  values: readonly AuditChange[],
): boolean {
  const link = Object.entries(linkActivities).find(([, pattern]) => pattern.test(activity))?.[0];
  if (link === 'members') return attribute === 'members';
  if (attribute === undefined || existenceActivity.test(activity)) return true;
  return link === attribute || values.length > 0;
}

/** The journal of the apply that did it, `''` where only the identity says so; undefined where it was somebody else. */
function applyOf(
  object: ObjectKey,
  entry: AuditEntry,
  actor: string | undefined,
  applies: readonly PastApply[],
): string | undefined {
  const at = Date.parse(entry.at);
  const found = applies.findLast(
    (apply) =>
      Date.parse(apply.at) <= at &&
      at - Date.parse(apply.at) < longestMs &&
      apply.plan.changes.some(
        (change) =>
          change.object === object &&
          historiesOf(change, [entry]).some((turns) => turns.some(({ asDeclared }) => asDeclared === true)),
      ),
  );
  if (found) return found.journal;
  return actor !== undefined && entry.byId?.toLowerCase() === actor.toLowerCase() ? '' : undefined;
}
