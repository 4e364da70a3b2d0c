import { report, type Report } from '../../../src/apply/report.ts';
import type { Ending } from '../../../src/apply/records.ts';
import type { CommentState } from '../../../src/render/markdown/plan-comment.ts';
import { calm } from './everything.ts';

/** What an apply of the calm plan came to, where each of its writes ended so. */
function outcomeOf(endings: readonly Ending[]): Report {
  const at = '2026-11-21T13:00:00.000Z';
  return report([
    { record: 'plan', at, format: 1, endpoint: 'https://graph.microsoft.com/v1.0', plan: calm },
    ...calm.operations.flatMap(({ key: operation }, index) => {
      const ending = endings[index] ?? { outcome: 'applied' };
      return [
        { record: 'intent', at, operation, attempt: 1 } as const,
        { record: 'outcome', at, operation, ...ending } as const,
      ];
    }),
    { record: 'end', at },
  ]);
}

const applied = outcomeOf([]);
const partly = outcomeOf([
  {
    outcome: 'failed',
    status: 403,
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to write +1 206 555 0199 of @u4@contoso.com.',
    requestId: '0f6c2b6e-6f0a-4a52-8f0c-3b3a2c0d1e2f',
  },
  { outcome: 'held', message: 'It is not as it was approved.' },
  { outcome: 'acceptedNotVisible' },
]);
const held = calm.operations.slice(1, 3).map(({ key: operation }, index) => ({
  operation,
  why: 'the live value was changed by somebody since the approval: u4@contoso.com has Aurora',
  ...(index === 1 ? { cause: calm.operations[1]?.key ?? '' } : {}),
}));

/** Every state of a comment, by its name. */
export const states: readonly CommentState[] = [
  { state: 'planned' },
  { state: 'superseded' },
  { state: 'applying' },
  { state: 'applied', report: applied, held: [] },
  { state: 'partlyApplied', report: partly, held },
  { state: 'refused', why: 'A guard refuses the plan: u2@contoso.com of Contoso would be disabled.' },
];
