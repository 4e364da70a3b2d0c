import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  visit,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { keyName } from '../keys.ts';
import { quote } from '../quote.ts';
import { trimmedEnd } from './lines.ts';
import { byHand, Refusal } from './refusal.ts';
import type { ScalarStyle } from './scalar-text.ts';

/** A key and its value in the source of a file, as offsets. */
export interface SourcePair {
  readonly name: string;
  readonly from: number;
  /** Behind the colon; behind the key where there is none. */
  readonly afterColon: number;
  /** Without the comment behind it. */
  readonly to: number;
  /** Undefined where nothing stands behind the colon. */
  readonly value: Node | undefined;
}

/** The pairs of a map in the order of the file, those that stand twice only once. */
export function pairsOf(map: YAMLMap, text: string): readonly SourcePair[] {
  const found = new Map<string, SourcePair>();
  for (const pair of map.items) {
    const made = sourcePair(pair as Pair<Node | null, Node | null>, text);
    if (made !== undefined && !found.has(made.name)) found.set(made.name, made);
  }
  return [...found.values()];
}

function sourcePair({ key, value }: Pair<Node | null, Node | null>, text: string): SourcePair | undefined {
  const name = keyName(key, text);
  const [from, keyEnd] = key?.range ?? [];
  if (name === undefined || from === undefined || keyEnd === undefined) return undefined;
  const colon = /^\s*:/.exec(text.slice(keyEnd, keyEnd + 1024))?.[0].length ?? 0;
  const empty = value === null || (isScalar(value) && value.type === 'PLAIN' && value.source === '');
  const afterColon = keyEnd + colon;
  return {
    name,
    from,
    afterColon,
    to: empty ? afterColon : contentEnd(value, text),
    value: empty ? undefined : value,
  };
}

/** Where the text of a node ends, without the empty lines and comments that the parser counts as a part of it. */
export function contentEnd(node: Node, text: string): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last = node.items.at(-1);
    const inner = isPair(last)
      ? sourcePair(last as Pair<Node | null, Node | null>, text)?.to
      : endOf(last, text);
    if (inner !== undefined) return inner;
  }
  return trimmedEnd(text, node.range?.[1] ?? 0);
}

function endOf(item: unknown, text: string): number | undefined {
  return isMap(item) || isSeq(item) || isScalar(item) || isAlias(item) ? contentEnd(item, text) : undefined;
}

/** The offset of the dash of each item of a block list. */
export function dashesOf(list: YAMLSeq): readonly number[] {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') return [];
  return token.items.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? []);
}

export function styleOf(node: Node): ScalarStyle | undefined {
  if (!isScalar(node)) return undefined;
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'QUOTE_SINGLE':
      return 'single';
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block';
    case 'PLAIN':
    case undefined:
      return 'plain';
    default:
      return undefined;
  }
}

/** Throws Refusal where a node is written as an alias or repeated by one. */
export function refuseShared(node: Node): void {
  const offset = node.range?.[0];
  if (isAlias(node))
    throw new Refusal(
      {
        id: 'alias',
        message: `${quote(`*${node.source}`)} stands for a value that is written elsewhere, so it is not edited here.`,
        remedy: byHand,
      },
      offset,
    );
  if ('anchor' in node && typeof node.anchor === 'string')
    throw new Refusal(
      {
        id: 'alias',
        message: `The value is marked with ${quote(`&${node.anchor}`)}, so editing it may change other places too.`,
        remedy: byHand,
      },
      offset,
    );
}

/** The same for a node and everything in it. */
export function refuseSharedWithin(node: Node): void {
  visit(node, { Node: (_, each) => refuseShared(each) });
}
