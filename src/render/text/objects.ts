import { shownName } from '../../core/attributes/extension-value.ts';
import { restoredIn } from '../../core/plan/counts.ts';
import type { Change, ObjectKey, Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { notUndone, showChange } from './change.ts';
import { blank, line, paragraph, span, width, wrap, type Line, type Role } from './lines.ts';

/** The changes, object by object: definitions of extensions first, then users, then groups. */
export function showObjects(
  changes: readonly Change[],
  { names, operations }: Pick<Plan, 'names' | 'operations'>,
  columns: number,
): readonly Line[] {
  const shown = {
    names,
    exchange: throughExchange(operations),
    restored: restoredIn({ operations }),
    columns,
  };
  return sectionsOf(changes, names).flatMap(({ title, objects }) => [
    blank,
    line(span(title, 'heading')),
    ...objects.flatMap(([object, ofObject]) => [blank, ...showObject(object, ofObject, shown)]),
  ]);
}

/** Objects of which something goes through Exchange Online first. */
export const throughExchange = (operations: Plan['operations']): ReadonlySet<ObjectKey> =>
  new Set(operations.filter(({ channels }) => channels[0] === 'exchange').map(({ object }) => object));

/** Changes by object, by name; without the kinds of objects of which nothing changes. */
export function sectionsOf(
  changes: readonly Change[],
  names: Plan['names'],
): readonly { readonly title: string; readonly objects: readonly (readonly [ObjectKey, Change[]])[] }[] {
  return [
    { title: 'Definitions of extensions', of: changes.filter(isDefinition) },
    { title: 'Users', of: changes.filter(isUser) },
    { title: 'Groups', of: changes.filter(isGroup) },
  ].flatMap(({ title, of }) =>
    of.length === 0
      ? []
      : [
          {
            title,
            objects: [...Map.groupBy(of, (change) => change.object)].toSorted(([a], [b]) =>
              byName(names[a] ?? a, names[b] ?? b),
            ),
          },
        ],
  );
}

const isUser = ({ kind }: Change): boolean => kind === 'user';
const isGroup = ({ kind }: Change): boolean => kind === 'group';
const isDefinition = (change: Change): boolean => !isUser(change) && !isGroup(change);

interface Shown {
  readonly names: Plan['names'];
  /** Objects of which something goes through Exchange Online. */
  readonly exchange: ReadonlySet<ObjectKey>;
  readonly restored: ReadonlySet<ObjectKey>;
  readonly columns: number;
}

function showObject(
  object: ObjectKey,
  changes: readonly Change[],
  { names, exchange, restored, columns }: Shown,
): readonly Line[] {
  const existence = changes.find((change) => change.attribute === 'exists');
  const name = safe(names[object] ?? object);
  const column = Math.max(14, ...changes.map((change) => width(shownName(change.attribute))));
  const { sign, role, words } = fateOf(existence, restored);
  const title = [
    span(`${sign} `, role),
    span(name, 'name'),
    ...(words === '' ? [] : [span(`  ${words}`, role)]),
  ];
  return [
    ...wrap(title, columns, 4, 2),
    ...(existence?.consequence === undefined
      ? []
      : paragraph(`! ${existence.consequence}`, columns, 6, 'warning')),
    ...(existence?.irreversible === undefined
      ? []
      : paragraph(`! ${notUndone(existence.irreversible)}`, columns, 6, 'warning')),
    ...changes
      .filter((change) => change !== existence)
      .flatMap((change) => showChange(change, names, column, columns)),
    ...(exchange.has(object) ? paragraph(throughExchangeWords, columns, 6, 'quiet') : []),
  ];
}

/** What becomes of an object as a whole, by its change of `exists`, if there is one. */
export function fateOf(
  existence: Pick<Change, 'object' | 'after'> | undefined,
  restored: ReadonlySet<ObjectKey>,
): { readonly sign: string; readonly role: Role; readonly words: string } {
  if (existence === undefined) return { sign: '~', role: 'changed', words: '' };
  if (existence.after !== true) return { sign: '-', role: 'removed', words: 'is deleted' };
  const words = restored.has(existence.object) ? 'is restored from the deleted items' : 'is created';
  return { sign: '+', role: 'added', words };
}

export const throughExchangeWords = 'The extension attributes are written through Exchange Online.';

function byName(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}
