import type { Attribute, Json, Value } from '../core/attributes/attribute.ts';
import { sameValue } from '../core/attributes/value.ts';
import { parseRule } from '../rules/parse.ts';
import { readAttributes } from './entry.ts';
import { readExtensionValues } from './extension-values.ts';
import type { Declared, DesiredDefinition } from '../core/desired/desired.ts';
import { problemsWithin, type Flaws } from './flaw.ts';
import { listKey } from './kinds.ts';
import type { MapNode, Node } from './node.ts';
import { checkStructure } from './structure.ts';
import { setAttribute } from './edit/set-attribute.ts';
import { withWireNames } from './edit/rule-names.ts';
import { Refusal } from './edit/refusal.ts';

const place = { file: '', line: 1, column: 1 };

/** A plain value as a file that holds it would be read. */
export function nodeOf(value: Json): Node {
  if (Array.isArray(value)) return { type: 'list', place, items: value.map((item: Json) => nodeOf(item)) };
  if (typeof value === 'object' && value !== null)
    return {
      type: 'map',
      place,
      pairs: new Map(
        Object.entries(value as { readonly [name: string]: Json }).map(([name, each]) => [
          name,
          { key: { name, place }, value: nodeOf(each) },
        ]),
      ),
    };
  const plain = typeof value !== 'string';
  return { type: 'scalar', place, value, source: String(value), plain };
}

/**
 * Why the files cannot say a value as it is, as a sentence; undefined where they can, so that reading what they say comes
 * to the same value. References and pauses are not judged here.
 */
export function whyNotSayable(
  row: Attribute,
  value: Value,
  definitions: readonly DesiredDefinition[],
): string | undefined {
  if (row.shape.type === 'processing') return undefined;
  if (row.shape.type === 'rule' && (typeof value !== 'string' || !parseRule(value).rule))
    return 'The rule cannot be read.';
  try {
    const entry = setAttribute(row.on, {}, row.name, value, definitions);
    const [problem, read] = readBack(row, nodeOf(entry) as MapNode, definitions);
    if (problem !== undefined) return problem;
    if (read === undefined) return 'The files have no way to say it.';
    const said = read.value as Value;
    const again =
      row.shape.type === 'rule' && typeof said === 'string' ? withWireNames(said, definitions) : said;
    return sameValue(row, value, again)
      ? undefined
      : 'The files cannot say it exactly, since spaces around a text count as nothing there.';
  } catch (error) {
    if (error instanceof Refusal) return error.problem.message;
    throw error;
  }
}

function readBack(
  row: Attribute,
  entry: MapNode,
  definitions: readonly DesiredDefinition[],
): readonly [string | undefined, Declared | undefined] {
  const flaws: Flaws = new Map();
  const label = nodeOf({ [row.on]: 'anybody' }) as MapNode;
  const whole: MapNode = { ...entry, pairs: new Map([...label.pairs, ...entry.pairs]) };
  // Of texts the schema says nothing that is not read below.
  if (row.shape.type !== 'text') checkStructure(listOf(listKey[row.on], whole), row.on, flaws);
  const reading = {
    kind: row.on,
    flaws,
    definitions: { usable: definitions, broken: new Set<string>(), complete: true },
  };
  const read = { ...readAttributes(row.on, whole, flaws), ...readExtensionValues(whole, reading) };
  const [problem] = problemsWithin(whole, flaws);
  return [problem?.message, read[row.name]];
}

const listOf = (key: string, item: Node): MapNode => ({
  type: 'map',
  place,
  pairs: new Map([[key, { key: { name: key, place }, value: { type: 'list', place, items: [item] } }]]),
});
