import type { Json } from '../../core/attributes/attribute.ts';
import { isList, isObject } from './plain.ts';
import { scalarText } from './scalar-text.ts';
import { commented, noComments, type Comments } from './comments.ts';

/** Longer maps and lists are written over several lines. */
const widest = 80;

/** A value on one line. */
export function flowText(value: Json, key?: string): string {
  return inFlow(value, true, key);
}

function inFlow(value: Json, flow: boolean, key?: string): string {
  if (isList(value)) return `[${value.map((item) => inFlow(item, true)).join(', ')}]`;
  if (!isObject(value)) return scalarText(value, { flow, ...(key === undefined ? {} : { key }) });
  const pairs = Object.entries(value).map(
    ([name, each]) => `${keyText(name, true)}: ${inFlow(each, true, name)}`,
  );
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** A key as YAML. */
export function keyText(name: string, flow: boolean): string {
  return scalarText(name, { flow });
}

/**
 * What stands behind the colon of a key in a block map, with the space or line break in front of it: on one line where
 * that is short.
 */
export function behindColon(
  value: Json,
  key: string,
  indent: string,
  eol: string,
  comments: Comments = noComments,
): string {
  if (isObject(value) && Object.keys(value).length > 0) {
    const flow = flowText(value);
    if (flow.length <= widest && key !== 'membership') return ` ${flow}`;
    return eol + blockMap(value, `${indent}  `, eol);
  }
  if (isList(value) && value.length > 0) {
    const flow = flowText(value);
    return flow.length <= widest && !value.some(isObject)
      ? ` ${flow}`
      : eol + blockList(value, `${indent}  `, eol, comments);
  }
  return ` ${inFlow(value, false, key)}`;
}

/** The lines of a block map, without a line break at the end. */
export function blockMap(
  value: { readonly [key: string]: Json },
  indent: string,
  eol: string,
  comments: Comments = noComments,
): string {
  return Object.entries(value)
    .map(([key, each]) => `${indent}${keyText(key, false)}:${behindColon(each, key, indent, eol, comments)}`)
    .join(eol);
}

/** The lines of a block list, without a line break at the end. */
export function blockList(
  value: readonly Json[],
  indent: string,
  eol: string,
  comments: Comments = noComments,
): string {
  return value
    .map((item) => `${indent}- ${commented(blockItem(item, `${indent}  `, eol), item, comments)}`)
    .join(eol);
}

/** An item behind its dash; maps begin on the line of the dash. */
export function blockItem(item: Json, indent: string, eol: string): string {
  return isObject(item) && Object.keys(item).length > 0
    ? blockMap(item, indent, eol).slice(indent.length)
    : inFlow(item, false);
}
