/** A duration as rules write it after `-plus` and `-minus`. */
export interface Duration {
  /** In milliseconds; undefined where years or months make it depend on a calendar. */
  readonly milliseconds: number | undefined;
}

const number = String.raw`(\d+(?:[.,]\d+)?)`;
const written = new RegExp(
  `^P(?:${number}Y)?(?:${number}M)?(?:${number}W)?(?:${number}D)?(?:T(?:${number}H)?(?:${number}M)?(?:${number}S)?)?$`,
  'i',
);
const day = 86_400_000;

/**
 * Reads an ISO 8601 duration such as `P30D`, `p1d` or `P7DT3H`; undefined where the text is none. Microsoft's
 * reference does not say how long a month or a year is, so these are accepted but have no length.
 */
export function readDuration(text: string): Duration | undefined {
  const match = written.exec(text);
  if (match === null || /[PT]$/i.test(text)) return undefined;
  const [, years, months, weeks, days, hours, minutes, seconds] = match.map((part) =>
    part === undefined ? undefined : Number(part.replace(',', '.')),
  );
  if (years !== undefined || months !== undefined) return { milliseconds: undefined };
  return {
    milliseconds:
      (weeks ?? 0) * 7 * day +
      (days ?? 0) * day +
      (hours ?? 0) * 3_600_000 +
      (minutes ?? 0) * 60_000 +
      (seconds ?? 0) * 1000,
  };
}
