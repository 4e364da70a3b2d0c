import type { Now } from '../../rules/ast.ts';

const number = String.raw`(\d+(?:[.,]\d+)?)`;
const written = new RegExp(
  `^P(?:${number}Y)?(?:${number}M)?(?:${number}W)?(?:${number}D)?(?:T(?:${number}H)?(?:${number}M)?(?:${number}S)?)?$`,
);
const hour = 3_600_000;
const day = 24 * hour;

/** Years and months as .NET's XmlConvert.ToTimeSpan counts them; the reference does not say how long they are. */
const lengths = [365 * day, 30 * day, 7 * day, day, hour, 60_000, 1000] as const;

/** How far from the present a value that begins with `system.now` lies, in milliseconds. */
export function distance({ step }: Now): number {
  if (step === undefined) return 0;
  const parts = written.exec(step.duration)?.slice(1) ?? [];
  const total = lengths.reduce(
    (sum, length, index) => sum + length * Number((parts[index] ?? '0').replace(',', '.')),
    0,
  );
  return step.direction === 'plus' ? total : -total;
}
