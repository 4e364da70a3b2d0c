import { contestedKeys, telling, type Drift } from '../../core/drift/drift.ts';
import { redactDrift } from '../redaction/redact-drift.ts';
import type { Redaction } from '../redaction.ts';
import { driftSummary, dueSentence, moment, pausedSentence } from '../text/drift.ts';
import { count } from '../text/summary.ts';
import { always, assemble, block, bytesOf, forms, type Block } from './blocks.ts';
import { details } from './details.ts';
import { importance } from './drift-importance.ts';
import { differenceBlocks, type ShownDrift } from './drift-table.ts';
import { driftMarkerLine } from './drift-marker.ts';
import { code, prose, text } from './escape.ts';

export interface DriftIssueInput {
  /** As it was found: it is redacted here. */
  readonly drift: Drift;
  readonly redaction: Redaction;
  /** The run that found it. */
  readonly runUrl?: string;
  /** When drift was found first (ISO 8601); absent: now. */
  readonly firstSeen?: string;
  /** Where one starts what takes the tenant back. */
  readonly restoreUrl?: string;
  /** The branch, or the pull request, that makes the files say what the tenant holds. */
  readonly acceptBranchUrl?: string;
  /** Bytes of UTF-8 at most, 8,000 at least. Default 60,000 of GitHub's 65,536. */
  readonly limit?: number;
}

/** The one issue about the drift of a tenant: what, since when, by whom, and both ways out. */
export function driftIssue(input: DriftIssueInput): { readonly title: string; readonly body: string } {
  const { redaction, limit = 60_000 } = input;
  const drift = redactDrift(input.drift, redaction);
  const { plan } = drift;
  const at = plan.evaluatedAt;
  const firstSeen = input.firstSeen ?? at;
  const marker = driftMarkerLine(plan.tenant.id, { firstSeen, at, digest: plan.digest });
  const shown: ShownDrift = { drift, redaction, elsewhere: page('the run', input.runUrl) };
  const blocks = [
    block(`**${text(driftSummary(drift))}**`, always),
    block(
      `Found ${code(moment(at))}${firstSeen === at ? '' : `, first ${code(moment(firstSeen))}`}. Who it was is from the audit log since ${code(moment(drift.since))}.`,
      always,
    ),
    ...(drift.unknown === undefined ? [] : [block(`> [!NOTE]\n> ${prose(drift.unknown)}`, always)]),
    ...contestedBlock(drift),
    ...differenceBlocks(shown),
    ...pausedBlock(shown),
    ...missingBlock(shown),
    ...dueBlock(shown),
    block(waysOut(drift, input), always),
    block(
      `<sub>Plan ${code(plan.digest.slice(0, 16))}${input.runUrl === undefined ? '' : ` · ${page('The run that found this', input.runUrl)}`} · This issue is kept up to date, and closed when the tenant is as the files say.</sub>`,
      always,
    ),
  ];
  return { title: titleOf(drift), body: `${marker}\n${assemble(blocks, limit - bytesOf(marker) - 2)}\n` };
}

const applies = (number: number): string => count(number, 'apply').replace(/applys$/, 'applies');
const isInterrupted = ({ state }: Drift['due'][number]): boolean => state === 'interrupted';

function titleOf({ plan, paused, due }: Drift): string {
  const changes = telling(plan);
  const objects = new Set(changes.map(({ object }) => object)).size;
  if (objects > 0)
    return `Drift: ${count(changes.length, 'value')} of ${count(objects, 'object')} not as the files say`;
  return paused.length > 0
    ? `Drift: ${count(paused.length, 'group')} left paused`
    : plan.unresolved.length > 0
      ? `Drift: ${plan.unresolved.length} of what the files name not found`
      : `${applies(due.length)} ${due.some(isInterrupted) ? 'interrupted or not verified' : 'not as predicted yet'}`;
}

function contestedBlock({ differences }: Drift): readonly Block[] {
  const contested = differences.flatMap((each) => each.contested ?? []);
  if (contested.length === 0) return [];
  const who = [...Map.groupBy(contested, ({ by }) => by)].map(
    ([by, all]) => `${text(by)} (${count(all.length, 'value')})`,
  );
  const say = (names: string): string =>
    `> [!WARNING]\n> **${count(contested.length, 'value')} contested**${names}. Each was changed away again by the same actor, at least twice after it had been set to what the files say. A restore leaves these out: decide who is to hold them, and name another authority in tenant.yaml or stop the other side.`;
  return [
    forms(block(say(`: ${who.slice(0, 10).join(', ')}`), importance.contested), block(say(''), always)),
  ];
}

function pausedBlock({ drift, elsewhere, redaction }: ShownDrift): readonly Block[] {
  const { paused } = drift;
  if (paused.length === 0) return [];
  const heading = `#### ${count(paused.length, 'group')} left paused`;
  const intro = 'Nobody enters or leaves them, whatever their rules say.';
  const lines = paused.map(
    (each) =>
      `- ${nameOf(each.group, drift)}: ${prose(redaction === 'full' ? pausedSentence(each) : pausedWords[each.why])}`,
  );
  return [list(`${heading}\n\n${intro}`, lines, elsewhere, importance.paused)];
}

const pausedWords = {
  overdue: 'the last day of its pause has passed.',
  interrupted: 'an apply paused it and did not come to its end. The next apply finishes that.',
  contrary: 'the files say that it is processed. An apply turns it on again.',
} as const;

function missingBlock({ drift, elsewhere }: ShownDrift): readonly Block[] {
  const { unresolved } = drift.plan;
  if (unresolved.length === 0) return [];
  const lines = unresolved.map(
    ({ kind, label, attribute, message, place }) =>
      `- ${kind} ${code(label)}${attribute === undefined ? '' : `, ${text(attribute)}`} (${code(`${place.file}:${place.line}`)}): ${prose(`${message}.`)}`,
  );
  return [list(`#### ${unresolved.length} not found in the tenant`, lines, elsewhere, importance.missing)];
}

function dueBlock({ drift, elsewhere }: ShownDrift): readonly Block[] {
  const { due } = drift;
  if (due.length === 0) return [];
  const summary = `${applies(due.length)} not verified`;
  const lines = due.map((each) => `- ${code(each.journal)}: ${prose(dueSentence(each, drift))}`);
  const body = lines.slice(0, 20).join('\n') + (lines.length > 20 ? `\n- and ${lines.length - 20} more` : '');
  return [block(details(summary, body), importance.due, `${summary}; see ${elsewhere}.`)];
}

/** As many lines as there is room for. */
function list(heading: string, lines: readonly string[], elsewhere: string, kept: number): Block {
  const some = (most: number): string =>
    [
      heading,
      [
        ...lines.slice(0, most),
        ...(lines.length > most ? [`- and ${lines.length - most} more: see ${elsewhere}`] : []),
      ].join('\n'),
    ].join('\n\n');
  return forms(
    block(some(lines.length), kept),
    block(some(25), kept),
    block(some(5), kept),
    block(`${heading}: see ${elsewhere}.`, always),
  );
}

function waysOut(
  { plan, differences, paused, due }: Drift,
  { restoreUrl, acceptBranchUrl }: DriftIssueInput,
): string {
  const contested = contestedKeys(differences).length;
  const left =
    contested === 0
      ? ''
      : ` The workflow leaves out what is contested (${count(contested, 'value')}); on a machine that takes ${code('--without')} with the keys that ${code('tenantry drift --json')} shows.`;
  const restore =
    restoreUrl === undefined
      ? 'Run `tenantry apply` on what is merged.'
      : `${page('Start it here', restoreUrl)}, or run ${code('tenantry apply')} on what is merged.`;
  const accept =
    acceptBranchUrl === undefined
      ? 'Run `tenantry drift --accept`, review what it wrote into the files, and merge that.'
      : `${page('Review the edits of the files', acceptBranchUrl)} and merge them.`;
  if (plan.changes.length === 0 && due.some(isInterrupted))
    return `#### What to do\n\nFinish the apply that was interrupted: ${restore}`;
  if (plan.changes.length === 0)
    return plan.unresolved.length + paused.length === 0
      ? '#### What to do\n\nWait: Entra can take a day until members are as predicted. If this is here for longer, look at the processing status of the dynamic group in the Entra admin centre.'
      : '#### What to do\n\nThere is nothing that an apply could take back: mend what is named above.';
  return `#### What to do\n\n- **Restore**: the tenant goes back to what the files say. ${restore}${left}\n- **Accept**: the files say what the tenant holds. ${accept}`;
}

const nameOf = (group: string, { plan, names }: Drift): string =>
  `<b>${text(names[group] ?? plan.names[group] ?? group)}</b>`;

/** A link to a page of ours; without one, or with an address that is none, just the words. */
function page(words: string, url: string | undefined): string {
  const isSafe = url !== undefined && URL.canParse(url) && /^https?:\/\/[\w./?=&%#~:+,-]+$/.test(url);
  return isSafe ? `[${words}](${url})` : words;
}
