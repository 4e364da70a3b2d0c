import { shownName } from '../../core/attributes/extension-value.ts';
import { restoredIn } from '../../core/plan/counts.ts';
import type { Change, ObjectKey } from '../../core/plan/plan.ts';
import { count } from '../text/summary.ts';
import { block, forms, type Block } from './blocks.ts';
import { details } from './details.ts';
import { text } from './escape.ts';
import { importance } from './importance.ts';
import { rows } from './rows.ts';
import { nameIn, type Shown } from './shown.ts';
import { table } from './table.ts';
import { showChange } from './value.ts';

/** As many objects are shown without being asked for. */
const openUpTo = 8;

/** The table of people and groups: values first, then which attributes, then fewer of them. */
export function objectBlock(
  title: string,
  changes: readonly Change[],
  shown: Shown,
  kept: number,
): readonly Block[] {
  if (changes.length === 0) return [];
  const restored = restoredIn(shown.plan);
  if (shown.redaction === 'counts') return [byAttribute(title, changes, restored)];
  const objects = inOrder(changes, shown);
  const heading = `${title}: ${objectCounts(changes)}`;
  const folded = (body: string): string =>
    objects.length <= openUpTo && kept === importance.rows
      ? `#### ${heading}\n\n${body}`
      : details(heading, body);
  const show =
    (line: (change: Change) => string, between: string) =>
    (most: number): string => {
      const more = objects.length - most;
      const body = table(
        ['Object', 'Changes'],
        objects
          .slice(0, most)
          .map(([object, ofObject]) => [nameIn(shown, object), cellOf(ofObject, restored, line, between)]),
      );
      const rest = more > 0 ? `\n\nand ${count(more, 'more object')}: see ${shown.elsewhere}.` : '';
      return folded(body + rest);
    };
  const names = show(({ attribute }) => text(shownName(attribute)), ', ');
  const least = rows(objects.length, names, kept, `${heading}; see ${shown.elsewhere}.`);
  if (shown.redaction !== 'full') return [least];
  const values = show((change) => showChange(change, shown), '<br>')(objects.length);
  return [forms(block(values, Math.min(importance.values, kept)), least)];
}

function cellOf(
  changes: readonly Change[],
  restored: ReadonlySet<ObjectKey>,
  line: (change: Change) => string,
  between: string,
): string {
  const existence = changes.find(({ attribute }) => attribute === 'exists');
  const rest = changes
    .filter((change) => change !== existence)
    .map(line)
    .join(between);
  if (!existence) return rest;
  const word = `<b>is ${fate(existence, restored)}</b>`;
  const warning =
    between === '<br>' && existence.consequence !== undefined
      ? `<br><sub>⚠️ ${text(existence.consequence)}</sub>`
      : '';
  return [word + warning, rest].filter((part) => part !== '').join('<br>');
}

const rank = ([first]: readonly Change[]): number => kinds.indexOf(first?.kind ?? '');
const kinds = ['directoryExtension', 'schemaExtension', 'user', 'group'];

/** Definitions, people, groups; each by name. */
function inOrder(
  changes: readonly Change[],
  { plan }: Shown,
): readonly (readonly [ObjectKey, readonly Change[]])[] {
  const name = (key: ObjectKey): string => (plan.names[key] ?? key).toLowerCase();
  return [...Map.groupBy(changes, ({ object }) => object)].toSorted(
    ([a, x], [b, y]) => rank(x) - rank(y) || (name(a) < name(b) ? -1 : 1),
  );
}

/** `35 users and 14 groups` */
export function objectCounts(changes: readonly Change[]): string {
  const of = (...wanted: readonly string[]): number =>
    new Set(changes.flatMap(({ kind, object }) => (wanted.includes(kind) ? [object] : []))).size;
  const parts = [
    [of('user'), 'user'],
    [of('group'), 'group'],
    [of('directoryExtension', 'schemaExtension'), 'definition'],
  ] as const;
  return parts
    .filter(([size]) => size > 0)
    .map(([size, noun]) => count(size, noun))
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** Where no object may be shown: how many have which attribute changed. */
function byAttribute(title: string, changes: readonly Change[], restored: ReadonlySet<ObjectKey>): Block {
  const words = (change: Change): string =>
    change.attribute === 'exists' ? fate(change, restored) : shownName(change.attribute);
  const found = [...Map.groupBy(changes, (change) => `${change.kind} ${words(change)}`)];
  const body = (most: number): string =>
    details(
      `${title}: ${objectCounts(changes)}`,
      table(
        ['Attribute', 'Objects'],
        found
          .slice(0, most)
          .map(([, same]) => [text(same.slice(0, 1).map(words).join()), objectCounts(same)]),
      ),
    );
  return rows(found.length, body, importance.rows, `${title}: ${objectCounts(changes)}.`);
}

/** What becomes of an object as a whole. */
const fate = ({ after, object }: Change, restored: ReadonlySet<ObjectKey>): string =>
  after !== true ? 'deleted' : restored.has(object) ? 'restored' : 'created';
