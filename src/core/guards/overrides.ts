import { covers, type Reviewable } from '../approval/cover.ts';
import type { Override } from '../desired/settings.ts';
import type { ObjectKey } from '../plan/plan.ts';
import { namesOf, type GuardInput, type Measure } from './measure.ts';
import { yamlKey } from './yaml-key.ts';

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

/**
 * Why an override that somebody wrote for a guard does not let its objects pass, of which each counts for so many; nothing
 * where there is none.
 */
export function noteOnOverrides(
  guard: string,
  counts: ReadonlyMap<ObjectKey, number>,
  input: GuardInput,
): { readonly note?: string } {
  const { overrides, overridesWithoutReason = [] } = input.settings;
  const empty = overridesWithoutReason.find(
    (each) => each.guard === guard && input.digest.startsWith(each.plan.toLowerCase()),
  );
  if (empty) return noteOf(empty.place, 'its reason is empty, so it does not hold. Write the reason there');
  const notes = overrides
    .filter((each) => each.guard === guard)
    .flatMap((each) => {
      const flaw = flawOf(each, counts, input);
      return flaw === undefined ? [] : [{ ...flaw, place: each.place }];
    });
  const worth = notes.find(({ isForThisPlan }) => isForThisPlan) ?? notes.at(-1);
  return worth ? noteOf(worth.place, worth.why) : {};
}

const noteOf = ({ file, line }: Override['place'], why: string): { readonly note: string } => ({
  note: `An override for this is in ${file} (line ${line}), but ${why}.`,
});

/** Why an override does not hold here, and whether it was written for this plan; undefined of one that does its part. */
function flawOf(
  override: Override,
  counts: ReadonlyMap<ObjectKey, number>,
  input: GuardInput,
): { readonly why: string; readonly isForThisPlan: boolean } | undefined {
  const { object, until, upTo, plan } = override;
  const isPast = until < input.now.toISOString().slice(0, 10);
  const about = [...counts.keys()].filter((each) => object === undefined || isFor(override, each, input));
  if (holdsFor(plan, input)) {
    const why = isPast
      ? `it ended on ${until}`
      : about.length === 0
        ? `it is for ${object}, which is none of these objects`
        : object === undefined || about.some((each) => (counts.get(each) ?? 0) > upTo)
          ? `it is for up to ${upTo} and no more`
          : undefined;
    return why === undefined ? undefined : { why, isForThisPlan: true };
  }
  // What is left over from earlier pull requests is nobody's mistake.
  if (isPast || about.length === 0) return undefined;
  const [other, own] = [plan.slice(0, leastDigits), input.digest.slice(0, leastDigits)];
  return { why: `it is for the plan ${other} and not for this one, ${own}`, isForThisPlan: false };
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
    ...(object === undefined ? [] : [`  object: ${yamlKey(object)}`]),
    `  upTo: ${upTo}`,
    `  plan: ${input.digest.slice(0, 16)}`,
    '  reason: ""   # say why; an empty reason is refused',
    `  until: ${until}`,
  ].join('\n');
}
