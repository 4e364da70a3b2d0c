import { shownName } from '../../core/attributes/extension-value.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { showValue } from '../text/value.ts';
import type { Block } from './blocks.ts';
import { details } from './details.ts';
import { text } from './escape.ts';
import { importance } from './importance.ts';
import { rows } from './rows.ts';
import { codeIn, nameIn, type Shown } from './shown.ts';

/** What needs nothing: values on their way, and values that are no longer managed. */
export function settledBlocks(shown: Shown): readonly Block[] {
  const { released, unsettled, names } = shown.plan;
  const value = (attribute: string, each: Plan['released'][number]['value']): string =>
    shown.redaction === 'full' ? `: ${codeIn(shown, showValue(attribute, each, names))}` : '';
  const line = (object: string, attribute: string, rest: string): string =>
    `- ${nameIn(shown, object)}, ${text(shownName(attribute))}${rest}`;
  return [
    ...list(
      'On its way: Exchange Online holds it as declared, and Graph does not show it yet',
      unsettled.map(({ object, attribute, exchange }) => line(object, attribute, value(attribute, exchange))),
      shown,
    ),
    ...list(
      'Released: no longer managed here, the live values stay',
      released.map(({ object, attribute, value: live, sensitive }) =>
        line(object, attribute, sensitive ? '' : value(attribute, live)),
      ),
      shown,
    ),
  ];
}

function list(title: string, lines: readonly string[], shown: Shown): readonly Block[] {
  if (lines.length === 0) return [];
  const summary = `${title}: ${lines.length.toLocaleString('en')}`;
  if (shown.redaction === 'counts') return [rows(0, () => '', importance.settled, `${summary}.`)];
  const show = (most: number): string => {
    const more = lines.length - most;
    const rest = more > 0 ? [`- and ${more.toLocaleString('en')} more: see ${shown.elsewhere}`] : [];
    return details(summary, [...lines.slice(0, most), ...rest].join('\n'));
  };
  return [rows(lines.length, show, importance.settled, `${summary}; see ${shown.elsewhere}.`)];
}
