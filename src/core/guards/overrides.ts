import { covers, type Reviewable } from '../approval/cover.ts';
import type { Override } from '../desired/settings.ts';
import type { ObjectKey } from '../plan/plan.ts';
import { namesOf, type GuardInput, type Measure } from './measure.ts';

/** Overrides that hold for this plan and guard: not past their day, and made for this plan or for one that covers it. */
export function validOverrides(measured: Measure, input: GuardInput): readonly Override[] {
  const today = input.now.toISOString().slice(0, 10);
  return input.settings.overrides.filter(
    (override) =>
      override.guard === measured.guard && today <= override.until && holdsFor(override.plan, input),
  );
}

/** Fewer digits of a digest could name more than one plan. */
const leastDigits = 12;

function holdsFor(digest: string, input: GuardInput): boolean {
  if (digest.length < leastDigits) return false;
  if (input.digest.startsWith(digest.toLowerCase())) return true;
  const named = input.approved.filter((plan) => plan.digest.startsWith(digest.toLowerCase()));
  return named.length > 0 && covers(named, { ...input, format: 1 } satisfies Reviewable);
}

/** Whether an override is for one object, by its key, id, sign-in name or key in the repository. */
export function isFor(override: Override, object: ObjectKey, input: GuardInput): boolean {
  if (override.object === undefined) return false;
  return namesOf(object, input).includes(override.object.toLowerCase());
}

/** That an override for this very plan and guard was pasted, and its reason never written; else nothing. */
export function noteOnOverrides(
  guard: string,
  { settings, digest }: Pick<GuardInput, 'settings' | 'digest'>,
): { readonly note?: string } {
  const found = (settings.overridesWithoutReason ?? []).find(
    (each) => each.guard === guard && digest.startsWith(each.plan.toLowerCase()),
  );
  if (!found) return {};
  const { file, line } = found.place;
  return {
    note: `An override for this is in ${file} (line ${line}), but its reason is empty, so it does not hold. Write the reason there.`,
  };
}

/** The lines to paste into tenant.yaml so that this very plan passes a guard. */
export function overrideToPaste(
  guard: string,
  object: ObjectKey | undefined,
  upTo: number,
  input: Pick<GuardInput, 'digest' | 'now'>,
): string {
  const until = new Date(input.now.getTime() + 7 * 86_400_000).toISOString().slice(0, 10);
  return [
    `- guard: ${guard}`,
    ...(object === undefined ? [] : [`  object: ${object}`]),
    `  upTo: ${upTo}`,
    `  plan: ${input.digest.slice(0, 16)}`,
    '  reason: ""   # say why; an empty reason is refused',
    `  until: ${until}`,
  ].join('\n');
}
