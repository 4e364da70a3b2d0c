import type { Json } from '../../core/attributes/attribute.ts';
import type { DesiredDefinition } from '../../core/desired/desired.ts';
import type { Problem } from '../../core/problem.ts';
import { plainValue } from '../node.ts';
import { parse, parseSource } from '../parse.ts';
import { applyEdits } from './apply-edits.ts';
import type { Comments } from './comments.ts';
import type { Edit } from './edit.ts';
import { lineEnding } from './lines.ts';
import { isList, isObject, same } from './plain.ts';
import { reconcile } from './reconcile.ts';
import { byHand, Refusal } from './refusal.ts';
import { ruleOnOneLine } from './rule-block.ts';
import { splice } from './splice.ts';
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
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const body = text.slice(mark.length);
  const parsed = parse(body, file);
  if ('problem' in parsed) return { problems: [parsed.problem] };
  try {
    const edited = applyEdits(parsed.root, edits, definitions);
    if (same(edited.before, edited.after)) return { text };
    const { contents } = parseSource(body);
    const made =
      contents === null || parsed.root?.type !== 'map' || Object.keys(edited.before).length === 0
        ? withMap(body, edited.after, edited.comments)
        : splice(body, reconcile(contents, edited.before, edited.after, { ...edited, text: body }));
    const again = parse(made, file);
    const said = 'root' in again && again.root !== undefined ? (plainValue(again.root) as Json) : {};
    if (!same(comparable(said), comparable(edited.after))) throw notEditable;
    return { text: mark + made };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problems: [{ ...error.problem, place: placeOf(error.offset ?? 0, body, file) }] };
  }
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
