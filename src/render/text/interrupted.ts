import { shownName } from '../../core/attributes/extension-value.ts';
import type { ObjectKey, Operation, Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { paragraph, span, wrap, type Line } from './lines.ts';
import { count } from './summary.ts';

/** An apply or a rollback that did not come to its end. */
export interface Interrupted {
  /** When it began: ISO 8601. */
  readonly at: string;
  readonly plan: Plan;
  /** Writes that were made, or were not necessary. */
  readonly done: number;
}

/** `An apply that began at … was interrupted after 45 of 77 writes`, without a full stop. */
export function interruptedWords({ at, plan, done }: Interrupted): string {
  const what = plan.provenance.undoes === undefined ? 'An apply' : 'A rollback';
  return `${what} that began at ${at} was interrupted after ${done} of ${count(plan.operations.length, 'write')}`;
}

const few = 10;

/** What an interrupted apply still has to write, object by object; what cannot be missed comes first. */
export function showLeftover(
  left: readonly Operation[],
  names: Plan['names'],
  columns: number,
): readonly Line[] {
  if (left.length === 0) return paragraph('Nothing of it is left to write.', columns, 0);
  const objects = [...Map.groupBy(left, ({ object }) => object)].toSorted(
    ([, a], [, b]) => Number(deletes(b)) - Number(deletes(a)),
  );
  const deleted = objects.filter(([, operations]) => deletes(operations)).length;
  const deletions =
    deleted === 0
      ? 'nothing is deleted'
      : `${count(deleted, 'object')} ${deleted === 1 ? 'is' : 'are'} deleted`;
  const shown = objects.slice(0, Math.max(few, deleted));
  return [
    ...paragraph(
      `Left ${left.length === 1 ? 'is' : 'are'} ${count(left.length, 'write')} to ${count(objects.length, 'object')}; ${deletions}:`,
      columns,
      0,
    ),
    ...shown.flatMap((each) => showObject(each, names, columns)),
    ...(objects.length > shown.length
      ? paragraph(`and ${count(objects.length - shown.length, 'more object')}`, columns, 4)
      : []),
  ];
}

const deletes = (operations: readonly Operation[]): boolean =>
  operations.some(({ write }) => write.type.startsWith('delete') && write.type !== 'deleteOpenExtension');

function showObject(
  [object, operations]: readonly [ObjectKey, readonly Operation[]],
  names: Plan['names'],
  columns: number,
): readonly Line[] {
  const name = span(safe(names[object] ?? object), 'name');
  if (deletes(operations))
    return wrap([span('- ', 'removed'), name, span('  is deleted', 'removed')], columns, 4, 2);
  const attributes = operations.flatMap(({ changes, passing }) => [
    ...changes.map((key) => key.slice(key.lastIndexOf('/') + 1)),
    ...(passing ? [passing.attribute] : []),
  ]);
  const created = attributes.includes('exists');
  const what = [...new Set(attributes)].filter((each) => each !== 'exists').map(shownName);
  return wrap(
    [
      created ? span('+ ', 'added') : span('~ ', 'changed'),
      name,
      span(`  ${created ? ['is created', ...what].join(', ') : what.join(', ')}`),
    ],
    columns,
    4,
    2,
  );
}
