import { nearest } from '../core/nearest.ts';
import type { Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import { paint, paragraph } from '../render/text/lines.ts';
import type { World } from './world.ts';

const key = /^(?:user|group|directoryExtension|schemaExtension):[^/]+\/.+$/;

/** Throws TenantryError where a key of a change to leave out is none: what was to be left out would else be written. */
export function checkWithout(without: readonly string[]): void {
  const wrong = without.filter((each) => !key.test(each));
  if (wrong.length === 0) return;
  throw new TenantryError(
    wrong.map((each) => ({
      id: 'without',
      message: `--without ${each} is not the key of a change.`,
      remedy:
        'A key is like user:63384f56-42d2-4aa7-b1d6-b10c78f143a2/department; plan --json prints them all.',
    })),
  );
}

/** Says which keys leave nothing out: a change that is made already, or one that was misspelt. */
export function sayNotLeftOut(
  without: readonly string[],
  plan: Plan,
  { terminal }: Pick<World, 'terminal'>,
): void {
  const left = new Set(plan.without);
  const keys = plan.changes.map((change) => change.key);
  for (const each of without) {
    if (left.has(each)) continue;
    const [close] = nearest(each, keys);
    const meant = close === undefined ? '' : ` Did you mean ${close}?`;
    const text = `--without ${each} leaves nothing out: the plan has no such change.${meant}`;
    terminal.say(paint(paragraph(text, terminal.columns, 0), false).trimEnd());
  }
}
