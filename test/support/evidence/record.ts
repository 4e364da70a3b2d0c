import { appendFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { threadId } from 'node:worker_threads';
import { expect } from 'vitest';
import { folderVariable, type OutputKind, type SecretKind } from './kinds.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const known = new Set<string>();

/** Notes something that no output may hold. */
export function keepSecret(kind: SecretKind, value: string): void {
  if (value === '' || known.has(value)) return;
  known.add(value);
  append('secrets', `${JSON.stringify({ kind, value })}\n`);
}

/** Notes what the program put out; `name` tells which it was. */
export function keepOutput(kind: OutputKind, name: string, content: string | Uint8Array): void {
  const bytes = Buffer.from(content);
  if (bytes.length === 0) return;
  const { testPath, currentTestName } = expect.getState();
  const test = [relative(root, testPath ?? ''), ...(currentTestName ? [currentTestName] : [])].join(' > ');
  const head = `${JSON.stringify({ test, kind, name, bytes: bytes.length })}\n`;
  append('outputs', Buffer.concat([Buffer.from(head), bytes]));
}

/** Each process and thread has files of its own, so none has to wait for another. */
function append(what: 'secrets' | 'outputs', content: string | Uint8Array): void {
  const folder = process.env[folderVariable];
  if (folder !== undefined) appendFileSync(join(folder, `${process.pid}-${threadId}.${what}`), content);
}
