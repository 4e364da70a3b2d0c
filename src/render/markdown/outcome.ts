import type { OperationReport, Report } from '../../apply/report.ts';
import type { Held } from '../../core/approval/held.ts';
import type { Operation, Plan } from '../../core/plan/plan.ts';
import {
  describe,
  calledIn,
  handovers,
  named,
  outcomeWords,
  tally,
  throughExchange,
  troubleIn,
} from '../text/report.ts';
import { shortened } from '../text/shortened.ts';
import { count } from '../text/summary.ts';
import { alert } from './alert.ts';
import { always, block, type Block } from './blocks.ts';
import { code, prose, text } from './escape.ts';
import { importance } from './importance.ts';
import { rows } from './rows.ts';
import { nameIn, type Shown } from './shown.ts';

/** What of a plan is needed to show what became of it. */
export type ShownReport = Omit<Shown, 'plan' | 'pendingKeys'> & {
  readonly plan: Pick<Plan, 'names' | 'operations'>;
};

/** What an apply came to: what went wrong first, each with the words of the service, then the counts. */
export function reportBlocks(report: Report, held: readonly Held[], shown: ShownReport): readonly Block[] {
  const stopped = report.stopped === undefined ? [] : [`Stopped: ${prose(shortened(report.stopped, 500))}`];
  const also = [...throughExchange(report), ...handovers(report, shown.plan.names)];
  return [
    block(
      report.exitCode === 0
        ? `**${text(tally(report))}**`
        : alert('WARNING', [`**${text(tally(report))}**`, ...stopped]),
      always,
    ),
    ...troubleBlock(report, held, shown),
    ...heldBlock(held, shown),
    ...(shown.redaction === 'full' ? also : throughExchange(report)).map((each) =>
      block(prose(each), importance.trouble),
    ),
  ];
}

/** Longest words of a service that are shown in a comment. */
const longest = 500;

function troubleBlock(report: Report, held: readonly Held[], shown: ShownReport): readonly Block[] {
  // What is held stands in a list of its own, with the reason.
  const listed = new Set(held.map(({ operation }) => operation));
  const trouble = troubleIn(report).filter(
    ({ outcome, operation }) => outcome !== 'held' || !listed.has(operation.key),
  );
  if (trouble.length === 0) return [];
  const called = calledIn(report, shown.plan.names);
  const list = (most: number): string => {
    const more = trouble.length - most;
    return [
      '#### Not done',
      '',
      ...trouble.slice(0, most).map((each) => showTrouble(each, shown, called)),
      ...(more > 0 ? [`- and ${count(more, 'more write')}: see ${shown.elsewhere}`] : []),
    ].join('\n');
  };
  return [
    rows(
      trouble.length,
      list,
      importance.trouble,
      `${count(trouble.length, 'write')} not done; see ${shown.elsewhere}.`,
    ),
  ];
}

function showTrouble(each: OperationReport, shown: ShownReport, called: ReadonlyMap<string, string>): string {
  const { operation, status, code: name, message, requestId } = each;
  const service = [status === undefined ? '' : String(status), name ?? ''].join(' ').trim();
  const words =
    message === undefined
      ? ''
      : shortened(named(message, shown.plan.names, called), shown.whole ? Infinity : longest);
  const said = [
    ...(service === '' ? [] : [code(service)]),
    ...(words === '' ? [] : [prose(words)]),
    ...(requestId === undefined ? [] : [`Request id ${code(requestId)}.`]),
  ].join(' ');
  return `- ${subject(operation, shown)}: ${outcomeWords[each.outcome]}${said === '' ? '' : `<br>${said}`}`;
}

function subject(operation: Operation, shown: ShownReport): string {
  const what = text(describe(operation.write));
  return shown.redaction === 'counts' ? what : `${nameIn(shown, operation.object)}, ${what}`;
}

function heldBlock(held: readonly Held[], shown: ShownReport): readonly Block[] {
  if (held.length === 0) return [];
  const operations = new Map(shown.plan.operations.map((operation) => [operation.key, operation]));
  const title = `#### Held back: ${count(held.length, 'write')}`;
  const intro = 'What the approved plan does not cover is not written, nor what depends on it.';
  const list = (most: number): string => {
    const more = held.length - most;
    return [
      title,
      '',
      intro,
      '',
      ...held.slice(0, most).map(({ operation: key, why, cause }) => {
        const operation = operations.get(key);
        const name = operation ? subject(operation, shown) : 'a write';
        const reason = cause === undefined ? why : `it depends on one that is held: ${why}`;
        return `- ${name}: ${prose(shown.whole ? reason : shortened(reason, longest))}`;
      }),
      ...(more > 0 ? [`- and ${count(more, 'more write')}: see ${shown.elsewhere}`] : []),
    ].join('\n');
  };
  return [
    rows(
      held.length,
      list,
      importance.trouble,
      `${count(held.length, 'write')} held back; see ${shown.elsewhere}.`,
    ),
  ];
}
