import { TenantryError } from '../../core/problem.ts';

/** The variable of the environment that holds the key. */
export const planKeyName = 'TENANTRY_PLAN_KEY';

/**
 * The 32 bytes of a key, written as base64 or as 64 hexadecimal digits; undefined where no key is set. Throws
 * TenantryError, without the value, where it is anything else: also where it is empty, as in a workflow whose secret is
 * missing, since the plan would then be written for everybody to read.
 */
export function parsePlanKey(written: string | undefined): Buffer | undefined {
  if (written === undefined) return undefined;
  const text = written.trim();
  if (text === '') throw noKey('is set but empty');
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== keyBytes || bytes.toString('base64') !== text)
    throw noKey('is not 32 bytes as base64, nor 64 hexadecimal digits');
  return bytes;
}

const keyBytes = 32;

function noKey(what: string): TenantryError {
  return new TenantryError({
    id: 'plan-key',
    message: `The environment variable ${planKeyName} ${what}, so it is no key for plan files.`,
    remedy:
      'Make one with `openssl rand -base64 32` and keep it as a secret, or unset the variable to keep plan files in plain text.',
  });
}
