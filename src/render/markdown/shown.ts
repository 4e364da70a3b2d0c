import type { ObjectKey, Plan } from '../../core/plan/plan.ts';
import type { Redaction } from '../redaction.ts';
import { safe } from '../safe.ts';
import { shortened } from '../text/shortened.ts';
import { code, text } from './escape.ts';

/** A plan as it may be shown, and how much room there is. */
export interface Shown {
  readonly plan: Plan;
  /** Keys of the changes that were wanted before. */
  readonly pendingKeys: ReadonlySet<string>;
  readonly redaction: Redaction;
  /** In a summary nothing is shortened. */
  readonly whole: boolean;
  /** Where the whole plan can be seen, as Markdown: `the [job summary](…)`. */
  readonly elsewhere: string;
}

/** Columns of a value in a comment. */
const longest = 140;

/** A value or a rule as code, as much of it as there is room for. */
export const codeIn = ({ whole }: Pick<Shown, 'whole'>, raw: string): string =>
  code(whole ? raw : shortened(safe(raw), longest));

/** An object as one reads it: groups by their names, people and ids as code that can be copied. */
export function nameIn(
  { plan, redaction }: { readonly plan: Pick<Plan, 'names'>; readonly redaction: Redaction },
  key: ObjectKey,
): string {
  const name = shortened(safe(plan.names[key] ?? key), longest);
  const kind = key.slice(0, key.indexOf(':'));
  if (redaction === 'counts' || isNumbered(name)) return text(name);
  if (redaction === 'ids') return kind === 'group' ? `group ${code(name)}` : code(name);
  return kind === 'group' ? `<b>${text(name)}</b>` : code(name);
}

/** A pseudonym of something that has no id; what it is stands in it. */
export const isNumbered = (name: string): boolean => name.endsWith(' without an id');

/** As many of a list as there is room for, and how many more there are. */
export function some(all: readonly string[], most: number): string {
  const more = all.length - most;
  return more > 0 ? `${all.slice(0, most).join(', ')} and ${more.toLocaleString('en')} more` : all.join(', ');
}

/** Names in the order in which people look for them. */
export const sorted = (names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return x < y ? -1 : x > y ? 1 : 0;
  });
