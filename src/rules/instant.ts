/** A point in time in milliseconds since 1970 UTC; a fraction holds what is finer than a millisecond. */
export type Instant = number;

const written =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * The instant that an ISO 8601 date or date and time names; undefined where it names none. Without an offset the time
 * is taken as UTC: Microsoft's reference shows dates with `Z` only and compares in UTC.
 */
export function readInstant(text: string): Instant | undefined {
  const match = written.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map((part) => Number(part ?? 0));
  const midnight = new Date(0).setUTCFullYear(y ?? 0, (mo ?? 0) - 1, d ?? 0);
  const read = new Date(midnight);
  if (read.getUTCMonth() + 1 !== mo || read.getUTCDate() !== d) return undefined;
  if ((h ?? 0) > 23 || (mi ?? 0) > 59 || (s ?? 0) > 59) return undefined;
  const shift = readOffset(offset);
  if (shift === undefined) return undefined;
  const milliseconds = fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000;
  return midnight + (h ?? 0) * 3_600_000 + (mi ?? 0) * 60_000 + (s ?? 0) * 1000 + milliseconds - shift;
}

/** Whether a date is written without saying its time zone. */
export function lacksOffset(text: string): boolean {
  return !/(?:Z|T.*[+-]\d{2}:?\d{2})$/i.test(text);
}

function readOffset(offset: string | undefined): number | undefined {
  if (offset === undefined || offset.toUpperCase() === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
