import { shownName } from '../../core/attributes/extension-value.ts';
import { findAttribute } from '../../core/attributes/attributes.ts';
import type { OperationReport, Report } from '../../apply/report.ts';
import { isFulfilled, type Outcome } from '../../apply/records.ts';
import type { Plan, Write } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { blank, hanging, line, paragraph, span, wrap, type Line } from './lines.ts';
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

/**
 * What an apply came to: what went wrong first, each with the words of the service, then the counts. `known` are keys of
 * held operations that were shown with their reasons before anything was written.
 */
export function showReport(
  report: Report,
  names: Plan['names'],
  columns: number,
  known: ReadonlySet<string> = new Set(),
): readonly Line[] {
  const trouble = troubleIn(report).filter(
    ({ outcome, operation }) => !(outcome === 'held' && known.has(operation.key)),
  );
  const alike = Map.groupBy(trouble, alikeAs);
  const called = calledIn(report, names);
  const show = (same: readonly OperationReport[]): readonly Line[] => {
    const [first] = same;
    if (!first) return [];
    if (first.outcome === 'notAttempted' && same.length > 1) return showTogether(same, first, names, columns);
    return same.length < many
      ? same.flatMap((each) => showTrouble(each, names, called, columns))
      : showRefusedAlike(same, first, called, columns);
  };
  return [
    ...(trouble.length === 0 ? [] : [blank, line(span('Not done', 'heading'))]),
    ...[...alike.values()].flatMap(show),
    blank,
    ...(report.stopped === undefined
      ? []
      : hanging([span(`Stopped: ${safe(report.stopped)}`, 'refused')], columns)),
    ...paragraph(tally(report), columns, 0, report.exitCode === 0 ? 'passed' : 'refused'),
    ...(trouble.some(({ outcome }) => isForNextTime.has(outcome)) ? paragraph(nextTime, columns, 0) : []),
    ...showExchange(report, columns),
    ...showHandovers(report, names, columns),
  ];
}

const isForNextTime: ReadonlySet<Outcome> = new Set(['failed', 'notAttempted', 'conflict']);
const nextTime =
  'What was not done is not lost: mend the cause, and the next plan shows what of it is still asked for.';

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

/** Writing an immutable id only prepares the handover; the sync server makes it. */
const showHandovers = (report: Report, names: Plan['names'], columns: number): readonly Line[] =>
  handovers(report, names).flatMap((text) => [blank, ...hanging([span(text)], columns)]);

export function handovers({ operations }: Report, names: Plan['names']): readonly string[] {
  const people = (cleared: boolean): string =>
    operations
      .filter(({ operation: { write }, outcome }) => {
        const id = write.type === 'update' ? write.body['onPremisesImmutableId'] : undefined;
        return outcome === 'applied' && id !== undefined && (id === null) === cleared;
      })
      .map(({ operation: { object } }) => safe(names[object] ?? object))
      .join(', ');
  const [written, cleared] = [people(false), people(true)];
  return [
    ...(written === ''
      ? []
      : [
          `Immutable ids written: ${written}. Next, on the sync server: bring the on-premises objects into the scope of Entra Connect, run \`Start-ADSyncSyncCycle -PolicyType Delta\`, and look for InvalidHardMatch among the export errors in the Synchronization Service Manager. Microsoft blocks such a match for holders of roles, and where \`blockCloudObjectTakeoverThroughHardMatchEnabled\` is on.`,
        ]),
    ...(cleared === ''
      ? []
      : [
          `Immutable ids cleared: ${cleared}. Next, on the sync server: make sure that no on-premises object that stands for one of them is in the scope of Entra Connect, or the next sync may tie the account anew, by its address.`,
        ]),
  ];
}

/** What is said at once: what was not sent for one reason, and what the service refused in the same words. */
const alikeAs = ({ outcome, message = '', status, code, operation }: OperationReport): string =>
  outcome === 'notAttempted' || (outcome === 'failed' && status !== undefined)
    ? JSON.stringify([outcome, status, code, message])
    : operation.key;

const few = 8;
const many = 4;

/** What the service refused in the same words, such as for a permission that is missing; each write is named. */
function showRefusedAlike(
  same: readonly OperationReport[],
  first: OperationReport,
  called: ReadonlyMap<string, string>,
  columns: number,
): readonly Line[] {
  const service = `${first.status} ${first.code ?? ''}`.trim();
  const request = first.requestId === undefined ? '' : ` The first has request id ${first.requestId}.`;
  return [
    blank,
    ...wrap(
      [span('! ', 'refused'), span(`${count(same.length, 'write')} failed for the same reason`, 'name')],
      columns,
      4,
      2,
    ),
    ...paragraph(`${safe(service)}: ${safe(first.message ?? '')}${request}`, columns, 6),
    ...same.flatMap(({ operation: { key } }) => paragraph(called.get(key) ?? key, columns, 6, 'quiet')),
  ];
}

/** What was not sent for one and the same reason, which says nothing about the single writes. */
function showTogether(
  same: readonly OperationReport[],
  { message = '' }: OperationReport,
  names: Plan['names'],
  columns: number,
): readonly Line[] {
  const objects = [...new Set(same.map(({ operation: { object } }) => safe(names[object] ?? object)))];
  const more = objects.length > few ? ` and ${objects.length - few} more` : '';
  return [
    blank,
    ...wrap(
      [
        span('! ', 'refused'),
        span(`${count(same.length, 'write')} not attempted`, 'name'),
        span(`, to ${objects.slice(0, few).join(', ')}${more}`),
      ],
      columns,
      4,
      2,
    ),
    ...paragraph(safe(message), columns, 6),
  ];
}

function showTrouble(
  each: OperationReport,
  names: Plan['names'],
  called: ReadonlyMap<string, string>,
  columns: number,
): readonly Line[] {
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
          `${service === '' ? '' : `${safe(service)}: `}${named(safe(each.message ?? ''), names, called)}${request}`,
          columns,
          6,
        )),
  ];
}

/** Operations by their keys, each as its object and what is written. */
export const calledIn = ({ operations }: Report, names: Plan['names']): ReadonlyMap<string, string> =>
  new Map(
    operations.map(({ operation }) => [
      operation.key,
      `${safe(names[operation.object] ?? operation.object)} (${describe(operation.write)})`,
    ]),
  );

/** Operations and objects in a message by their names. */
export function named(message: string, names: Plan['names'], called: ReadonlyMap<string, string>): string {
  return message
    .replaceAll(/"([^"]+)"/g, (text, key: string) => called.get(key) ?? text)
    .replaceAll(/\b(?:user|group):[0-9a-f-]{36}\b/g, (key) => safe(names[key] ?? key));
}

/** A property of the wire as the files call it. */
function namesOf(kind: string, name: string, value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || findAttribute(kind, name)) return [shownName(name)];
  const members = Object.keys(value);
  if (name === 'onPremisesExtensionAttributes') return members;
  const inner = members.map((member) => `${name}.${member}`).filter((each) => findAttribute(kind, each));
  return inner.length > 0 ? inner : [`schemaExtensions.${name}`];
}

/** What an operation does, in a word or two. */
export function describe(write: Write): string {
  switch (write.type) {
    case 'update':
      return Object.entries(write.body)
        .flatMap(([name, value]) => namesOf(write.kind, name, value))
        .join(', ');
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
  if (operations.length + open.length === 0) return 'Nothing was left to write.';
  const parts = (Object.keys(outcomeWords) as Outcome[])
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcomeWords[outcome]}`);
  const unknown = open.length === 0 ? '' : `; of ${count(open.length, 'write')} nobody knows yet`;
  return `${count(operations.length + open.length, 'write')}: ${parts.join(', ')}${unknown}.`;
}
