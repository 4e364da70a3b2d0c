import type { Json } from '../../core/attributes/attribute.ts';
import type { FileEvent } from '../../core/drift/file-event.ts';
import type { TenantEvent } from '../../core/drift/object-history.ts';
import { safe } from '../safe.ts';
import { moment } from './drift.ts';
import { blank, hanging, line, paragraph, span, wrap, type Line, type Span } from './lines.ts';

/** What happened to one object, the newest first. */
export interface ShownHistory {
  readonly name: string;
  readonly attribute?: string;
  readonly events: readonly (TenantEvent | FileEvent)[];
  readonly notes: readonly string[];
}

/** One time line of tenant and files, and what they cannot know. */
export function showHistory(
  { name, attribute, events, notes }: ShownHistory,
  columns: number,
): readonly Line[] {
  return [
    ...hanging(
      [
        span(`History of ${safe(name)}`, 'heading'),
        span(attribute === undefined ? '' : `, ${safe(attribute)}`, 'heading'),
      ],
      columns,
    ),
    ...(events.length === 0 ? [blank, line('Nothing is known.')] : []),
    ...events.flatMap((event) => [
      blank,
      ...(event.source === 'tenant' ? showTenant(event, columns) : showFiles(event, columns)),
    ]),
    blank,
    ...notes.flatMap((note) => paragraph(safe(note), columns, 0, 'quiet')),
  ];
}

/** What an entry is called stands above. */
const isLabel = (attribute: string): boolean => attribute === 'user' || attribute === 'group';

const head = (at: string, where: string, rest: readonly Span[], columns: number): readonly Line[] =>
  wrap([span(`${moment(at)}  `, 'quiet'), span(where.padEnd(8)), ...rest], columns, 6, 0);

function showTenant(event: TenantEvent, columns: number): readonly Line[] {
  const { by, application, activity, apply } = event;
  const who =
    by === '' ? 'somebody whom the log does not name' : `${application ? 'the application ' : ''}${by}`;
  const ours =
    apply === undefined
      ? ''
      : apply === ''
        ? ' (the identity that applies)'
        : ` (an apply of ours, ${apply})`;
  return [
    ...head(event.at, 'tenant', [span(safe(who), 'name'), span(safe(`${ours}, ${activity}`))], columns),
    ...event.values.flatMap(({ property, before, after }) =>
      showValue(property, logged(before), logged(after), columns),
    ),
  ];
}

function showFiles(event: FileEvent, columns: number): readonly Line[] {
  const { by, subject, commit, pullRequest, path, what } = event;
  const number = pullRequest === undefined ? '' : ` #${pullRequest}`;
  const entry = what === 'changed' ? '' : `, entry ${what}`;
  return [
    ...head(
      event.at,
      'files',
      [span(safe(by), 'name'), span(safe(`, ${commit.slice(0, 8)}${number} ${subject}`))],
      columns,
    ),
    ...paragraph(safe(`${path}${entry}`), columns, 6, 'quiet'),
    ...event.values
      .filter(({ attribute }) => what === 'changed' || !isLabel(attribute))
      .flatMap(({ attribute, before, after }) => showValue(attribute, said(before), said(after), columns)),
  ];
}

const showValue = (name: string, before: string, after: string, columns: number): readonly Line[] =>
  wrap([span(`${safe(name)}: `), span(safe(`${before} → ${after}`), 'changed')], columns, 10, 6);

const nothing = '(nothing)';

/** A value as the log has it: JSON text of a list, mostly of one. */
function logged(text: string | undefined): string {
  if (text === undefined) return '?';
  try {
    const value = JSON.parse(text) as Json;
    return said(Array.isArray(value) && value.length < 2 ? (value[0] as Json | undefined) : value);
  } catch {
    return text;
  }
}

function said(value: Json | undefined): string {
  if (value === undefined || value === '') return nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
