import type { Report } from '../../src/apply/report.ts';
import type { Drift } from '../../src/core/drift/drift.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { id } from '../support/tenant.ts';
import { planSaying } from './plan-saying.ts';

/** What can be told of a plan: itself, the drift that it would be, the report of an apply that went wrong. */
export interface Told {
  readonly plan: Plan;
  readonly drift: Drift;
  readonly report: Report;
  readonly message: string;
}

/** A plan with a text in it, the drift that it would be, and the report of an apply that went wrong. */
export function telling(text: string, ofRule: string, alone: string): Told {
  const plan = planSaying(text, ofRule, alone);
  const [first, second, ...others] = plan.operations;
  if (!first || !second) throw new Error('The plan has too few writes.');
  return {
    plan,
    drift: {
      plan,
      differences: plan.changes.map(({ key }, index) => differenceOf(key, index, text)),
      paused: [
        { group: `group:${id(51)}`, why: 'overdue', until: '2026-11-01', reason: text },
        { group: `group:${id(99)}`, why: 'interrupted', journal: `j${text}x.jsonl` },
      ],
      due: [
        {
          journal: `k${text}x.jsonl`,
          at: '2026-11-18T08:00:00Z',
          groups: [`group:${id(51)}`],
          state: 'unverified',
        },
      ],
      names: { [`group:${id(51)}`]: `G${text}x`, [`group:${id(99)}`]: `P${text}x` },
      since: '2026-10-22T12:00:00.000Z',
      unknown: `The log said ${text}x, and no more.`,
    },
    report: {
      operations: [
        {
          operation: first,
          attempts: 2,
          outcome: 'failed',
          status: 400,
          code: `Code${text}x`,
          message: text,
          requestId: `id${text}x`,
        },
        { operation: second, attempts: 1, outcome: 'conflict', message: `Found ${text}x instead.` },
        ...others.map((operation) => ({
          operation,
          attempts: 0,
          outcome: 'notAttempted' as const,
          message: `It came after ${text}x.`,
        })),
      ],
      open: [],
      counts: {
        applied: 0,
        alreadySo: 0,
        acceptedNotVisible: 0,
        conflict: 1,
        held: 0,
        blocked: 0,
        failed: 1,
        notAttempted: others.length,
      },
      finished: true,
      stopped: `Too much of ${text}x`,
      exitCode: 6,
    },
    message: `It ended with ${text}x.`,
  };
}

function differenceOf(change: string, index: number, text: string): Drift['differences'][number] {
  if (index === 2) return { change, whyUnknown: `the log says ${text}x` };
  const by = { name: `n${text}x`, application: index === 1, at: '2026-11-20T09:12:00Z', activity: text };
  return { change, by, ...(index === 1 ? { contested: { by: by.name, times: 3 } } : {}) };
}

/** Digests are other ones for other texts. */
export const withoutDigests = ({ plan }: Told, text: string): string =>
  text.replaceAll(plan.digest, 'DIGEST').replaceAll(plan.digest.slice(0, 16), 'DIGEST');
