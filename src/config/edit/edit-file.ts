import type { Json } from '../../core/attributes/attribute.ts';
import type { DesiredDefinition } from '../../core/desired/desired.ts';
import type { Problem } from '../../core/problem.ts';
import { plainValue, type Node } from '../node.ts';
import { parse, parseSource } from '../parse.ts';
import { applyEdits, type Edited } from './apply-edits.ts';
import { noComments, type Comments } from './comments.ts';
import type { Edit } from './edit.ts';
import { lineEnding } from './lines.ts';
import { isList, isObject, same } from './plain.ts';
import { reconcile } from './reconcile.ts';
import { byHand, Refusal } from './refusal.ts';
import { ruleOnOneLine } from './rule-block.ts';
import { splice, type Splice } from './splice.ts';
import { blockMap } from './value-text.ts';

/** A file with its edits, or why it was not edited: then nothing of it is. */
export type EditedFile = { readonly text: string } | { readonly problems: readonly Problem[] };

/**
 * Edits the text of a file. Whatever is not edited stays byte for byte: comments, empty lines, order, quotation marks, the
 * way lines end, a byte order mark. An edit to what the file says already changes nothing. The result is read again, and
 * what does not say exactly what it should is a problem and no text. `file` is for the places of problems, `definitions`
 * are those of `extensions/`.
 */
export function editFile(
  text: string,
  edits: readonly Edit[],
  file: string,
  definitions: readonly DesiredDefinition[] = [],
): EditedFile {
  return transformFile(text, file, (root) => applyEdits(root, edits, definitions));
}

/** What a file is to become; where the splices are known, they are taken instead of those that the difference asks for. */
export type Transformed = Omit<Edited, 'comments'> &
  Partial<Pick<Edited, 'comments'>> & { readonly splices?: readonly Splice[] };

/**
 * The same with whatever makes of a file what it is to become; it is given the file without its byte order mark. It may
 * throw Refusal.
 */
export function transformFile(
  text: string,
  file: string,
  make: (root: Node | undefined, body: string) => Transformed,
): EditedFile {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const body = text.slice(mark.length);
  const parsed = parse(body, file);
  if ('problem' in parsed) return { problems: [parsed.problem] };
  try {
    const edited = make(parsed.root, body);
    if (same(edited.before, edited.after)) return { text };
    const made = madeOf(body, parsed.root, edited);
    const again = parse(made, file);
    const said = 'root' in again && again.root !== undefined ? (plainValue(again.root) as Json) : {};
    if (!same(comparable(said), comparable(edited.after))) throw notEditable;
    return { text: mark + made };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problems: [{ ...error.problem, place: placeOf(error.offset ?? 0, body, file) }] };
  }
}

function madeOf(body: string, root: Node | undefined, edited: Transformed): string {
  if (edited.splices !== undefined) return splice(body, edited.splices);
  const { before, after, origins, comments = noComments } = edited;
  const { contents } = parseSource(body);
  return contents === null || root?.type !== 'map' || Object.keys(before).length === 0
    ? withMap(body, after, comments)
    : splice(body, reconcile(contents, before, after, { text: body, origins, comments }));
}

/** A file that holds nothing but comments so far. */
function withMap(body: string, map: { readonly [key: string]: Json }, comments: Comments): string {
  const eol = lineEnding(body, body.length);
  const separator = body === '' || body.endsWith('\n') ? '' : eol;
  return `${body}${separator}${blockMap(map, '', eol, comments)}${eol}`;
}

/** Line breaks in rules do not matter. */
function comparable(value: Json, key?: string): Json {
  if (key === 'rule' && typeof value === 'string') return ruleOnOneLine(value);
  if (isList(value)) return value.map((item) => comparable(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, comparable(each, name)]));
}

function placeOf(offset: number, body: string, file: string): NonNullable<Problem['place']> {
  const before = body.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

const notEditable = new Refusal({
  id: 'edit',
  message: 'The file is written in a way in which this cannot be changed without changing something else.',
  remedy: byHand,
});
