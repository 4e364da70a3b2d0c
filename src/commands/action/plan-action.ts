import { contestedKeys } from '../../core/drift/drift.ts';
import { isRefused } from '../../core/guards/evaluate.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { InvalidConfiguration, TenantryError } from '../../core/problem.ts';
import type { Annotation } from '../../ports.ts';
import { planPage } from '../../render/html/page.ts';
import { annotationsOf, problemAnnotations } from '../../render/markdown/annotations.ts';
import { invalidComment } from '../../render/markdown/invalid-comment.ts';
import { planComment, planSummary } from '../../render/markdown/plan-comment.ts';
import type { Redaction } from '../../render/redaction.ts';
import { showPlan } from '../../render/text/plan.ts';
import { summarise } from '../../render/text/summary.ts';
import { loadConfiguration, type Configuration } from '../configuration.ts';
import { findDrift } from '../drift.ts';
import { exitCodes } from '../exit-codes.ts';
import { showResult } from '../showing.ts';
import { planText } from '../plan-file.ts';
import { planAgainst, targetOf } from '../planning.ts';
import type { Connection } from '../world.ts';
import type { ActionOptions, ActionWorld } from './action-world.ts';
import { allParts } from './all-parts.ts';
import { keep, planBranch, planName, runName, pageName } from './artifact-folder.ts';
import { isChanged } from './changed.ts';
import { prose } from '../../render/markdown/escape.ts';
import { neverCounts } from './approvals.ts';
import { cautioned, commentOn, supersede, tenantOf, untouched } from './pull-request-comment.ts';
import { redacting } from './redacting.ts';
import { validateAction } from './validate-action.ts';

/**
 * Plans what is checked out, and shows it where the event came from: on the pull request, beside its commit, and on the
 * page of the run. Returns the exit code, with which the job ends.
 */
export async function planAction(options: ActionOptions, given: ActionWorld): Promise<number> {
  const { event } = given.runner;
  if (event.type === 'pullRequest' && event.fork) return validateAction(options, given);
  return await redacting(options, given, async (seen, world) => {
    const base = await baseOf(world);
    const pullRequest = event.type === 'pullRequest' ? event.number : undefined;
    const commit =
      event.type === 'pullRequest' || event.type === 'mergeGroup' ? event.headCommit : world.runner.commit;
    const tenantId = await tenantOf(options.directory, base, world);
    if (base !== undefined && !(await isChanged(options.directory, base, world))) {
      if (pullRequest !== undefined) await untouched(pullRequest, tenantId, world);
      const summary = `\`${options.directory}\` is as it was.`;
      await check(commit, 'success', 'Nothing to plan', summary, [], options, world);
      world.runner.setOutput('changed', 'false');
      return exitCodes.success;
    }
    world.runner.setOutput('changed', 'true');
    if (pullRequest !== undefined) await supersede(pullRequest, tenantId, commit, world);
    try {
      seen.requireKey();
      const plan = await planNow(base, options, world);
      return await show(plan, { redaction: seen.redaction, commit, pullRequest }, options, world);
    } catch (error) {
      const told = seen.told(error);
      // What is wrong with GitHub cannot be told there, and what is ours is in the log.
      if (told instanceof TenantryError && !told.problems.some(({ id }) => id.startsWith('github-')))
        await showProblems(told, { tenantId, commit, pullRequest }, options, world);
      throw error;
    }
  });
}

async function planNow(base: string | undefined, options: ActionOptions, world: ActionWorld): Promise<Plan> {
  const configuration = await loadConfiguration(world.files, options.directory, base);
  const connection = world.connect(targetOf(configuration, options));
  try {
    const planning = {
      ...options,
      only: [],
      ...(base === undefined
        ? // What somebody keeps putting back is reported, not fought over.
          { without: await contestedNow(configuration, options, connection, world) }
        : { base }),
    };
    return (await planAgainst(connection.reader, configuration, planning, [], world)).plan;
  } finally {
    await connection.close();
  }
}

async function showProblems(
  error: TenantryError,
  about: { readonly tenantId: string; readonly commit: string; readonly pullRequest: number | undefined },
  options: ActionOptions,
  world: ActionWorld,
): Promise<void> {
  const { tenantId, commit, pullRequest } = about;
  const { problems } = error;
  const ofFiles = error instanceof InvalidConfiguration;
  const body = invalidComment({ problems, tenantId, commit, where: ofFiles ? 'files' : 'surroundings' });
  const title = ofFiles ? 'The files have problems' : 'It could not be planned';
  const remarks = ofFiles ? problemAnnotations(problems) : [];
  world.runner.setOutput('verdict', 'error');
  await allParts([
    async () => {
      if (pullRequest !== undefined) await commentOn(pullRequest, tenantId, body, world);
    },
    () => world.runner.summarise(body),
    () => check(commit, 'failure', title, body, remarks, options, world),
  ]);
}

/** Keys of changes that the same actor has taken back twice. */
async function contestedNow(
  configuration: Configuration,
  options: ActionOptions,
  connection: Connection,
  world: ActionWorld,
): Promise<readonly string[]> {
  const { drift } = await findDrift(configuration, options, connection, world);
  return contestedKeys(drift.differences);
}

async function show(
  plan: Plan,
  about: {
    readonly redaction: Redaction;
    readonly commit: string;
    readonly pullRequest: number | undefined;
  },
  options: ActionOptions,
  world: ActionWorld,
): Promise<number> {
  const { redaction, commit, pullRequest } = about;
  const { runUrl, setOutput } = world.runner;
  showResult(showPlan(plan, world.terminal.columns), world.terminal);
  const files = new Map([
    [planName, world.sealing.seal(planText(plan))],
    [runName, `${world.runner.runId}\n`],
    // A page cannot be encrypted and read in a browser.
    ...(world.hasPlanKey ? [] : [[pageName, planPage(plan)] as const]),
  ]);
  // What a merge queue tries is not what anybody approves.
  if (world.runner.event.type !== 'mergeGroup')
    await keep(files, planBranch(options.directory, pullRequest), options, world);
  const input = {
    plan,
    redaction,
    state: { state: 'planned' },
    commit,
    ...(pullRequest === undefined ? {} : { pullRequest }),
    links: { run: runUrl },
  } as const;
  const quiet =
    plan.changes.length + plan.blocked.length + plan.unresolved.length + plan.released.length === 0;
  const never =
    pullRequest === undefined || quiet
      ? undefined
      : await neverCounts(await world.forge.pullRequest(pullRequest), world);
  const warned = (body: string): string =>
    never === undefined
      ? body
      : cautioned(body, `**Merging applies nothing of this plan:** ${prose(`${never}.`)}`);
  if (pullRequest !== undefined)
    await commentOn(pullRequest, plan.tenant.id, warned(planComment(input)), world, { onlyIfThere: quiet });
  await world.runner.summarise(planSummary(input));
  const refused = isRefused(plan);
  await check(
    commit,
    refused || never !== undefined ? 'failure' : 'success',
    refused
      ? 'Refused by a guard'
      : never !== undefined
        ? 'Merging applies nothing of it'
        : (summarise(plan).split('.')[0] ?? ''),
    warned(planComment({ ...input, limit: 60_000 })),
    annotationsOf(plan, redaction),
    options,
    world,
  );
  setOutput('changes', String(plan.counts.changes));
  setOutput('introduced', String(plan.counts.introduced));
  setOutput('blocked', String(plan.counts.blocked));
  setOutput('digest', plan.digest);
  setOutput('verdict', refused ? 'refused' : 'passed');
  return refused ? exitCodes.refusedByGuard : exitCodes.success;
}

async function check(
  commit: string,
  conclusion: 'success' | 'failure',
  title: string,
  summary: string,
  annotations: readonly Annotation[],
  { directory }: ActionOptions,
  { forge }: ActionWorld,
): Promise<void> {
  // One of several tenants must not pass for another.
  const name = directory === 'tenant' ? 'Tenantry plan' : `Tenantry plan: ${directory}`;
  await forge.writeCheck({ name, commit, conclusion, title, summary, annotations });
}

/**
 * What the pull request is held against: the first parent of the merge that GitHub made of it, which is main as it is now.
 * Throws TenantryError where something else is checked out, since its plan would be about something else.
 */
async function baseOf({ files, runner }: ActionWorld): Promise<string | undefined> {
  const { event } = runner;
  if (event.type === 'mergeGroup') return event.baseCommit;
  if (event.type !== 'pullRequest') return undefined;
  const [first, second] = await files.parentsOf('HEAD');
  if (first === undefined || second === undefined)
    throw new TenantryError({
      id: 'not-the-merge',
      message: 'What is checked out is not the merge of the pull request',
      remedy: `Give actions/checkout \`ref: refs/pull/\${{ github.event.number }}/merge\` and \`fetch-depth: 2\`.`,
    });
  if (second !== event.headCommit)
    throw new TenantryError({
      id: 'newer-commits',
      message: `The pull request has newer commits than ${event.headCommit.slice(0, 12)}, for which this run was started`,
      remedy: 'Nothing needs to be done: their own run plans them.',
    });
  return first;
}
