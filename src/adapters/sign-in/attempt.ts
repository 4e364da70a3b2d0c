import type { Problem } from '../../core/problem.ts';
import type { AssertionClaims } from './assertion.ts';
import type { Authority } from './authority.ts';
import type { CertificateFacts } from './certificate.ts';
import type { Heard } from './heard.ts';
import type { Way } from './way.ts';

/** One try to get a token, for the words about what went wrong. Nothing in it is secret but `secrets`. */
export interface Attempt {
  readonly way: Way;
  readonly tenantId: string;
  readonly authority: Authority;
  /** What the token is for: `https://graph.microsoft.com/.default`. */
  readonly scope: string;
  readonly heard: Heard;
  readonly now: Date;
  readonly certificate?: CertificateFacts;
  /** What was said by the token that was to be exchanged. */
  readonly assertion?: AssertionClaims;
  /** To be taken out of whatever is said. */
  readonly secrets: readonly string[];
}

export type Words = Pick<Problem, 'message' | 'remedy'>;

/** What Entra said on refusing a token. */
export interface Refusal {
  /** The digits behind AADSTS. */
  readonly code: string;
  /** The first sentence, which names the cause. */
  readonly said: string;
  /** All of it. */
  readonly description: string;
}

/** `application 00001111-…`, or who else signs in. */
export function signer({ way }: Attempt): string {
  return way.way === 'person' ? 'the account that is signed in' : `application ${way.clientId}`;
}
