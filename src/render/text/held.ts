import type { Uncovered } from '../../core/approval/cover.ts';
import type { HeldBack } from '../../core/approval/held-back.ts';
import type { Lost } from '../../core/approval/lost.ts';
import { shownName } from '../../core/attributes/extension-value.ts';
import type { AuditTrail } from '../../core/live/audit.ts';
import type { Change, Operation, Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, wrap, type Line } from './lines.ts';
import { showMover, showRemover } from './mover.ts';
import { count } from './summary.ts';
import { showValue } from './value.ts';

/** What is known besides the plan: names of whatever was approved too, and who changed what. */
export interface HeldContext {
  readonly names: Plan['names'];
  readonly trail?: AuditTrail;
}

/** What an approval does not cover: what was approved, what is there now, why it is held, and what waits for it. */
export function showHeld(
  held: readonly HeldBack[],
  operations: number,
  context: HeldContext,
  columns: number,
): readonly Line[] {
  const own = held.filter(({ cause }) => cause === undefined);
  const unknown = own.some(({ uncovered }) => uncovered.some(({ moved }) => moved))
    ? context.trail?.unknown
    : undefined;
  return [
    blank,
    line(span('Held back', 'heading')),
    ...own.flatMap((each) => [
      blank,
      ...wrap([span('! ', 'warning'), span(nameOf(each.operation, context), 'name')], columns, 4, 2),
      ...each.uncovered.flatMap((open) => showUncovered(open, context, columns)),
      ...sentences(each, held, context).flatMap((text) => paragraph(text, columns, 6, 'quiet')),
    ]),
    blank,
    ...(unknown === undefined ? [] : paragraph(unknown, columns, 0)),
    ...paragraph(total(own.length, held.length, operations), columns, 0, 'warning'),
  ];
}

/** Why one operation is held, for the journal; `describe` where it is held for a reason of its own. */
export function heldReason(
  { uncovered, cause }: HeldBack,
  held: readonly HeldBack[],
  context: HeldContext,
): string {
  const reasons = cause
    ? (held.find(({ operation }) => operation.key === cause.key)?.uncovered ?? [])
    : uncovered;
  const words = reasons.map((open) => `${difference(open, context)}; ${why(open, context)}`).join('. ');
  return cause ? `It needs "${cause.key}", which is held: ${words}.` : `${words}.`;
}

/** What was approved and can no longer be made. */
export function showLost(lost: readonly Lost[], context: HeldContext, columns: number): readonly Line[] {
  const { names, trail } = context;
  return [
    blank,
    line(span('Approved, but no longer possible', 'heading')),
    ...[...Map.groupBy(lost, ({ change }) => change.object)].flatMap(([object, ofObject]) => [
      blank,
      ...wrap([span('? ', 'warning'), span(safe(names[object] ?? object), 'name')], columns, 4, 2),
      ...ofObject.flatMap(({ change }) => paragraph(approvedOf(change, names), columns, 6)),
      ...[...new Set(ofObject.map((each) => each.why))].flatMap((each) =>
        paragraph(`${safe(each)}${showRemover(object, trail)}`, columns, 6),
      ),
    ]),
  ];
}

function showUncovered(open: Uncovered, context: HeldContext, columns: number): readonly Line[] {
  return [
    ...paragraph(difference(open, context), columns, 6),
    ...paragraph(why(open, context), columns, 8, 'warning'),
  ];
}

function difference({ change, approved }: Uncovered, { names }: HeldContext): string {
  const value = (each: Change['before']): string => showValue(change.attribute, each, names);
  const wanted = `${value(change.before)} → ${value(change.after)}`;
  if (!approved) return `${shownName(change.attribute)}: ${wanted}`;
  return `${approvedOf(approved, names)}, now ${wanted}`;
}

const approvedOf = ({ attribute, before, after }: Change, names: Plan['names']): string =>
  `${shownName(attribute)}: approved ${showValue(attribute, before, names)} → ${showValue(attribute, after, names)}`;

const why = (open: Uncovered, { trail }: HeldContext): string =>
  open.moved ? `${open.why}${showMover(open.change, trail)}` : open.why;

function sentences(each: HeldBack, held: readonly HeldBack[], context: HeldContext): readonly string[] {
  const together = each.together.map(({ attribute }) => shownName(attribute)).join(', ');
  const waiting = held.filter(({ cause }) => cause?.key === each.operation.key);
  const dependants = [...new Set(waiting.map(({ operation }) => describe(operation, context)))].join(', ');
  return [
    ...(together === '' ? [] : [`Held with it, in the same write: ${together}`]),
    ...(dependants === '' ? [] : [`Held because they depend on it: ${dependants}`]),
  ];
}

function describe(operation: Operation, context: HeldContext): string {
  const attributes = operation.changes.map((key) => shownName(key.slice(key.lastIndexOf('/') + 1)));
  const what = attributes.length === 0 ? 'pause while its rule is written' : attributes.join(', ');
  return `${nameOf(operation, context)} (${what})`;
}

const nameOf = ({ object }: Operation, { names }: HeldContext): string => safe(names[object] ?? object);

function total(own: number, held: number, operations: number): string {
  const one = own === 1;
  const dependants =
    held > own
      ? `, and ${held - own} that ${held - own === 1 ? 'depends' : 'depend'} on ${one ? 'it' : 'them'}`
      : '';
  return `${count(own, 'write')} of ${operations} ${one ? 'is' : 'are'} not in the approved plan and ${one ? 'is' : 'are'} held back${dependants}.`;
}
