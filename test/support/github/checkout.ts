import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Objects } from './objects.ts';

/** Checks a commit out into an empty folder, with its whole history, as actions/checkout does with `fetch-depth: 0`. */
export function checkOut(objects: Objects, commit: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-C', folder, '-c', 'init.defaultBranch=main', ...args], { stdio: 'pipe' });
  git('init', '--quiet');
  for (const { sha, type, content } of objects.below(commit)) {
    const own = join(folder, '.git', 'objects', sha.slice(0, 2));
    mkdirSync(own, { recursive: true });
    writeFileSync(
      join(own, sha.slice(2)),
      deflateSync(Buffer.concat([Buffer.from(`${type} ${content.byteLength}\0`), content])),
    );
  }
  git('checkout', '--quiet', '--detach', commit);
}
