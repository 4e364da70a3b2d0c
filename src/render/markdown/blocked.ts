import { shownName } from '../../core/attributes/extension-value.ts';
import { formatPlace } from '../../core/problem.ts';
import type { Blocked, Unresolved } from '../../core/plan/plan.ts';
import { kindWords, sentence } from '../text/plan.ts';
import { showValue } from '../text/value.ts';
import { count } from '../text/summary.ts';
import type { Block } from './blocks.ts';
import { details } from './details.ts';
import { code, prose, text } from './escape.ts';
import { rows } from './rows.ts';
import { codeIn, nameIn, type Shown } from './shown.ts';
import { table } from './table.ts';
import { showValues } from './value.ts';

/** Blocked values and unresolved entries, each with the reason, what to do, and the place in the files. */
export function blockedBlock(
  title: string,
  {
    blocked,
    unresolved,
  }: { readonly blocked: readonly Blocked[]; readonly unresolved: readonly Unresolved[] },
  shown: Shown,
  importance: number,
): readonly Block[] {
  if (blocked.length + unresolved.length === 0) return [];
  const numbers = [
    ...(blocked.length > 0 ? [`${count(blocked.length, 'value')} blocked`] : []),
    ...(unresolved.length > 0 ? [`${unresolved.length.toLocaleString('en')} unresolved`] : []),
  ].join(', ');
  const lines = [
    ...unresolved.map((each) => unresolvedRow(each, shown)),
    ...blocked.map((each) => blockedRow(each, shown)),
  ];
  const show = (most: number): string => {
    const more = lines.length - most;
    const rest = more > 0 ? `\n\nand ${more.toLocaleString('en')} more: see ${shown.elsewhere}.` : '';
    return details(
      `${title}: ${numbers}`,
      table(['What is declared', 'Why it cannot be written, and what to do'], lines.slice(0, most)) + rest,
    );
  };
  return [rows(lines.length, show, importance, `${title}: ${numbers}; see ${shown.elsewhere}.`)];
}

function blockedRow(each: Blocked, shown: Shown): readonly string[] {
  const values =
    shown.redaction === 'full' && each.attribute !== 'exists' ? `: ${valuesOf(each, shown)}` : '';
  const what = each.attribute === 'exists' ? 'creation or deletion' : shownName(each.attribute);
  const object = shown.redaction === 'counts' ? '' : `${nameIn(shown, each.object)}<br>`;
  return [
    `${object}${text(what)}${values}<br>${placeOf(each)}`,
    `${prose(sentence(each.message))}<br>${prose(each.remedy)}`,
  ];
}

/** A rule is shown here: beneath the tables stand those that are written. */
const valuesOf = (each: Blocked, shown: Shown): string =>
  each.attribute === 'membershipRule'
    ? codeIn(shown, showValue(each.attribute, each.after, shown.plan.names))
    : showValues(each, shown);

function unresolvedRow(each: Unresolved, shown: Shown): readonly string[] {
  const { kind, label, attribute, message, remedy } = each;
  const name = shown.redaction === 'full' ? ` ${code(label)}` : '';
  const what = attribute === undefined ? '' : `, ${text(shownName(attribute))}`;
  return [
    `${kindWords[kind]}${name}${what}<br>${placeOf(each)}`,
    `${prose(sentence(message))}<br>${prose(remedy)}`,
  ];
}

const placeOf = ({ place }: Pick<Blocked, 'place'>): string => `<sub>${code(formatPlace(place))}</sub>`;
