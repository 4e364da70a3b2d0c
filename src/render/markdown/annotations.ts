import { shownName } from '../../core/attributes/extension-value.ts';
import type { Blocked, Plan } from '../../core/plan/plan.ts';
import type { Place, Problem } from '../../core/problem.ts';
import type { Annotation } from '../../core/annotation.ts';
import { redactStory, type Redaction } from '../redaction.ts';
import { safe } from '../safe.ts';
import { kindWords, sentence } from '../text/plan.ts';
import { problemSentence } from '../text/problems.ts';

/**
 * Remarks at the lines of the files: what this pull request brings and cannot be written, expectations that do not hold,
 * and entries that were not found. GitHub shows them as plain text. What was so before is said in the comment alone.
 */
export function annotationsOf(plan: Plan, redaction: Redaction): readonly Annotation[] {
  const { plan: shown } = redactStory({ plan, held: [] }, redaction);
  const isNew = ({ origin }: Pick<Blocked, 'origin'>): boolean =>
    shown.provenance.base === undefined || origin === 'introduced';
  return [
    ...shown.blocked.filter(isNew).map((each) =>
      at(each.place, {
        level: 'warning',
        title: `${shownName(each.attribute)} cannot be written`,
        message: `${subject(each.object, shown, redaction)}${sentence(each.message)} ${each.remedy}`,
      }),
    ),
    ...shown.unresolved.filter(isNew).map((each) =>
      at(each.place, {
        level: 'warning',
        title: `${kindWords[each.kind]}${each.attribute === undefined ? '' : `, ${shownName(each.attribute)}`}: not found in the tenant, or not clear`,
        message: `${sentence(each.message)} ${each.remedy}`,
      }),
    ),
    ...shown.expectations.filter(isNew).map((each) =>
      at(each.place, {
        // Only where the change brings it, which is not known without a base, it refuses the plan.
        level: each.origin === 'introduced' ? 'failure' : 'warning',
        title: 'An expectation is not met',
        message: `${subject(each.group, shown, redaction)}${sentence(each.message)}`,
      }),
    ),
  ];
}

/** Problems of the files. Those without a place stand in no file. */
export const problemAnnotations = (problems: readonly Problem[]): readonly Annotation[] =>
  problems.flatMap((problem) =>
    problem.place === undefined
      ? []
      : [
          at(problem.place, {
            level: 'failure',
            title: problem.id,
            message: `${problemSentence(problem)} ${problem.remedy}`,
          }),
        ],
  );

const subject = (key: string, { names }: Pick<Plan, 'names'>, redaction: Redaction): string =>
  redaction === 'counts' ? '' : `${names[key] ?? key}: `;

function at(
  { file, line, column }: Place,
  { level, title, message }: Pick<Annotation, 'level' | 'title' | 'message'>,
): Annotation {
  return { path: file, line, column, level, title: safe(title), message: safe(message.trim()) };
}
