import type { Expression, Quantified } from './ast.ts';
import { error, type RuleProblem } from './problem.ts';
import { quantifiedIn } from './walk.ts';

/** https://learn.microsoft.com/entra/identity/users/groups-dynamic-rule-member-of */
const maxSources = 50;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** memberOf stands alone, with `-any (group.objectId -in [...])` and at most 50 groups. */
export function checkMemberOf(body: Expression): RuleProblem[] {
  const uses = quantifiedIn(body).filter((each) => each.subject.kind === 'groups');
  const [first] = uses;
  if (first === undefined) return [];
  const problems = uses.flatMap(checkForm);
  if (body !== first)
    problems.push(
      error(
        'member-of-alone',
        first.offset,
        'memberOf must be the whole rule. Delete the other conditions, or use attributes in place of memberOf.',
      ),
    );
  return problems;
}

function checkForm({ quantifier, condition, subject }: Quantified): RuleProblem[] {
  const shape = `${subject.side}.memberOf -any (group.objectId -in ['<id>', '<id>'])`;
  if (
    quantifier !== 'any' ||
    condition.type !== 'comparison' ||
    condition.operator !== 'in' ||
    condition.value.type !== 'list'
  )
    return [
      error('member-of-form', condition.offset, `memberOf is documented in one form only. Write ${shape}.`),
    ];
  const { items, offset } = condition.value;
  const problems = items
    .filter((item) => !guid.test(item.value))
    .map((item) =>
      error(
        'member-of-id',
        item.offset,
        `"${item.value}" is no object id of a group. Write its id, not its name.`,
      ),
    );
  if (items.length > maxSources)
    problems.push(
      error(
        'member-of-sources',
        offset,
        `The list has ${items.length} groups; the service takes ${maxSources}. Remove some, or split the group.`,
      ),
    );
  return problems;
}
