import type { Comparison, Rule } from '../../rules/ast.ts';
import { expressionsIn, comparisonsIn } from '../../rules/walk.ts';

/** What of the language a rule uses, in words that a table can list: `-eq`, `-any`, `null`, `Direct Reports`. Sorted. */
export function constructsOf({ body }: Rule): readonly string[] {
  if (body.type === 'directReports') return ['Direct Reports'];
  const found = new Set<string>();
  for (const expression of expressionsIn(body)) {
    if (expression.type === 'quantified') found.add(`-${expression.quantifier}`);
    else if (expression.type !== 'comparison') found.add(`-${expression.type}`);
  }
  for (const comparison of comparisonsIn(body)) {
    found.add(`-${comparison.operator}`);
    for (const form of formsOf(comparison)) found.add(form);
  }
  return [...found].toSorted();
}

function formsOf({ subject, value }: Comparison): readonly string[] {
  return [
    ...(value.type === 'null' ? ['null'] : []),
    ...(value.type === 'now' ? ['system.now'] : []),
    ...(subject.type === 'property' && /^extension_/i.test(subject.name) ? ['directory extension'] : []),
    ...(subject.type === 'item' && subject.of === 'assignedPlan' ? ['service plans'] : []),
  ];
}
