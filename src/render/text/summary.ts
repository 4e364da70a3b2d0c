import { count } from '../../core/wording.ts';
import { isRefused } from '../../core/guards/evaluate.ts';
import { restoredIn } from '../../core/plan/counts.ts';
import type { Plan } from '../../core/plan/plan.ts';

export { count };

/** The whole plan in one or two sentences. */
export function summarise(plan: Plan): string {
  const { counts } = plan;
  const rest = [
    counts.blocked > 0 ? `${count(counts.blocked, 'value')} blocked` : '',
    counts.unresolved > 0 ? `${counts.unresolved} unresolved` : '',
    plan.expectations.length > 0 ? `${count(plan.expectations.length, 'expectation')} not met` : '',
    counts.released > 0 ? `${counts.released} released` : '',
    counts.skippedDefaults > 0
      ? `${count(counts.skippedDefaults, 'default')} skipped, because the state of the user does not allow it`
      : '',
  ].filter((part) => part !== '');
  const left = counts.leftPending ?? 0;
  if (left > 0)
    rest.push(`${count(left, 'change')} left alone that ${left === 1 ? 'was' : 'were'} pending before`);
  const doors = [...through(plan, 'exchange'), ...through(plan, 'second')];
  rest.push(...doors);
  const also = rest.length === 0 ? '' : ` Besides: ${rest.join(', ')}.`;
  const declared = `${count(counts.declared.users, 'user')} and ${count(counts.declared.groups, 'group')}`;
  const refused = isRefused(plan) ? ' Refused by a guard: nothing of it would be applied.' : '';
  if (counts.changes === 0) {
    const exception =
      counts.blocked + counts.unresolved > 0 ? ', apart from what is blocked or unresolved' : '';
    return `Nothing to do: the tenant is as the files say${exception} (${declared} declared).${also}${refused}`;
  }
  return `${objects(plan)}: ${count(counts.changes, 'change')} in ${count(counts.operations, 'write')}${details(plan)}.${also}${refused}`;
}

/** How many users need Exchange Online, or may. */
function through({ operations }: Plan, which: 'exchange' | 'second'): readonly string[] {
  const found = operations.filter(({ channels }) =>
    which === 'exchange' ? channels[0] === 'exchange' : channels[1] === 'exchange',
  );
  if (found.length === 0) return [];
  const users = count(found.length, 'user');
  return [
    which === 'exchange'
      ? `${users} through Exchange Online`
      : `${users} through Exchange Online should Graph refuse`,
  ];
}

function objects({ counts }: Plan): string {
  const parts = [
    counts.users > 0 ? count(counts.users, 'user') : '',
    counts.groups > 0 ? count(counts.groups, 'group') : '',
    counts.definitions > 0 ? `${count(counts.definitions, 'definition')} of extensions` : '',
  ].filter((part) => part !== '');
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function details(plan: Plan): string {
  const { counts } = plan;
  const restored = restoredIn(plan).size;
  const parts = [
    counts.cleared > 0 ? `${count(counts.cleared, 'value')} cleared` : '',
    counts.created > 0 ? `${count(counts.created, 'group')} created` : '',
    restored > 0 ? `${count(restored, 'group')} restored` : '',
    counts.deleted > 0 ? `${count(counts.deleted, 'group')} deleted` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}
