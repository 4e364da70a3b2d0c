import { isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Json } from '../../core/attributes/attribute.ts';
import { flowCollection, type FlowPart } from './flow.ts';
import { addLines, blockRule, insertedLines, pastEmptyLine, removeLines } from './block-lines.ts';
import { commented, type Comments } from './comments.ts';
import { lineEnding, lineStart, nextLine } from './lines.ts';
import { pairItems } from './pair-items.ts';
import { isList, isObject, same, type JsonObject } from './plain.ts';
import { scalarText } from './scalar-text.ts';
import {
  contentEnd,
  dashesOf,
  pairsOf,
  refuseShared,
  refuseSharedWithin,
  styleOf,
  type SourcePair,
} from './source-node.ts';
import type { Splice } from './splice.ts';
import { behindColon, blockItem, flowText, keyText } from './value-text.ts';

/** Where a value stands. */
interface Where {
  readonly flow: boolean;
  readonly key?: string;
  /** Behind the colon or the dash. */
  readonly after: number;
  /** Of the map or list that holds it. */
  readonly indent: string;
}

interface Source {
  readonly text: string;
  readonly origins: ReadonlyMap<Json, Json>;
  readonly comments: Comments;
}

/**
 * The splices that turn the source of a value into another value, and leave alone whatever stands for what both have:
 * comments, order, quotation marks, line endings. Throws Refusal where an anchor or an alias is in the way.
 */
export function reconcile(root: Node, before: Json, after: Json, source: Source): readonly Splice[] {
  return change(root, before, after, { flow: false, after: 0, indent: '' }, source);
}

function change(node: Node, before: Json, after: Json, where: Where, source: Source): readonly Splice[] {
  if (same(before, after)) return [];
  refuseShared(node);
  if (isMap(node) && isObject(before) && isObject(after)) {
    const inMap = changeMap(node, before, after, source);
    if (inMap) return inMap;
  }
  if (isSeq(node) && isList(before) && isList(after)) {
    const inList = changeList(node, before, after, source);
    if (inList) return inList;
  }
  return [replace(node, after, where, source)];
}

/** Undefined where nothing of the map stays, so that it is to be written anew. */
function changeMap(
  node: YAMLMap,
  before: JsonObject,
  after: JsonObject,
  source: Source,
): readonly Splice[] | undefined {
  const { text } = source;
  const pairs = pairsOf(node, text).filter(({ name }) => Object.hasOwn(before, name));
  const kept = pairs.filter(({ name }) => Object.hasOwn(after, name));
  const first = pairs[0];
  if (kept.length === 0 || first === undefined) return undefined;
  const added = Object.entries(after).filter(([name]) => !Object.hasOwn(before, name));
  const flow = node.flow === true;
  const indent = ' '.repeat(first.from - lineStart(text, first.from));
  const inside = kept.flatMap((pair) => {
    const where = { flow, key: pair.name, after: pair.afterColon, indent };
    const [was, is] = [before[pair.name] ?? null, after[pair.name] ?? null];
    if (same(was, is)) return [];
    return pair.value === undefined
      ? [{ from: pair.afterColon, to: pair.afterColon, text: inPlace(is, where, source) }]
      : change(pair.value, was, is, where, source);
  });
  const removed = pairs.filter((pair) => !kept.includes(pair));
  for (const { value } of removed) if (value) refuseSharedWithin(value);
  if (removed.length === 0 && added.length === 0) return inside;
  if (flow) {
    const parts = pairs.map(({ from, to, name }): FlowPart => ({
      from,
      to,
      kept: Object.hasOwn(after, name),
    }));
    const more = added.map(([name, value]) => `${keyText(name, true)}: ${flowText(value, name)}`);
    return flowCollection(node, parts, inside, more, text);
  }
  return [...inside, ...removeLines(pairs, kept, text), ...addKeys(pairs, added, indent, text)];
}

/** An id comes right behind the name of its entry, all else at the end. */
function addKeys(
  pairs: readonly SourcePair[],
  added: readonly (readonly [string, Json])[],
  indent: string,
  text: string,
): readonly Splice[] {
  const [first] = pairs;
  const behindName = first?.name === 'user' || first?.name === 'group';
  const ids = added.filter(([name]) => behindName && name === 'id');
  const rest = added.filter((each) => !ids.includes(each));
  return [
    ...addLines(pairs.slice(0, 1), Object.fromEntries(ids), indent, text),
    ...addLines(pairs, Object.fromEntries(rest), indent, text),
  ];
}

/** Undefined where the list is to be written anew. */
function changeList(
  node: YAMLSeq,
  before: readonly Json[],
  after: readonly Json[],
  source: Source,
): readonly Splice[] | undefined {
  const { text, origins, comments } = source;
  const nodes = node.items as readonly (Node | null)[];
  const paired = pairItems(before, after, origins);
  if (!paired || nodes.length !== before.length || nodes.some((each) => !each)) return undefined;
  const { partners, added } = paired;
  const flow = node.flow === true;
  const dashes = flow ? [] : dashesOf(node);
  const firstDash = dashes[0];
  if (!flow && (firstDash === undefined || dashes.length < nodes.length)) return undefined;
  if (!flow && dashes.some((dash) => text.slice(lineStart(text, dash), dash).trim() !== '')) return undefined;
  const indent = ' '.repeat(firstDash === undefined ? 0 : firstDash - lineStart(text, firstDash));
  const items = nodes.flatMap((each, index) => {
    if (!each) return [];
    const dash = dashes[index] ?? 0;
    return [{ node: each, from: each.range?.[0] ?? 0, to: contentEnd(each, text), dash, index }];
  });
  const inside = items.flatMap(({ node: each, index, dash }) => {
    const partner = partners[index];
    return partner === undefined
      ? []
      : change(each, before[index] ?? null, partner, { flow, after: dash + 1, indent }, source);
  });
  const removed = items.filter(({ index }) => partners[index] === undefined);
  for (const each of removed) refuseSharedWithin(each.node);
  if (removed.length === 0 && added.length === 0) return inside;
  if (flow) {
    const parts = items.map(({ from, to, index }) => ({ from, to, kept: partners[index] !== undefined }));
    return flowCollection(
      node,
      parts,
      inside,
      added.map((each) => flowText(each)),
      text,
    );
  }
  const gone = removed.map(({ dash, to, index }) => {
    const isLast = index === items.length - 1;
    const end = nextLine(text, to);
    // One of the empty lines around an entry goes with it.
    return { from: lineStart(text, dash), to: isLast ? end : pastEmptyLine(text, end), text: '' };
  });
  const last = items.at(-1);
  if (last === undefined || added.length === 0) return [...inside, ...gone];
  const spaced = items.length > 1 && /\n[ \t]*\r?\n[ \t]*$/.test(text.slice(0, last.dash));
  const inFlow = isMap(last.node) && last.node.flow === true;
  const more = insertedLines(last.to, text, (eol) =>
    added
      .map((each) => {
        const item = inFlow ? flowText(each) : blockItem(each, `${indent}  `, eol);
        return `${spaced ? eol : ''}${indent}- ${commented(item, each, comments)}`;
      })
      .join(eol),
  );
  return [...inside, ...gone, more];
}

function replace(node: Node, after: Json, where: Where, source: Source): Splice {
  const { text } = source;
  refuseSharedWithin(node);
  const from = node.range?.[0] ?? 0;
  const to = contentEnd(node, text);
  const style = styleOf(node);
  if (style === 'block' && where.key === 'rule' && typeof after === 'string')
    return { from, to, text: blockRule(text.slice(from, to), after, text, from) };
  if (style !== undefined && (after === null || typeof after !== 'object')) {
    const before =
      style === 'block' ? {} : { before: { style, text: String(isScalar(node) ? node.value : '') } };
    const key = where.key === undefined ? {} : { key: where.key };
    return { from, to, text: scalarText(after, { flow: where.flow, ...key, ...before }) };
  }
  if (where.flow || where.key === undefined) return { from, to, text: flowText(after, where.key) };
  return { from: where.after, to, text: inPlace(after, where, source) };
}

function inPlace(
  value: Json,
  { flow, key = '', indent, after }: Where,
  { text, comments }: Pick<Source, 'text' | 'comments'>,
): string {
  return flow
    ? ` ${flowText(value, key)}`
    : behindColon(value, key, indent, lineEnding(text, after), comments);
}
