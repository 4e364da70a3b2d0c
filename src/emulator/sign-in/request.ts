import type { Operation } from '../http/request.ts';

/** A request for the sign-in part as it came, headers by lower-case name. */
export interface SignInRequest extends Operation {
  signIn: true;
  /** `https://127.0.0.1:8443`, as the caller wrote it. */
  origin: string;
  text: string;
}
