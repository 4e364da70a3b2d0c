import { TenantryError } from '../../core/problem.ts';
import { git } from './git-command.ts';

/**
 * The contents of blobs by object name, all in one run of `git cat-file --batch`, which answers
 * `OBJECT TYPE SIZE\nCONTENTS\n` for each. Throws TenantryError where one is missing, as in a damaged clone.
 */
export async function blobs(
  folder: string,
  objects: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = [...new Set(objects)];
  if (wanted.length === 0) return new Map();
  const { stdout, status, stderr } = await git(
    folder,
    ['cat-file', '--batch'],
    `${wanted.join('\n')}\n`,
    environment,
  );
  const found = new Map<string, Uint8Array>();
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf(0x0a, at);
    const [object = '', type, size] = stdout
      .toString('utf8', at, end === -1 ? stdout.length : end)
      .split(' ');
    if (end === -1 || type !== 'blob') break;
    const start = end + 1;
    at = start + Number(size) + 1;
    found.set(object, stdout.subarray(start, at - 1));
  }
  if (status !== 0 || found.size !== wanted.length)
    throw new TenantryError({
      id: 'git',
      message: `Git cannot read what it lists${stderr === '' ? '' : `: ${stderr}`}.`,
      remedy: 'Check the clone with `git fsck`, or clone again.',
    });
  return found;
}
