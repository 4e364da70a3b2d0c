import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leaveOut } from './evidence/files.ts';
import { keepSecret } from './evidence/record.ts';

/**
 * The files of a folder that the program made for secrets: they may hold them and nothing else may. Whatever tests put out
 * is searched for what is in them.
 */
export function noteSecretFiles(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (/\.(?:pem|pfx|pfx-password\.txt)$/.test(name)) leaveOut(path);
    const text = readFileSync(path, 'utf8');
    if (name.endsWith('.pem')) keepSecret('private key', text.slice(text.indexOf('-----BEGIN PRIVATE KEY')));
    if (name.endsWith('.pfx-password.txt')) keepSecret('certificate password', text.trim());
  }
}
