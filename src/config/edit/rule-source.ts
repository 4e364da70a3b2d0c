import type { Scalar } from 'yaml';
import { contentEnd, styleOf } from './source-node.ts';
import { scalarText, type ScalarStyle } from './scalar-text.ts';
import { splice, type Splice } from './splice.ts';

/** One character that is no blank, and where it stands in the file. */
interface Unit {
  readonly character: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Edits of a rule as edits of the file in which it stands, so that its lines stay as they are broken. Between the rule and
 * its source only blanks differ, and quotation marks have escapes. Undefined where that does not hold; where YAML could
 * not read the new text without quotation marks, the rule is written anew.
 */
export function rulesInPlace(
  node: Scalar,
  rule: string,
  splices: readonly Splice[],
  { text, flow }: { readonly text: string; readonly flow: boolean },
): readonly Splice[] | undefined {
  const style = styleOf(node);
  const from = node.range?.[0] ?? 0;
  const to = contentEnd(node, text);
  const after = splice(rule, splices);
  if (style === undefined) return undefined;
  if (style === 'plain' && scalarText(after, { flow, key: 'rule' }) !== after)
    return [{ from, to, text: scalarText(after, { flow, key: 'rule' }) }];
  const units = unitsOf(text, from, to, style);
  const offsets = [...rule.matchAll(/\S/g)].map(({ index }) => index);
  if (
    units.length !== offsets.length ||
    units.some(({ character }, at) => character !== rule[offsets[at] ?? 0])
  )
    return undefined;
  return splices.map(({ from: first, to: end, text: wanted }) => ({
    from: startOf(first, offsets, units) ?? from,
    to: endOf(end, offsets, units) ?? to,
    text: escaped(wanted, style),
  }));
}

/** Where an edit begins in the source: at its first character, or where that is a blank, behind the one before it. */
function startOf(offset: number, offsets: readonly number[], units: readonly Unit[]): number | undefined {
  const at = offsets.findIndex((each) => each >= offset);
  return offsets[at] === offset ? units[at]?.from : units.at(at === -1 ? -1 : at - 1)?.to;
}

/** The same for its end: behind its last character, or where that is a blank, before the one that follows. */
function endOf(end: number, offsets: readonly number[], units: readonly Unit[]): number | undefined {
  const at = offsets.findIndex((each) => each >= end - 1);
  return offsets[at] === end - 1 ? units[at]?.to : units[at]?.from;
}

function unitsOf(text: string, from: number, to: number, style: ScalarStyle): readonly Unit[] {
  const [start, end] =
    style === 'block'
      ? [text.indexOf('\n', from) + 1, to]
      : style === 'plain'
        ? [from, to]
        : [from + 1, to - 1];
  const units: Unit[] = [];
  const form = style === 'double' ? doubleForm : style === 'single' ? singleForm : anyCharacter;
  for (const { 0: written, index } of text.slice(start, end).matchAll(form)) {
    const character = style === 'double' ? meantBy(written) : written === "''" ? "'" : written;
    if (/\S/.test(character))
      units.push({ character, from: start + index, to: start + index + written.length });
  }
  return units;
}

/** UTF-16 units, as offsets count. */
const anyCharacter = /[^]/g;
const singleForm = /''|[^]/g;
const doubleForm = /\\(?:x[\da-f]{2}|u[\da-f]{4}|\r?\n|[^])|[^]/gi;

/** What an escape in double quotes stands for; those that stand for no visible character are blanks here. */
function meantBy(written: string): string {
  if (!written.startsWith('\\')) return written;
  if (/^\\["\\/]$/.test(written)) return written.slice(1);
  return /^\\[xu]/i.test(written) ? String.fromCharCode(parseInt(written.slice(2), 16)) : ' ';
}

function escaped(text: string, style: ScalarStyle): string {
  if (style === 'single') return text.replaceAll("'", "''");
  return style === 'double' ? JSON.stringify(text).slice(1, -1) : text;
}
