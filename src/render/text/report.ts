import { shownName } from '../../core/attributes/extension-value.ts';
import type { OperationReport, Report } from '../../apply/report.ts';
import { isFulfilled, type Outcome } from '../../apply/records.ts';
import type { Plan, Write } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, wrap, type Line } from './lines.ts';
import { count } from './summary.ts';

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  applied: 'applied',
  alreadySo: 'already so',
  acceptedNotVisible: 'accepted but not visible yet',
  conflict: 'changed by somebody else meanwhile, left alone',
  held: 'held',
  blocked: 'blocked',
  failed: 'failed',
  notAttempted: 'not attempted',
};

/** What an apply came to: what went wrong first, each with the words of the service, then the counts. */
export function showReport(report: Report, names: Plan['names'], columns: number): readonly Line[] {
  const trouble = troubleIn(report);
  return [
    ...(trouble.length === 0 ? [] : [blank, line(span('Not done', 'heading'))]),
    ...trouble.flatMap((each) => showTrouble(each, names, columns)),
    blank,
    ...(report.stopped === undefined
      ? []
      : paragraph(`Stopped: ${safe(report.stopped)}`, columns, 0, 'refused')),
    ...paragraph(tally(report), columns, 0, report.exitCode === 0 ? 'passed' : 'refused'),
    ...showExchange(report, columns),
    ...showHandovers(report, names, columns),
  ];
}

/** Operations that were not done. */
export const troubleIn = ({ operations }: Report): readonly OperationReport[] =>
  operations.filter((each) => !isFulfilled(each.outcome));

/** What was written through the second door after Graph had refused, or through Exchange from the start. */
const showExchange = (report: Report, columns: number): readonly Line[] =>
  throughExchange(report).flatMap((text) => paragraph(text, columns, 0));

export function throughExchange({ operations }: Report): readonly string[] {
  const through = operations.filter(
    ({ channel, outcome }) => channel === 'exchange' && outcome === 'applied',
  );
  if (through.length === 0) return [];
  const second = through.filter(({ operation }) => operation.channels[0] === 'graph').length;
  const refused = second === 0 ? '' : `, ${second} of them after Graph had refused`;
  return [
    `${count(through.length, 'write')} went through Exchange Online${refused}. Graph may take minutes to show them.`,
  ];
}

const isImmutableId = (key: string): boolean => key.endsWith('/onPremisesImmutableId');

/** Writing an immutable id only prepares the handover; the sync server makes it. */
const showHandovers = (report: Report, names: Plan['names'], columns: number): readonly Line[] =>
  handovers(report, names).flatMap((text) => [blank, ...paragraph(text, columns, 0)]);

export function handovers({ operations }: Report, names: Plan['names']): readonly string[] {
  const written = operations.filter(
    ({ operation, outcome }) => outcome === 'applied' && operation.changes.some(isImmutableId),
  );
  if (written.length === 0) return [];
  const people = written.map(({ operation: { object } }) => safe(names[object] ?? object)).join(', ');
  return [
    `Immutable ids written: ${people}. Next, on the sync server: bring the on-premises objects into the scope of Entra Connect (or, where an id was cleared, take them out of it), run \`Start-ADSyncSyncCycle -PolicyType Delta\`, and look for InvalidHardMatch among the export errors in the Synchronization Service Manager. Microsoft blocks such a match for holders of roles, and where \`blockCloudObjectTakeoverThroughHardMatchEnabled\` is on.`,
  ];
}

function showTrouble(each: OperationReport, names: Plan['names'], columns: number): readonly Line[] {
  const { operation } = each;
  const service = [each.status === undefined ? '' : String(each.status), each.code ?? ''].join(' ').trim();
  const request = each.requestId === undefined ? '' : ` Request id ${each.requestId}.`;
  return [
    blank,
    ...wrap(
      [
        span('! ', 'refused'),
        span(safe(names[operation.object] ?? operation.object), 'name'),
        span(`  ${describe(operation.write)}: ${outcomeWords[each.outcome]}`),
      ],
      columns,
      4,
      2,
    ),
    ...(each.message === undefined && service === ''
      ? []
      : paragraph(
          `${service === '' ? '' : `${safe(service)}: `}${safe(named(each.message ?? '', names))}${request}`,
          columns,
          6,
        )),
  ];
}

/** Objects in a message by their names. */
export function named(message: string, names: Plan['names']): string {
  return message.replaceAll(/\b(?:user|group):[0-9a-f-]{36}\b/g, (key) => names[key] ?? key);
}

/** What an operation does, in a word or two. */
export function describe(write: Write): string {
  switch (write.type) {
    case 'update':
      return Object.keys(write.body).map(shownName).join(', ');
    case 'createGroup':
      return 'creation';
    case 'deleteGroup':
      return 'deletion';
    case 'restoreGroup':
      return 'restoration';
    case 'addMember':
      return 'new member';
    case 'removeMember':
      return 'removal of a member';
    case 'setManager':
    case 'clearManager':
      return 'manager';
    case 'addOwner':
      return 'new owner';
    case 'removeOwner':
      return 'removal of an owner';
    case 'createDirectoryExtension':
    case 'createSchemaExtension':
      return 'creation of the definition';
    case 'updateSchemaExtension':
      return 'change of the definition';
    case 'deleteDirectoryExtension':
    case 'deleteSchemaExtension':
      return 'deletion of the definition';
    case 'createOpenExtension':
    case 'replaceOpenExtension':
    case 'deleteOpenExtension':
      return `openExtensions.${write.name}`;
  }
}

/** How many writes came to what. */
export function tally({ counts, operations, open }: Report): string {
  const parts = (Object.keys(outcomeWords) as Outcome[])
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcomeWords[outcome]}`);
  const unknown = open.length === 0 ? '' : `; of ${count(open.length, 'write')} nobody knows yet`;
  return `${count(operations.length + open.length, 'write')}: ${parts.join(', ')}${unknown}.`;
}
