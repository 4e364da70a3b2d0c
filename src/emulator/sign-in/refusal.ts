import type { JsonObject } from '../state.ts';

/** An answer of the sign-in service that is not a success: the error of OAuth with the number of Entra's own. */
export class SignInRefusal extends Error {
  readonly status: number;
  /** `invalid_client` and the like. */
  readonly error: string;
  /** The number behind `AADSTS`. */
  readonly code: number;

  constructor(status: number, error: string, code: number, text: string) {
    super(text);
    this.name = 'SignInRefusal';
    this.status = status;
    this.error = error;
    this.code = code;
  }
}

/**
 * The body of a refusal. The ids and the instant stand at the end of the description too, after spaces: so do live
 * answers of 2024 to 2026 (AzureAD/microsoft-authentication-library-for-js issue 8339), which once had line breaks there.
 */
export function refusalBody(
  refusal: SignInRefusal,
  request: { traceId: string; correlationId: string; now: number; login: string },
): JsonObject {
  const { traceId, correlationId, now, login } = request;
  const timestamp = new Date(now).toISOString().slice(0, 19).replace('T', ' ') + 'Z';
  const end = `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
  return {
    error: refusal.error,
    error_description: `AADSTS${refusal.code}: ${refusal.message} ${end}`,
    error_codes: [refusal.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `${login}/error?code=${refusal.code}`,
  };
}
