import { formatPlace } from '../../core/problem.ts';
import type { BrokenExpectation } from '../../core/plan/plan.ts';
import { sentence } from '../text/plan.ts';
import { count } from '../text/summary.ts';
import type { Block } from './blocks.ts';
import { code, prose } from './escape.ts';
import { importance } from './importance.ts';
import { rows } from './rows.ts';
import { nameIn, type Shown } from './shown.ts';

/** What the files expect of groups and what will not hold. */
export function expectationBlock(expectations: readonly BrokenExpectation[], shown: Shown): readonly Block[] {
  if (expectations.length === 0) return [];
  const title = `${count(expectations.length, 'expectation')} not met`;
  const show = (most: number): string => {
    const lines = expectations.slice(0, most).map(({ group, message, place, origin }) => {
      const isNew = origin === 'introduced' ? ' (new)' : '';
      return `- ${nameIn(shown, group)}${isNew}: ${prose(sentence(message))} ${code(formatPlace(place))}`;
    });
    const more = expectations.length - most;
    return [
      `#### ${title}`,
      '',
      ...lines,
      ...(more > 0 ? [`- and ${more} more: see ${shown.elsewhere}`] : []),
    ].join('\n');
  };
  return [rows(expectations.length, show, importance.expectations, `${title}; see ${shown.elsewhere}.`)];
}
