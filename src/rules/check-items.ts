import type { Comparison, Expression, Property, Quantified } from './ast.ts';
import { error, type RuleProblem } from './problem.ts';
import { planProperties } from './properties.ts';
import { comparisonsIn, quantifiedIn } from './walk.ts';

/** Items (`_`, `assignedPlan.x`, `group.objectId`) belong inside the condition of their own collection, and nothing else does. */
export function checkItems(body: Expression): RuleProblem[] {
  const inside = new Map<Comparison, Quantified>();
  for (const quantified of quantifiedIn(body))
    for (const comparison of comparisonsIn(quantified.condition)) inside.set(comparison, quantified);
  return comparisonsIn(body).flatMap((comparison) => {
    const quantified = inside.get(comparison);
    return quantified === undefined ? checkOutside(comparison) : checkInside(comparison, quantified);
  });
}

function checkOutside({ subject }: Comparison): RuleProblem[] {
  if (subject.type === 'property') return [];
  const written = subject.of === '_' ? '_' : `${subject.of}.${subject.name}`;
  const owner = {
    _: 'a collection such as user.otherMails',
    assignedPlan: 'user.assignedPlans',
    group: 'user.memberOf',
  }[subject.of];
  return [
    error(
      'item-outside',
      subject.offset,
      `${written} stands for an item and belongs inside a condition. Write it in the parentheses after ${owner} -any.`,
    ),
  ];
}

function checkInside({ subject }: Comparison, quantified: Quantified): RuleProblem[] {
  const owner = quantified.subject;
  if (subject.type === 'property')
    return [
      error(
        'item-expected',
        subject.offset,
        `Inside the condition of ${owner.name} only its items can be asked about. Move ${subject.side}.${subject.name} out, joined by -and.`,
      ),
    ];
  const wanted = itemOf(owner);
  if (wanted === undefined) return [];
  if (subject.of !== wanted)
    return [
      error(
        'item-expected',
        subject.offset,
        `The items of ${owner.name} are written ${wanted === '_' ? '_' : `${wanted}.…`} inside the condition.`,
      ),
    ];
  const known = { _: [''], assignedPlan: planProperties, group: ['objectId'] }[wanted];
  if (known.includes(subject.name)) return [];
  return [
    error(
      'unknown-property',
      subject.offset,
      `${wanted} has no property ${subject.name}. Use ${known.map((name) => `${wanted}.${name}`).join(', ')}.`,
    ),
  ];
}

function itemOf(owner: Property): '_' | 'assignedPlan' | 'group' | undefined {
  switch (owner.kind) {
    case 'texts':
    case 'labels':
      return '_';
    case 'plans':
      return 'assignedPlan';
    case 'groups':
      return 'group';
    case 'boolean':
    case 'date':
    case 'text':
    case undefined:
      return undefined;
    default:
      return owner.kind satisfies never;
  }
}
