import { isRefused } from '../core/guards/evaluate.ts';
import type { Plan } from '../core/plan/plan.ts';
import { blank, line, paragraph, span, type Line } from '../render/text/lines.ts';
import { commandLine } from './command-line.ts';
import type { PlanOptions } from './plan.ts';

/** What to type next. */
export function nextSteps(
  plan: Plan,
  options: PlanOptions,
  program: string,
  columns: number,
): readonly Line[] {
  if (isRefused(plan)) return [];
  if (plan.changes.length === 0) return [];
  if (options.only.length > 0 && options.out === undefined)
    return [
      blank,
      ...paragraph(
        'Next: to apply just this, make the plan once more with --out plan.json, then apply it with --plan plan.json. Without a plan, apply does everything that the files ask for.',
        columns,
        0,
      ),
    ];
  const flags = options.out === undefined ? [] : ['--plan', options.out];
  return [
    blank,
    ...paragraph(
      options.out === undefined
        ? 'Next: apply it (the plan is made again and shown before anything is written):'
        : 'Next: apply exactly this plan, and hold back whatever was not in it:',
      columns,
      0,
    ),
    line('  ', span(commandLine({ program }, ['apply'], options, flags), 'name')),
  ];
}
