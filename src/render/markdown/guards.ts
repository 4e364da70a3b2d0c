import { guardTexts } from '../../core/guards/guard.ts';
import type { GuardVerdict } from '../../core/plan/plan.ts';
import { detailsOf, measured, named, overridesHead } from '../text/guards.ts';
import { shortened } from '../text/shortened.ts';
import { count } from '../text/summary.ts';
import { always, block, forms, type Block } from './blocks.ts';
import { details } from './details.ts';
import { fenced, prose, text } from './escape.ts';
import { importance } from './importance.ts';
import { nameIn, some, type Shown } from './shown.ts';
import { table } from './table.ts';

const verdicts = {
  refused: '❌&nbsp;refused',
  overridden: '⚠️&nbsp;overridden',
  passed: '✅&nbsp;passed',
} as const;
const order = ['refused', 'overridden', 'passed'] as const;

/** The verdicts of all guards that measured anything, refusals first, each with its objects while there is room. */
export function guardBlocks(shown: Shown): readonly Block[] {
  const told = shown.plan.guards
    .filter(({ verdict, measured: size }) => verdict !== 'passed' || size > 0)
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const refused = told.filter(({ verdict }) => verdict === 'refused');
  if (told.length === 0) return [block('Guards: nothing that a guard limits.', always)];
  const show = (withObjects: boolean): string => {
    const body = table(
      ['Guard', '', 'Measured'],
      told.map((guard) => [
        text(guardTexts[guard.guard]) + (withObjects ? objectsOf(guard, shown) : ''),
        verdicts[guard.verdict],
        measured(guard).replaceAll(' ', '&nbsp;'),
      ]),
    );
    const left =
      withObjects || told.every(({ objects, verdict }) => verdict === 'passed' || objects.length === 0);
    const all = left ? body : `${body}\n\nWhich objects these are: see ${shown.elsewhere}.`;
    return refused.length > 0 ? `#### Guards\n\n${all}` : details(`Guards: ${tally(told)}`, all);
  };
  return [
    forms(block(show(true), importance.objectsOfGuards), block(show(false), always)),
    ...(refused.length > 0 ? [pasting(refused, shown)] : []),
  ];
}

/** `7 passed, 5 overridden` */
function tally(guards: readonly GuardVerdict[]): string {
  return order
    .map((verdict) => [guards.filter((guard) => guard.verdict === verdict).length, verdict] as const)
    .filter(([size]) => size > 0)
    .map(([size, verdict]) => `${size} ${verdict}`)
    .toReversed()
    .join(', ');
}

const mostObjects = 10;
/** Columns of a detail or a reason in a comment. */
const longest = 300;

function objectsOf(guard: GuardVerdict, shown: Shown): string {
  if (guard.verdict === 'passed') return '';
  const { objects, reason, note } = guard;
  const found = detailsOf(guard);
  const lines = objects.slice(0, shown.whole ? objects.length : mostObjects).map((object) => {
    const detail = found.get(object)?.slice(': '.length);
    if (detail === undefined) return nameIn(shown, object);
    return `${nameIn(shown, object)}: ${prose(shown.whole ? detail : shortened(detail, longest))}`;
  });
  const more = objects.length - lines.length;
  const plain = lines.every((_, index) => !found.has(objects[index] ?? ''));
  const all = plain ? (lines.length === 0 ? [] : [some(lines, lines.length)]) : lines;
  return [
    ...(reason === undefined ? [] : [`<i>${prose(shortened(reason, longest))}</i>`]),
    ...(note === undefined ? [] : [`⚠️ ${prose(note)}`]),
    ...all,
    ...(more > 0 ? [`and ${more.toLocaleString('en')} more`] : []),
  ]
    .map((each) => `<br>${each}`)
    .join('');
}

/** The overrides that let this very plan pass, to be reviewed like any other change. */
function pasting(refused: readonly GuardVerdict[], shown: Shown): Block {
  const lines = refused.flatMap(({ override }) => (override ?? '').split('\n').filter((line) => line !== ''));
  if (lines.length === 0)
    return block(
      `The overrides that would let this plan pass name objects, which are not shown here: \`tenantry plan\` prints them, and so does the plan in the artifact.`,
      always,
    );
  const overrides = lines.filter((line) => line.startsWith('- ')).length;
  const isOne = overrides === 1;
  const intro = `If all of it is meant, add ${count(overrides, 'override')} under \`overrides:\` in tenant.yaml, each with its reason, and have ${isOne ? 'it' : 'them'} reviewed. ${isOne ? 'It holds' : 'They hold'} for this very plan.`;
  return block(
    details(
      isOne ? 'The override to paste' : 'The overrides to paste',
      `${intro}\n\n${fenced([overridesHead, ...lines.flatMap((line) => named(line, shown.plan, 100).map((each) => `  ${each}`))], 'yaml')}`,
    ),
    importance.overrides,
    `The overrides that would let this plan pass are too long for here: see ${shown.elsewhere}.`,
  );
}
