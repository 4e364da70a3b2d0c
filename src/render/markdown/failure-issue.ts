import type { Report } from '../../apply/report.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { redactOutcome, type Redaction } from '../redaction.ts';
import { safe } from '../safe.ts';
import { shortened } from '../text/shortened.ts';
import { count } from '../text/summary.ts';
import { alert } from './alert.ts';
import { always, assemble, block, bytesOf, type Block } from './blocks.ts';
import { link, prose } from './escape.ts';
import { shortCommit } from './footer.ts';
import { failureMarker } from './marker.ts';
import { reportBlocks, type ShownReport } from './outcome.ts';
import { rows } from './rows.ts';

export interface FailureInput {
  readonly tenantName: string;
  readonly tenantId: string;
  readonly commit: string;
  readonly runUrl: string;
  /** Those whose changes were to be applied. */
  readonly pullRequests: readonly number[];
  readonly outcome: FailureOutcome;
  /** What happened, in sentences; shown only where everything may be. */
  readonly message: string;
  /** The same in words that name nobody, for where less may be seen. */
  readonly openly?: string;
  /** Pull requests of which nothing is approved; `why` is a clause. */
  readonly unapproved?: readonly { readonly pullRequest: number; readonly why: string }[];
  readonly report?: Report;
  readonly names: Plan['names'];
  readonly redaction: Redaction;
  /** Bytes of UTF-8 at most. Default 60,000. */
  readonly limit?: number;
}

/** Refused by a guard; worse than what was approved; something, or all, not done or held back; or it ended with an error. */
export type FailureOutcome = 'refused' | 'worse' | 'partly' | 'held' | 'error';

/** The one issue of a tenant that says that an apply was not done, what happened, and what to do. */
export function failureIssue(input: FailureInput): { readonly title: string; readonly body: string } {
  const { tenantName, tenantId, redaction, outcome, runUrl, limit = 60_000 } = input;
  const name = redaction === 'full' ? shortened(safe(tenantName), 60) : tenantId;
  const { title, happened, next } = words[outcome];
  const { report, names } = redactOutcome(input.report, input.names, redaction);
  const shown: ShownReport = {
    plan: { names, operations: [] },
    redaction,
    whole: false,
    elsewhere: `the ${link('run', runUrl)}`,
  };
  const marker = failureMarker(tenantId);
  const blocks: readonly Block[] = [
    block(alert('CAUTION', [`**${happened}**`, ...told(input)]), always),
    ...unapprovedBlock(input),
    ...(report ? reportBlocks(report, [], shown) : []),
    block(['#### Next', '', ...next.map((step) => `- ${step}`)].join('\n'), always),
    block(footer(input), always),
  ];
  return {
    title: `${title} ${name.replaceAll('`', "'")}`,
    body: `${marker}\n${assemble(blocks, limit - bytesOf(marker) - 2)}\n`,
  };
}

function told({ message, openly = '', redaction }: FailureInput): readonly string[] {
  const words = redaction === 'full' ? message : openly;
  return words === '' ? [] : ['', prose(shortened(words, 1500))];
}

function unapprovedBlock({ unapproved = [], runUrl }: FailureInput): readonly Block[] {
  if (unapproved.length === 0) return [];
  const list = (most: number): string => {
    const more = unapproved.length - most;
    return [
      '#### No plan of its own counted',
      '',
      ...unapproved
        .slice(0, most)
        .map(({ pullRequest, why }) => `- #${pullRequest}: ${prose(shortened(why, 500))}.`),
      ...(more > 0 ? [`- and ${count(more, 'more pull request')}: see the ${link('run', runUrl)}`] : []),
    ].join('\n');
  };
  return [
    rows(
      unapproved.length,
      list,
      1,
      `#### No plan of its own counted\n\n${count(unapproved.length, 'pull request')}`,
    ),
  ];
}

const again =
  'Then start the apply workflow by hand. It writes all that is merged and not in the tenant yet, also what was held; at once, unless the environment has required reviewers. To see it first, run `tenantry plan` on the default branch.';
const closes = 'This issue is closed by the next apply that succeeds.';

const words: Readonly<
  Record<
    FailureOutcome,
    { readonly title: string; readonly happened: string; readonly next: readonly string[] }
  >
> = {
  refused: {
    title: 'Not applied: a guard refuses the plan for',
    happened: 'A guard refuses the plan that was merged. Nothing was written.',
    next: [
      'Open a pull request that mends what the guard names, or that adds the override which the run prints.',
      again,
      closes,
    ],
  },
  worse: {
    title: 'Not applied: worse than approved for',
    happened:
      'The tenant has changed since the approval, so that the merged changes would move more people. Nothing was written.',
    next: [
      'Undo the change in the tenant, or open a pull request that takes what is no longer meant out of the files.',
      again,
      closes,
    ],
  },
  partly: {
    title: 'Partly applied to',
    happened: 'Some of what was merged is not in the tenant.',
    next: [
      'Mend what is not done. What is held back was not approved, or somebody changed it since.',
      again,
      closes,
    ],
  },
  held: {
    title: 'Not applied to',
    happened: 'Nothing of what was merged is written to the tenant.',
    next: [
      'Look at what was not approved, or was changed by somebody since.',
      again.replace('Then start', 'If all of it is meant, start'),
      closes,
    ],
  },
  error: {
    title: 'The apply failed for',
    happened: 'The apply ended with an error before its end.',
    next: ['See the log of the run for what is to be mended.', again, closes],
  },
};

const mostPullRequests = 50;

function footer({ commit, runUrl, pullRequests }: FailureInput): string {
  const listed = pullRequests.filter((each) => Number.isSafeInteger(each)).slice(0, mostPullRequests);
  const more = pullRequests.length - listed.length;
  return [
    ...(listed.length > 0
      ? [`Merged: ${listed.map((each) => `#${each}`).join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
      : []),
    `commit ${shortCommit(commit)}`,
    link('the run', runUrl),
  ].join(' · ');
}
