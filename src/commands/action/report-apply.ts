import { parseJournal, type Journal } from '../../apply/journal.ts';
import { report, type Report } from '../../apply/report.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { text } from '../../render/markdown/escape.ts';
import { failureIssue } from '../../render/markdown/failure-issue.ts';
import { failureMarker } from '../../render/markdown/marker.ts';
import { planComment, planSummary, type CommentState } from '../../render/markdown/plan-comment.ts';
import type { Redaction } from '../../render/redaction.ts';
import type { Applied } from '../apply.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ActionWorld } from './action-world.ts';
import { allParts } from './all-parts.ts';
import type { Approval } from './approvals.ts';
import { commentOn, tellNotApplied } from './pull-request-comment.ts';
import type { Wanted } from './what-to-apply.ts';

/** What is told of an apply, as it becomes known. */
export interface Reporting {
  wanted: Wanted;
  readonly redaction: Redaction;
  readonly environment: string;
  tenant: Plan['tenant'];
}

/** Says on the pull requests, and of the deployment, that an apply is under way. Returns the deployment's id. */
export async function reportBeginning(
  { wanted, redaction, environment, tenant }: Reporting,
  world: ActionWorld,
): Promise<number> {
  const { forge, runner } = world;
  const id =
    wanted.deployment ??
    (await forge.createDeployment({
      environment,
      commit: runner.commit,
      description: `Tenantry: ${tenant.name}`,
    }));
  const state = { state: 'in_progress', description: 'Applying', logUrl: runner.runUrl } as const;
  await forge.setDeploymentState(id, state);
  await comment(wanted.approvals, { state: 'applying' }, redaction, world);
  return id;
}

/**
 * Says on the pull requests, of the deployment, on the run's page and in an issue what came of an apply. `why` is what an
 * error says, in sentences.
 */
export async function reportEnd(
  applied: Applied,
  about: Reporting,
  world: ActionWorld,
  why = '',
): Promise<void> {
  const { forge, runner } = world;
  const { wanted, redaction, tenant } = about;
  const journal = await journalOf(applied, world);
  const result = journal && report(journal.records);
  const state = stateOf(applied, result, why);
  const plan = applied.plan ?? journal?.plan?.plan;
  // What an error says is without names by now, where these may not be seen.
  const words =
    applied.exitCode === exitCodes.interrupted ? `${sentenceOf(applied.exitCode)} ${why}`.trim() : why;
  const issue = failureIssue({
    tenantName: (applied.plan ?? wanted.plans[0])?.tenant.name ?? tenant.name,
    tenantId: tenant.id,
    commit: runner.commit,
    runUrl: runner.runUrl,
    pullRequests: wanted.approvals.map(({ pullRequest }) => pullRequest.number),
    outcome: outcomeOf(applied.exitCode, result) ?? 'error',
    message: words,
    openly: words,
    unapproved: wanted.approvals.flatMap(({ pullRequest, why: clause }) =>
      clause === undefined ? [] : [{ pullRequest: pullRequest.number, why: clause }],
    ),
    ...(result ? { report: result } : {}),
    names: plan?.names ?? {},
    redaction,
  });
  const summary = applied.plan
    ? planSummary({
        plan: applied.plan,
        redaction,
        state,
        commit: runner.commit,
        links: { run: runner.runUrl },
      })
    : `### ${text(issue.title)}\n\n${issue.body}`;
  runner.setOutput('verdict', outcomeOf(applied.exitCode, result) ?? 'applied');
  runner.setOutput('digest', applied.plan?.digest ?? '');
  runner.setOutput('tenant', tenant.id);
  await allParts([
    () => comment(wanted.approvals, state, redaction, world),
    ...wanted.approvals.map(
      ({ pullRequest, why: clause }) =>
        async () =>
          clause === undefined
            ? undefined
            : await tellNotApplied(pullRequest.number, tenant.id, clause, world),
    ),
    () => runner.summarise(summary),
    async () => {
      if (wanted.deployment !== undefined)
        await forge.setDeploymentState(wanted.deployment, {
          state: applied.exitCode === exitCodes.success ? 'success' : 'failure',
          description: sentenceOf(applied.exitCode),
          logUrl: runner.runUrl,
        });
    },
    () => keepIssue(applied.exitCode === exitCodes.success ? undefined : issue, tenant.id, world),
  ]);
}

/** Opens the one issue of a tenant whose apply did not go through, and closes it once one did. */
async function keepIssue(
  issue: { readonly title: string; readonly body: string } | undefined,
  tenantId: string,
  { forge, runner }: ActionWorld,
): Promise<void> {
  const existing = await forge.findIssue(label, failureMarker(tenantId));
  if (issue) {
    if (existing) await forge.editIssue(existing.number, { ...issue, state: 'open' });
    else await forge.openIssue({ ...issue, label });
  } else if (existing?.state === 'open') {
    await forge.addComment(existing.number, `A later apply went through: ${runner.runUrl}`);
    await forge.editIssue(existing.number, { state: 'closed' });
  }
}

/** The label of whatever Tenantry opens. */
export const label = 'tenantry';

async function comment(
  approvals: readonly Approval[],
  state: CommentState,
  redaction: Redaction,
  world: ActionWorld,
): Promise<void> {
  await allParts(
    approvals.map(({ pullRequest: { number, head }, plan }) => async () => {
      if (!plan) return;
      const links = { run: world.runner.runUrl };
      const body = planComment({ plan, redaction, state, commit: head.commit, pullRequest: number, links });
      await commentOn(number, plan.tenant.id, body, world);
    }),
  );
}

async function journalOf({ journal }: Applied, world: ActionWorld): Promise<Journal | undefined> {
  return journal === undefined ? undefined : parseJournal(await world.readText(journal), journal);
}

/** A finished journal without anything in it: there was nothing to do any more. */
const nothingDone: Report = report([{ record: 'end', at: '' }]);

function stateOf({ exitCode, held }: Applied, result: Report | undefined, why: string): CommentState {
  if (result)
    return { state: exitCode === exitCodes.success ? 'applied' : 'partlyApplied', report: result, held };
  if (exitCode === exitCodes.success) return { state: 'applied', report: nothingDone, held };
  const words = [sentenceOf(exitCode), why].join(' ').trim();
  return { state: 'refused', why: words, openly: words };
}

type Outcome = Parameters<typeof failureIssue>[0]['outcome'];

/** Undefined: it went through. */
function outcomeOf(exitCode: number, result?: Report): Outcome | undefined {
  switch (exitCode) {
    case exitCodes.success:
      return undefined;
    case exitCodes.refusedByGuard:
      return 'refused';
    case exitCodes.worseThanApproved:
      return 'worse';
    case exitCodes.partlyApplied:
      return result && result.counts.applied > 0 ? 'partly' : 'held';
    default:
      return result && (result.counts.applied > 0 || result.open.length > 0) ? 'partly' : 'error';
  }
}

function sentenceOf(exitCode: number): string {
  switch (outcomeOf(exitCode)) {
    case undefined:
      return 'Everything that was approved is applied.';
    case 'refused':
      return 'A guard refused the plan, so nothing was written.';
    case 'worse':
      return 'More people would enter or leave groups than was approved, so nothing was written.';
    case 'partly':
    case 'held':
      return 'Not everything that was merged is applied.';
    case 'error':
      return exitCode === exitCodes.interrupted
        ? 'The apply was interrupted. The next one goes on where it ended.'
        : 'The apply ended with an error.';
  }
}
