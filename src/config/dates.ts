const form = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:Z|([+-])(\d{2}):(\d{2})))?$/;

/**
 * A date or date and time in the canonical form, `YYYY-MM-DDTHH:mm:ssZ` in UTC with a fraction only where it is not
 * zero; undefined where it is written otherwise or no such instant exists.
 */
export function canonicalInstant(written: string): string | undefined {
  const match = form.exec(written);
  if (match === null) {
    return undefined;
  }
  const [, day = '', time = '00:00:00', fraction = '', sign, hours = '0', minutes = '0'] = match;
  const local = instant(`${day}T${time}`);
  if (local === undefined || Number(hours) > 14 || Number(minutes) > 59) {
    return undefined;
  }
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  const utc = new Date(local - offset).toISOString();
  const kept = fraction.replace(/0+$/, '');
  return utc.length === 24 ? `${utc.slice(0, 19)}${kept === '' ? '' : `.${kept}`}Z` : undefined;
}

/** Whether it is a day that exists, written as `YYYY-MM-DD`. */
export function isDay(written: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(written) && instant(`${written}T00:00:00`) !== undefined;
}

/** Milliseconds since 1970; JavaScript turns 30 February into a day of March, so the way back is compared. */
function instant(utc: string): number | undefined {
  const date = new Date(`${utc}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(utc) ? date.getTime() : undefined;
}
