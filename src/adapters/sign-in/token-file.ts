import { readFile } from 'node:fs/promises';
import { TenantryError } from '../../core/problem.ts';

/**
 * The token in a file that somebody else keeps fresh, read anew each time. Throws TenantryError.
 */
export async function tokenInFile(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, `cannot be read: ${reason(error)}`);
  });
  const token = text.trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return token;
  throw unreadable(path, token === '' ? 'is empty' : 'holds no token in the form of a JWT');
}

/** Why a file could not be read, in words. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'it does not exist';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'you have no right to do so';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function unreadable(path: string, what: string): TenantryError {
  return new TenantryError({
    id: 'sign-in-token-file',
    message: `The file ${path} in AZURE_FEDERATED_TOKEN_FILE ${what}.`,
    remedy: 'Have the issuer of your tokens write one there before Tenantry starts, and keep it fresh.',
  });
}
