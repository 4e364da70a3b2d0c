import { TenantryError } from '../../core/problem.ts';
import type { Sealing } from '../../ports.ts';
import { parsePlanKey, planKeyName } from './plan-key.ts';
import { isSealed, looksSealed, openText, sealText } from './sealed-text.ts';

/**
 * Seals plan files with the key that the environment holds, and leaves them as they are without one. The key is looked
 * at only when there is a plan file, and no message holds it or anything of a plan.
 */
export function planSealing(written: string | undefined): Sealing {
  return {
    seal(text) {
      const key = parsePlanKey(written);
      return key ? `${JSON.stringify(sealText(text, key), null, 2)}\n` : text;
    },
    open(text, path) {
      const key = parsePlanKey(written);
      const value = parsed(text);
      if (!looksSealed(value)) {
        if (key) throw notSealed(path);
        return text;
      }
      if (!isSealed(value)) throw unknownFormat(path);
      if (!key) throw keyMissing(path);
      const opened = openText(value, key);
      if (opened === undefined) throw keyOrTampered(path);
      return opened;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whoever can replace the file could otherwise put a plan of their own in its place. */
function notSealed(path: string): TenantryError {
  return problem(
    `The plan in ${path} is not encrypted, but ${planKeyName} is set, so it may not be the one that was reviewed.`,
    `Make it again with ${planKeyName} set, or unset the variable where plan files are kept in plain text.`,
  );
}

function unknownFormat(path: string): TenantryError {
  return problem(
    `The file ${path} is encrypted in a way that this version of Tenantry does not know, or the file is damaged.`,
    'Make it again with `tenantry plan --out FILE`.',
  );
}

function keyMissing(path: string): TenantryError {
  return problem(
    `The file ${path} is encrypted, and ${planKeyName} is not set.`,
    `Set ${planKeyName} to the key with which it was made.`,
  );
}

function keyOrTampered(path: string): TenantryError {
  return problem(
    `The file ${path} cannot be decrypted: it was made with another key than the one in ${planKeyName}, or changed since.`,
    `Set ${planKeyName} to the key with which it was made, or make the plan again if it is one.`,
  );
}

function problem(message: string, remedy: string): TenantryError {
  return new TenantryError({ id: 'plan-key', message, remedy });
}
