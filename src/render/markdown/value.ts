import { shownName } from '../../core/attributes/extension-value.ts';
import type { Value } from '../../core/attributes/attribute.ts';
import type { Change } from '../../core/plan/plan.ts';
import { showValue } from '../text/value.ts';
import { wordDiff } from '../text/word-diff.ts';
import { text } from './escape.ts';
import { codeIn, nameIn, type Shown } from './shown.ts';

/** From this length on, two texts are shown as one with the differences marked. */
const long = 30;

/** One change as a line of a cell: the attribute, before and after, and what happens besides. */
export function showChange(change: Change, shown: Shown): string {
  const { attribute, fromDefaults, consequence, irreversible, shownByGraph } = change;
  const remarks = [
    ...(fromDefaults ? ['(from defaults)'] : []),
    ...(shownByGraph === undefined
      ? []
      : [`(Graph shows ${codeIn(shown, showValue(attribute, shownByGraph, shown.plan.names))})`]),
  ];
  const warnings = [
    ...(consequence === undefined ? [] : [text(consequence)]),
    ...(irreversible === undefined ? [] : [`A rollback does not undo this: ${text(irreversible)}`]),
  ];
  return [
    [`${text(shownName(attribute))}: ${showValues(change, shown)}`, ...remarks].join(' '),
    ...warnings.map((each) => `<sub>⚠️ ${each}</sub>`),
  ].join('<br>');
}

/** Old and new of a value that may be shown. */
export function showValues(
  { attribute, before, after, sensitive }: Pick<Change, 'attribute' | 'before' | 'after' | 'sensitive'>,
  shown: Shown,
): string {
  const { names } = shown.plan;
  const one = (value: Value): string => codeIn(shown, showValue(attribute, value, names));
  if (sensitive && typeof (after ?? before) !== 'boolean')
    return isNone(before) ? '(set)' : isNone(after) ? '(cleared)' : '(changed)';
  if (attribute === 'membershipRule') return rule(before, after);
  if (attribute === 'owners' || attribute === 'members') return people(before, after, shown);
  if (isNone(before)) return one(after);
  if (isNone(after)) return `${one(before)} → (cleared)`;
  const [old, wanted] = [showValue(attribute, before, names), showValue(attribute, after, names)];
  return (
    (old.length >= long && wanted.length >= long ? marked(old, wanted, shown) : undefined) ??
    `${one(before)} → ${one(after)}`
  );
}

/** Rules are too long for a table: they are shown beneath it. */
const rule = (before: Value, after: Value): string =>
  isNone(after)
    ? 'none any more, the members are assigned'
    : isNone(before)
      ? 'a rule, see below'
      : 'another rule, see below';

const isNone = (value: Value): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** Longer texts word by word; undefined where that is no easier to read, or longer than there is room for. */
function marked(before: string, after: string, { whole }: Shown): string | undefined {
  if (!whole && before.length + after.length > 600) return undefined;
  return wordDiff(before, after)
    ?.map(({ text: piece, role }) => {
      const word = piece.replace(/^(?:\{\+|\[-)([^]*)(?:\+\}|-\])$/, '$1');
      if (role === 'added') return `<ins>${text(word)}</ins>`;
      return role === 'removed' ? `<del>${text(word)}</del>` : text(piece);
    })
    .join('');
}

const list = (value: Value): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const mostPeople = 10;

function people(before: Value, after: Value, shown: Shown): string {
  const name = (id: string): string => {
    const key = ['user', 'device', 'object']
      .map((kind) => `${kind}:${id}`)
      .find((each) => each in shown.plan.names);
    return nameIn(shown, key ?? `user:${id}`);
  };
  const changes = [
    ...list(after).flatMap((id) => (list(before).includes(id) ? [] : [`+ ${name(id)}`])),
    ...list(before).flatMap((id) => (list(after).includes(id) ? [] : [`− ${name(id)}`])),
  ];
  const more = changes.length - mostPeople;
  return shown.whole || more <= 0
    ? changes.join(', ')
    : `${changes.slice(0, mostPeople).join(', ')} and ${more.toLocaleString('en')} more`;
}
