import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import type { OutputKind } from './kinds.ts';
import { keepOutput } from './record.ts';

const kinds: Readonly<Record<string, OutputKind>> = { '.har': 'trace', '.jsonl': 'journal' };
const folders = new Set<string>();
const inputs = new Set<string>();
const kept = new Map<string, string>();

/** Remembers a folder of a test, whose files are noted when the test file is done. */
export function rememberFolder(folder: string): string {
  folders.add(realpathSync(folder));
  return folder;
}

/** Says that a file is what the program was given, and none of its outputs. */
export function leaveOut(path: string): void {
  inputs.add(realpathSync(path));
}

/**
 * Notes the files below a folder of a test as they are now, where they changed since the last time. Any other folder is left
 * alone, and so is every copy of the program itself, also of the Action.
 */
export function keepFiles(folder: string): void {
  const inside = relative(realpathSync(tmpdir()), folder);
  if (inside === '' || inside.startsWith('..')) return;
  for (const path of filesBelow(folder)) if (!inputs.has(path)) keepFile(path, relative(folder, path));
}

function keepFile(path: string, name: string): void {
  const content = changedContent(path);
  if (content) keepOutput(kinds[extname(path)] ?? 'file', name, content);
}

/** Undefined where it is as it was the last time. */
function changedContent(path: string): Uint8Array | undefined {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    const state = `${mtimeMs} ${size} ${ino}`;
    if (kept.get(path) === state) return undefined;
    kept.set(path, state);
    return readFileSync(path);
  } catch {
    // A process that runs still took it away, or it is meant not to be readable.
    return undefined;
  }
}

export function keepRememberedFolders(): void {
  for (const folder of folders) keepFiles(folder);
}

/** Files that tests and programs made, without the program itself, what it needs, and Git's own. */
function filesBelow(folder: string): readonly string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    // It is gone, or it is meant not to be readable.
    return [];
  }
  if (entries.some(({ name }) => name === 'package.json' || name === 'action.yml')) return [];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', '.git'].includes(entry.name) ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
