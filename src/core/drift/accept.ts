import { findAttribute } from '../attributes/attributes.ts';
import type { Declared, Desired, DesiredObject, References } from '../desired/desired.ts';
import { findLive, type LiveIndex } from '../match/live-index.ts';
import { resolveUser } from '../match/references.ts';
import type { Change, ObjectKey, Plan } from '../plan/plan.ts';
import type { FileEdit } from '../rollback/file-edits.ts';
import type { Place } from '../problem.ts';

/** What the files would have to say so that the tenant is as they say, as far as values can say it. */
export interface Accepting {
  readonly accepted: readonly Accepted[];
  readonly left: readonly NotAccepted[];
}

export interface Accepted {
  readonly change: Change;
  readonly edit: FileEdit;
}

/** Something that is not as the files say and that they cannot be made to say. */
export interface NotAccepted {
  /** The key of the object; of an entry that was not found what it is called. */
  readonly object: string;
  readonly attribute?: string;
  /** A sentence. */
  readonly why: string;
  readonly place: Place;
}

/** The edits that make the files say what the tenant holds, and what stays different because no edit could. */
export function acceptDrift(
  plan: Pick<Plan, 'changes' | 'blocked' | 'unresolved'>,
  head: Desired,
  index: LiveIndex,
): Accepting {
  const entries = entriesByObject(head, index);
  const accepted: Accepted[] = [];
  const left: NotAccepted[] = [];
  const assigned = new Set(plan.changes.filter(becameAssigned).map(({ object }) => object));
  for (const change of plan.changes) {
    // `membership: assigned` says that nothing is processed, too.
    if (isProcessing(change) && change.before === null && assigned.has(change.object)) continue;
    const edit = editOf(change, entries.get(change.object), index);
    if (typeof edit !== 'string') accepted.push({ change, edit });
    else if (!isOfNewGroup(change, plan))
      left.push({ object: change.object, attribute: change.attribute, why: edit, place: change.place });
  }
  for (const { object, attribute, message, place } of plan.blocked)
    left.push({ object, attribute, why: `It is not for these files to say: ${message}.`, place });
  for (const { kind, label, attribute, message, place } of plan.unresolved)
    left.push({
      object: `${kind} ${label}`,
      ...(attribute === undefined ? {} : { attribute }),
      why: `${message}.`,
      place,
    });
  return { accepted, left };
}

const isProcessing = ({ attribute }: Change): boolean => attribute === 'membershipRuleProcessingState';
const becameAssigned = ({ attribute, before }: Change): boolean =>
  attribute === 'membershipRule' && before === null;

/** Said once, of its existence. */
const isOfNewGroup = ({ object, attribute }: Change, { changes }: Pick<Plan, 'changes'>): boolean =>
  attribute !== 'exists' && changes.some((each) => each.key === `${object}/exists`);

function entriesByObject(head: Desired, index: LiveIndex): ReadonlyMap<ObjectKey, DesiredObject> {
  return new Map(
    [...head.users, ...head.groups].flatMap((entry) => {
      const live = findLive(entry, index);
      return live ? [[`${entry.kind}:${live.id}`, entry] as const] : [];
    }),
  );
}

/** The edit that makes the entry say what is there, or why there is none, as a sentence. */
function editOf(change: Change, entry: DesiredObject | undefined, index: LiveIndex): FileEdit | string {
  const { attribute, before, kind } = change;
  if (attribute === 'exists')
    return change.after === true
      ? 'The group is not there. Take its entry out of the files if that is meant.'
      : 'The group is still there, or again. Take its entry out of the files if it is to stay.';
  if (kind !== 'user' && kind !== 'group') return 'A definition of an extension is edited by hand.';
  const declared = entry?.attributes[attribute];
  const row = findAttribute(kind, attribute);
  if (!entry || !declared || !row) return 'No entry of the files says it by itself.';
  const set = (value: Declared['value']): FileEdit => ({
    edit: 'set',
    entry,
    attribute,
    declared: { value, place: declared.place },
  });
  if (row.shape.type === 'users')
    return ownersEdit(change, declared, set, index) ?? { edit: 'release', entry, attribute };
  if (row.shape.type === 'user' && typeof before === 'string' && !index.users.has(before.toLowerCase()))
    return `Who is linked (${before}) is no user, and the files name users only.`;
  if (before === null && row.clearing === 'never' && !isProcessing(change))
    return `${attribute} has no value, and the files cannot ask for that. Take the key out of the entry to leave it alone.`;
  return set(before);
}

/** Undefined where nobody is left to name. */
function ownersEdit(
  { before }: Change,
  { value }: Declared,
  set: (value: References) => FileEdit,
  index: LiveIndex,
): FileEdit | string | undefined {
  const now = Array.isArray(before) ? before.map(String) : [];
  const references = value as References;
  if (references.mode === 'atLeast') {
    const users = references.users.filter((each) => {
      const found = resolveUser(each, index);
      return found.found && now.includes(found.user.id);
    });
    return users.length === 0 ? undefined : set({ mode: 'atLeast', users });
  }
  const strangers = now.filter((id) => !index.users.has(id.toLowerCase()));
  if (strangers.length > 0)
    return `Not every owner is a user (${strangers.join(', ')}), and the files name users only.`;
  return set({ mode: 'exact', users: now });
}
