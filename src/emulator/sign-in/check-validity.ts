import type { Jwt } from './jwt.ts';
import { malformedAssertion, outsideValidity } from './assertion-refusals.ts';

/** What clocks may differ by. */
const toleranceMs = 5 * 60_000;

/** Throws where an assertion is not valid now. Without `nbf` it is valid from the beginning of time. */
export function checkValidity({ claims }: Jwt, now: number): void {
  const { nbf, exp } = claims;
  if (typeof exp !== 'number') throw malformedAssertion();
  const from = typeof nbf === 'number' ? nbf : 0;
  if (now > exp * 1000 + toleranceMs || now < from * 1000 - toleranceMs)
    throw outsideValidity(now, from, exp);
}
