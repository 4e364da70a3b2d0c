import type { Entry } from '../directory/entry.ts';
import { text, type Item } from '../directory/item.ts';
import type { GroupRule } from './rule.ts';

/** The first instant after another at which the passing of time changes a rule's verdict; Infinity where none does. */
export function nextTurn(rule: GroupRule, users: readonly Entry[], after: number): number {
  let next = Number.POSITIVE_INFINITY;
  if (rule.distances.length === 0) return next;
  for (const { written } of users)
    if (written) for (const turn of turnsOf(rule, written)) if (turn > after && turn < next) next = turn;
  return next;
}

/** Whose verdict changes between two instants, both included. */
export function turning(rule: GroupRule, users: readonly Entry[], from: number, to: number): string[] {
  return users.flatMap(({ id, written }) =>
    written && turnsOf(rule, written).some((turn) => turn >= from && turn <= to) ? [id] : [],
  );
}

/** `-le` becomes true at the instant itself, `-ge` false right after it. */
function turnsOf(rule: GroupRule, user: Item): number[] {
  const hired = Date.parse(text(user, 'employeeHireDate') ?? '');
  if (Number.isNaN(hired)) return [];
  return rule.distances.flatMap((distance) => [hired - distance, hired - distance + 1]);
}
