import type { Report } from '../../apply/report.ts';
import type { Held } from '../../core/approval/held.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { redactStory, type Redaction } from '../redaction.ts';
import { always, assemble, block, bytesOf, type Block } from './blocks.ts';
import { details } from './details.ts';
import { link } from './escape.ts';
import { footer } from './footer.ts';
import { tenantName } from './heading.ts';
import { markerLine } from './marker.ts';
import { nextSteps } from './next.ts';
import { planBlocks } from './plan-blocks.ts';
import type { Shown } from './shown.ts';
import { stateBlocks, stateTitle } from './state.ts';

export interface CommentInput {
  /** As it was made: it is redacted here. */
  readonly plan: Plan;
  readonly redaction: Redaction;
  readonly state: CommentState;
  /** The head commit that was planned. */
  readonly commit: string;
  readonly pullRequest?: number;
  readonly links: { readonly run?: string; readonly artifact?: string };
  /** Bytes of UTF-8 at most, 8,000 at least. Default 60,000 of GitHub's 65,536; of a summary 1,000,000 of 1 MiB. */
  readonly limit?: number;
}

export type CommentState =
  | { readonly state: 'planned' }
  /** Newer commits are being planned. */
  | { readonly state: 'superseded' }
  | { readonly state: 'applying' }
  | {
      readonly state: 'applied' | 'partlyApplied';
      readonly report: Report;
      readonly held: readonly Held[];
    }
  /**
   * A guard, worse than approved, or an error: nothing was written. `openly` says the same in words that name nobody, for
   * where less may be seen.
   */
  | { readonly state: 'refused'; readonly why: string; readonly openly?: string };

/** The comment of a tenant on a pull request: what a reviewer has to see, within GitHub's limit. */
export function planComment(input: CommentInput): string {
  const { plan, commit, state, limit = 60_000 } = input;
  const marker = markerLine(plan.tenant.id, { digest: plan.digest, commit, state: state.state });
  return `${marker}\n${render(input, limit - bytesOf(marker) - 2, false)}\n`;
}

/** The same for the job summary, with everything in it that has room. */
export function planSummary(input: CommentInput): string {
  return `${render(input, (input.limit ?? 1_000_000) - 1, true)}\n`;
}

function render(input: CommentInput, limit: number, whole: boolean): string {
  const { state, redaction, links } = input;
  const acted = state.state === 'applied' || state.state === 'partlyApplied';
  const { plan, report, held } = redactStory(
    { plan: input.plan, ...(acted ? { report: state.report } : {}), held: acted ? state.held : [] },
    redaction,
  );
  const shown: Shown = {
    plan,
    pendingKeys: new Set(plan.changes.flatMap(({ key, origin }) => (origin === 'pending' ? [key] : []))),
    redaction,
    whole,
    elsewhere: whole ? `the ${link('artifact', links.artifact)}` : `the ${link('job summary', links.run)}`,
  };
  const story = { state, ...(report === undefined ? {} : { report }), held };
  const top: readonly Block[] = [
    block(`### ${stateTitle(state.state, tenantName(shown))}`, always),
    ...stateBlocks(story, shown),
  ];
  const bottom: readonly Block[] = [
    block(['#### Next', '', ...nextSteps(plan, state.state).map((step) => `- ${step}`)].join('\n'), always),
    block(footer(input), always),
  ];
  const { loosened, body } = planBlocks(shown);
  // What has been decided about need not be read again.
  if (!acted && state.state !== 'superseded')
    return assemble([...loosened, ...top, ...body, ...bottom], limit);
  const around = assemble([...loosened, ...top, ...bottom], limit - leastBody);
  const fold = (text: string): string => details(acted ? 'The plan' : 'The plan of that commit', text);
  const inside = assemble(body, limit - bytesOf(around) - bytesOf(fold('')) - 2);
  return assemble([...loosened, ...top, block(fold(inside), always), ...bottom], limit);
}

/** Bytes that are kept for the plan beneath the result of its apply. */
const leastBody = 5000;
