import { shownName } from '../../core/attributes/extension-value.ts';
import type { Change, ObjectKey, Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { showChange } from './change.ts';
import { blank, line, paragraph, span, width, wrap, type Line } from './lines.ts';

/** The changes, object by object: definitions of extensions first, then users, then groups. */
export function showObjects(
  changes: readonly Change[],
  { names, operations }: Pick<Plan, 'names' | 'operations'>,
  columns: number,
): readonly Line[] {
  const exchange = new Set(
    operations.filter(({ channels }) => channels[0] === 'exchange').map(({ object }) => object),
  );
  const shown = { names, exchange, columns };
  return [
    ...section('Definitions of extensions', changes.filter(isDefinition), shown),
    ...section('Users', changes.filter(isUser), shown),
    ...section('Groups', changes.filter(isGroup), shown),
  ];
}

const isUser = ({ kind }: Change): boolean => kind === 'user';
const isGroup = ({ kind }: Change): boolean => kind === 'group';
const isDefinition = (change: Change): boolean => !isUser(change) && !isGroup(change);

interface Shown {
  readonly names: Plan['names'];
  /** Objects of which something goes through Exchange Online. */
  readonly exchange: ReadonlySet<ObjectKey>;
  readonly columns: number;
}

function section(title: string, changes: readonly Change[], shown: Shown): readonly Line[] {
  const { names } = shown;
  if (changes.length === 0) return [];
  const objects = [...Map.groupBy(changes, (change) => change.object)].toSorted(([a], [b]) =>
    byName(names[a] ?? a, names[b] ?? b),
  );
  return [
    blank,
    line(span(title, 'heading')),
    ...objects.flatMap(([object, ofObject]) => [blank, ...showObject(object, ofObject, shown)]),
  ];
}

function showObject(
  object: ObjectKey,
  changes: readonly Change[],
  { names, exchange, columns }: Shown,
): readonly Line[] {
  const existence = changes.find((change) => change.attribute === 'exists');
  const name = safe(names[object] ?? object);
  const column = Math.max(14, ...changes.map((change) => width(shownName(change.attribute))));
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
    ...(existence?.irreversible === undefined
      ? []
      : paragraph(`! A rollback does not undo this: ${existence.irreversible}`, columns, 6, 'warning')),
    ...changes
      .filter((change) => change !== existence)
      .flatMap((change) => showChange(change, names, column, columns)),
    ...(exchange.has(object)
      ? paragraph('The extension attributes are written through Exchange Online.', columns, 6, 'quiet')
      : []),
  ];
}

function byName(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}
