import type { Directory } from '../directory/directory.ts';
import { isDynamic, text, type Item } from '../directory/item.ts';
import type { PendingEvaluation } from '../state.ts';
import { readRule, type GroupRule } from './rule.ts';
import { nextTurn } from './turns.ts';

/** Which groups follow a rule, and which of their members are to be looked at again, and when. */
export interface Agenda {
  /** How long after a change the service gets to it, in emulated milliseconds. */
  readonly delayMs: number;
  readonly groups: Map<string, Ruled>;
  readonly work: Map<string, Work>;
  /** The instant of the newest change: what is evaluated later was not before it. */
  latest: number;
}

/** A dynamic group. */
export interface Ruled {
  /** Null where the state brought a rule that the service would have refused: processing fails. */
  readonly rule: GroupRule | null;
  readonly isPaused: boolean;
  /** When the passing of time changes the verdict on somebody next. */
  nextTurn: number;
}

export interface Work {
  due: number;
  isForEverybody: boolean;
  readonly users: Set<string>;
}

/**
 * The agenda of a tenant that has just been loaded. Its members are taken as they are: the service evaluated long
 * since whatever the state does not say is pending.
 */
export function createAgenda(
  directory: Directory,
  pending: readonly PendingEvaluation[],
  times: { now: number; delayMs: number },
): Agenda {
  const { now, delayMs } = times;
  const agenda: Agenda = { delayMs, groups: new Map(), work: new Map(), latest: now };
  for (const { written } of directory.lists.group) if (written) admit(agenda, written);
  for (const ruled of agenda.groups.values()) setNextTurn(ruled, directory, now);
  for (const { group, users } of pending)
    plan(agenda, group.toLowerCase(), users?.map((id) => id.toLowerCase()) ?? 'everybody', now + delayMs);
  return agenda;
}

/** Puts down what a new version of an object makes necessary. Called before it is stored. */
export function note(agenda: Agenda, before: Item | null, after: Item | null, now: number): void {
  agenda.latest = Math.max(agenda.latest, now);
  const due = now + agenda.delayMs;
  const old = before?.deleted === null ? before : null;
  const item = after?.deleted === null ? after : null;
  if ((before ?? after)?.kind === 'group') noteGroup(agenda, old, item, due);
  else if (item) noteMember(agenda, old, item, due);
}

/** Any other text of the rule, blanks included, makes the service look at everybody again (groups-troubleshooting). */
function noteGroup(agenda: Agenda, old: Item | null, item: Item | null, due: number): void {
  if (old && item && rulesOf(old) === rulesOf(item)) return;
  const id = (item ?? old)?.id ?? '';
  agenda.groups.delete(id);
  agenda.work.delete(id);
  if (!item) return;
  admit(agenda, item);
  plan(agenda, id, 'everybody', due);
}

function rulesOf(group: Item): string | null {
  if (!isDynamic(group)) return null;
  return JSON.stringify([text(group, 'membershipRule'), text(group, 'membershipRuleProcessingState')]);
}

/** Who leaves has left the groups already; of the others those matter whose rule reads what changed. */
function noteMember(agenda: Agenda, old: Item | null, item: Item, due: number): void {
  for (const [id, { rule }] of agenda.groups)
    if (rule?.side === item.kind && (!old || rule.reads.some((read) => differ(read(old), read(item)))))
      plan(agenda, id, [item.id], due);
}

function differ(a: unknown, b: unknown): boolean {
  return a !== b && JSON.stringify(a) !== JSON.stringify(b);
}

function admit(agenda: Agenda, group: Item): void {
  if (group.deleted !== null || !isDynamic(group)) return;
  const rule = readRule(text(group, 'membershipRule') ?? '');
  agenda.groups.set(group.id, {
    rule: rule.type === 'rule' ? rule : null,
    isPaused: text(group, 'membershipRuleProcessingState') === 'Paused',
    nextTurn: Number.POSITIVE_INFINITY,
  });
}

/** Whether members come and go: not while a group is paused, and no more where the rule names other groups. */
export function isProcessed(ruled: Ruled): ruled is Ruled & { rule: GroupRule } {
  return ruled.rule !== null && !ruled.rule.isFrozen && !ruled.isPaused;
}

/** Adds to what is to be done for a group; what was due earlier stays due then. */
export function plan(agenda: Agenda, id: string, users: readonly string[] | 'everybody', due: number): void {
  const ruled = agenda.groups.get(id);
  if (!ruled || !isProcessed(ruled)) return;
  const work = agenda.work.get(id) ?? { due, isForEverybody: false, users: new Set() };
  agenda.work.set(id, work);
  if (users === 'everybody') work.isForEverybody = true;
  else for (const user of users) work.users.add(user);
}

/** Looks up when a rule that follows the time has to be asked again after an instant. */
export function setNextTurn(ruled: Ruled, directory: Directory, after: number): void {
  if (isProcessed(ruled)) ruled.nextTurn = nextTurn(ruled.rule, directory.lists.user, after);
}

/** What is not done yet, as the state tells it. */
export function pendingEvaluations(agenda: Agenda): PendingEvaluation[] {
  return [...agenda.work]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, work]) => (work.isForEverybody ? { group } : { group, users: [...work.users].toSorted() }));
}
