import { shownName } from '../../core/attributes/extension-value.ts';
import { telling, type Drift, type Drifted } from '../../core/drift/drift.ts';
import type { Change } from '../../core/plan/plan.ts';
import type { Redaction } from '../redaction.ts';
import { safe } from '../safe.ts';
import { moment } from '../text/drift.ts';
import { shortened } from '../text/shortened.ts';
import { count } from '../text/summary.ts';
import { showValue } from '../text/value.ts';
import { always, block, forms, type Block } from './blocks.ts';
import { details } from './details.ts';
import { importance } from './drift-importance.ts';
import { code, text } from './escape.ts';
import { table } from './table.ts';

/** Drift as it may be shown, and where all of it can be seen. */
export interface ShownDrift {
  readonly drift: Drift;
  readonly redaction: Redaction;
  /** Markdown: `[the run](…)`. */
  readonly elsewhere: string;
}

/** As many differences are shown without being asked for. */
const openUpTo = 25;
const longest = 100;

/** What is not as the files say: a row for each value, or without objects how many have which attribute changed. */
export function differenceBlocks(shown: ShownDrift): readonly Block[] {
  const changes = telling(shown.drift.plan);
  if (changes.length === 0) return [];
  if (shown.redaction === 'counts') return [byAttribute(shown)];
  const heading = `${count(changes.length, 'value')} not as the files say`;
  const some = (most: number, withValues: boolean): string => {
    const more = changes.length - most;
    const rest = more > 0 ? `\n\nand ${more.toLocaleString('en')} more: see ${shown.elsewhere}.` : '';
    const body = rowsOf(shown, changes.slice(0, most), withValues) + rest;
    return changes.length <= openUpTo
      ? `#### ${heading}\n\n${body}`
      : details(heading, body, most <= openUpTo);
  };
  const steps: Block[] =
    shown.redaction === 'full' ? [block(some(changes.length, true), importance.values)] : [];
  for (let most = changes.length; most > 0; most = Math.floor(most / 2))
    steps.push(block(some(most, false), importance.rows));
  const [first, ...others] = [...steps, block(`${heading}: see ${shown.elsewhere}.`, always)];
  return first ? [forms(first, ...others)] : [];
}

function rowsOf({ drift, redaction }: ShownDrift, changes: readonly Change[], withValues: boolean): string {
  const known = new Map(drift.differences.map((each) => [each.change, each]));
  const heads = withValues ? ['Files', 'Tenant'] : [];
  let last = '';
  return table(
    ['Object', 'Attribute', ...heads, 'Changed'],
    changes.map((change) => {
      const { object, attribute } = change;
      const name = object === last ? '' : nameOf(change, drift, redaction);
      last = object;
      const values = withValues ? valuesOf(change, drift) : [];
      return [
        name,
        text(attribute === 'exists' ? existence(change) : shownName(attribute)),
        ...values,
        whoOf(known.get(change.key)),
      ];
    }),
  );
}

const existence = ({ after }: Change): string => (after === true ? 'is not there' : 'is still there');

function nameOf({ object, kind }: Change, { plan }: Drift, redaction: Redaction): string {
  const name = shortened(safe(plan.names[object] ?? object), longest);
  return kind === 'group' && redaction === 'full' ? `<b>${text(name)}</b>` : code(name);
}

function valuesOf({ attribute, before, after }: Change, { plan }: Drift): readonly string[] {
  if (attribute === 'exists') return ['', ''];
  const one = (value: Change['before']): string =>
    code(shortened(showValue(attribute, value, plan.names), longest));
  return [one(after), one(before)];
}

function whoOf(drifted: Drifted | undefined): string {
  const { by, whyUnknown = 'unknown', contested } = drifted ?? {};
  const who = by
    ? `${moment(by.at).slice(0, 16)} by ${text(shortened(by.name, longest))}`
    : `<i>${text(whyUnknown)}</i>`;
  return contested ? `${who}<br>⚠️ contested (${contested.times} times)` : who;
}

/** Where no object may be shown. */
function byAttribute({ drift, elsewhere }: ShownDrift): Block {
  const changes = telling(drift.plan);
  const found = [...Map.groupBy(changes, ({ kind, attribute }) => `${kind} ${attribute}`)];
  const title = `${count(changes.length, 'value')} not as the files say`;
  const rows = found.map(([, same]) => [
    same[0]?.attribute === 'exists' ? existence(same[0]) : text(shownName(same[0]?.attribute ?? '')),
    count(
      same.length,
      same[0]?.kind === 'user' ? 'user' : same[0]?.kind === 'group' ? 'group' : 'definition',
    ),
  ]);
  return block(
    `#### ${title}\n\n${table(['Attribute', 'Objects'], rows)}`,
    importance.rows,
    `${title}: see ${elsewhere}.`,
  );
}
