import { guardTexts } from '../../core/guards/guard.ts';
import type { GuardVerdict, ObjectKey, Plan } from '../../core/plan/plan.ts';
import { readYamlKey } from '../../core/guards/yaml-key.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, width, type Line, type Span } from './lines.ts';
import { shortened } from './shortened.ts';

/** What every guard measured; refusals with the objects, and the override to paste. */
export function showGuards(plan: Plan, columns: number): readonly Line[] {
  const passed = plan.guards.filter((guard) => guard.verdict === 'passed' && guard.measured > 0);
  const others = plan.guards.filter((guard) => guard.verdict !== 'passed');
  const refused = others.filter((guard) => guard.verdict === 'refused');
  return [
    blank,
    line(span('Guards', 'heading')),
    ...plan.loosened.flatMap((text) => paragraph(`! ${loosenedWords(text, plan)}`, columns, 2, 'warning')),
    ...passed.map((guard) =>
      line('  ', span('passed', 'passed'), `      ${guardTexts[guard.guard]}: ${measured(guard)}`),
    ),
    ...others.flatMap((guard) => showVerdict(guard, plan, columns)),
    ...(passed.length + others.length === 0
      ? [line('  ', span('nothing that a guard limits', 'quiet'))]
      : []),
    ...(refused.length > 0 ? pasting(refused, plan, columns) : []),
  ];
}

/** What the head loosens, and that it does not count. */
export const loosenedWords = (text: string, { provenance }: Plan): string =>
  `${safe(text)}; what ${safe(provenance.base ?? 'the base')} says counts`;

/** `3 of 75, limit 40` */
export function measured({ measured: count, limit, of }: GuardVerdict): string {
  const total = of === undefined ? '' : ` of ${of}`;
  return `${count}${total}, ${limit === null ? 'no limit' : `limit ${limit}`}`;
}

const shown = 10;

function showVerdict(guard: GuardVerdict, plan: Plan, columns: number): readonly Line[] {
  const refused = guard.verdict === 'refused';
  const reason = guard.reason === undefined ? '' : ` (${safe(guard.reason)})`;
  const word = refused ? span('REFUSED   ', 'refused') : span('overridden', 'warning');
  const name = (object: string): string => safe(plan.names[object] ?? object);
  const listed = guard.objects.slice(0, shown);
  const details = detailsOf(guard);
  return [
    ...wrapVerdict(word, `${guardTexts[guard.guard]}: ${measured(guard)}${reason}`, columns),
    ...listed.flatMap((object) => {
      return paragraph(`${name(object)}${details.get(object) ?? ''}`, columns, 14);
    }),
    ...(guard.objects.length > shown
      ? [line(`${' '.repeat(14)}and ${guard.objects.length - shown} more`)]
      : []),
    ...(guard.note === undefined ? [] : paragraph(`! ${safe(guard.note)}`, columns, 14, 'warning')),
  ];
}

/** By object, what its name does not say: `: its 6 present members stay only where the rule matches them: …`. */
export function detailsOf({
  objects,
  details,
}: Pick<GuardVerdict, 'objects' | 'details'>): ReadonlyMap<ObjectKey, string> {
  const known = new Set(objects);
  return new Map(
    details.map((detail) => {
      const object = objectOf(detail, known);
      return [object, safe(detail.slice(object.length))];
    }),
  );
}

/** The key with which a detail begins. Labels of entries can hold anything, and so can keys. */
function objectOf(detail: string, known: ReadonlySet<ObjectKey>): ObjectKey {
  for (let end = detail.lastIndexOf(': '); end > 0; end = detail.lastIndexOf(': ', end - 1))
    if (known.has(detail.slice(0, end))) return detail.slice(0, end);
  return detail.split(': ', 1)[0] ?? '';
}

function wrapVerdict(word: Span, text: string, columns: number): readonly Line[] {
  const start = 14;
  const [first = [], ...rest] = paragraph(text, columns, start);
  return [line('  ', word, '  ', ...first.slice(1)), ...rest];
}

/** The name of the object as a comment for whoever reviews the override: beside its key, or above it where that is full. */
export function named(text: string, { names }: Pick<Plan, 'names'>, columns: number): readonly string[] {
  const key = /^ {2}object: (.+)$/.exec(text)?.[1];
  const name = key === undefined ? undefined : names[readYamlKey(key)];
  if (name === undefined) return [text];
  const comment = `# ${safe(name)}`;
  const beside = `${text}   ${comment}`;
  return width(beside) <= columns ? [beside] : [`  ${shortened(comment, columns - 2)}`, text];
}

export const pasteWords =
  'To let this very plan pass, add these lines under `overrides:` in tenant.yaml, each with its reason, and have them reviewed:';
export const overridesHead = 'overrides:   # once; where tenant.yaml has this line, add only what follows';

function pasting(refused: readonly GuardVerdict[], plan: Plan, columns: number): readonly Line[] {
  return [
    blank,
    ...paragraph(pasteWords, columns, 2),
    blank,
    line(overridesHead),
    ...refused.flatMap((guard) =>
      (guard.override ?? '')
        .split('\n')
        .flatMap((text) => named(text, plan, columns - 2).map((each) => line(`  ${each}`))),
    ),
    blank,
    ...paragraph('Then run the same command again.', columns, 2),
  ];
}
