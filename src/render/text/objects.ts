import type { Change, ObjectKey, Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { showChange } from './change.ts';
import { blank, line, paragraph, span, width, wrap, type Line } from './lines.ts';

/** The changes, object by object: users first, then groups. */
export function showObjects(
  changes: readonly Change[],
  names: Plan['names'],
  columns: number,
): readonly Line[] {
  const users = changes.filter((change) => change.kind === 'user');
  const groups = changes.filter((change) => change.kind === 'group');
  return [...section('Users', users, names, columns), ...section('Groups', groups, names, columns)];
}

function section(
  title: string,
  changes: readonly Change[],
  names: Plan['names'],
  columns: number,
): readonly Line[] {
  if (changes.length === 0) return [];
  const objects = [...Map.groupBy(changes, (change) => change.object)].toSorted(([a], [b]) =>
    byName(names[a] ?? a, names[b] ?? b),
  );
  return [
    blank,
    line(span(title, 'heading')),
    ...objects.flatMap(([object, ofObject]) => [blank, ...showObject(object, ofObject, names, columns)]),
  ];
}

function showObject(
  object: ObjectKey,
  changes: readonly Change[],
  names: Plan['names'],
  columns: number,
): readonly Line[] {
  const existence = changes.find((change) => change.attribute === 'exists');
  const name = safe(names[object] ?? object);
  const column = Math.max(14, ...changes.map((change) => width(change.attribute)));
  const title =
    existence === undefined
      ? [span('~ ', 'changed'), span(name, 'name')]
      : existence.after === true
        ? [span('+ ', 'added'), span(name, 'name'), span('  is created', 'added')]
        : [span('- ', 'removed'), span(name, 'name'), span('  is deleted', 'removed')];
  return [
    ...wrap(title, columns, 4, 2),
    ...(existence?.consequence === undefined
      ? []
      : paragraph(`! ${existence.consequence}`, columns, 6, 'warning')),
    ...changes
      .filter((change) => change !== existence)
      .flatMap((change) => showChange(change, names, column, columns)),
  ];
}

function byName(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}
