import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs';
import { TenantryError } from '../../core/problem.ts';
import { harEntry, type TracedExchange } from './har.ts';

export type { TracedExchange } from './har.ts';

/** Takes down HTTP exchanges. Credentials are removed here, whoever records. */
export interface Recorder {
  record(exchange: TracedExchange): void;
  close(): void;
}

const head = '{"log":{"version":"1.2","creator":{"name":"tenantry","version":"1"},"entries":[\n';
const tail = '\n]}}\n';

/**
 * Records to a HAR 1.2 file (http://www.softwareishard.com/blog/har-12-spec/), readable by its owner only. Every entry
 * goes to the file at once, over the closing brackets, which are written again behind it: memory stays small, and the
 * file is whole however the command ends. Throws TenantryError where the file cannot be written.
 */
export function recordTo(path: string): Recorder {
  const file = open(path);
  let end = writeAll(file, head, 0);
  writeAll(file, tail, end);
  let first = true;
  return {
    record(exchange) {
      const text = `${first ? '' : ',\n'}${JSON.stringify(harEntry(exchange))}`;
      first = false;
      const length = writeAll(file, text + tail, end);
      end += length - Buffer.byteLength(tail);
    },
    close() {
      closeSync(file);
    },
  };
}

function open(path: string): number {
  try {
    const file = openSync(path, 'w', 0o600);
    // The mode above counts only for a file that did not exist.
    fchmodSync(file, 0o600);
    return file;
  } catch (error) {
    throw new TenantryError({
      id: 'trace-file',
      message: `The trace cannot be written to ${path}: ${whyNot(error)}.`,
      remedy: 'Name a file with --trace in a folder that exists and that you may write to.',
    });
  }
}

function whyNot(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return 'its folder does not exist';
  return error instanceof Error ? error.message : String(error);
}

/** Writes text at a position; returns its length in bytes. */
function writeAll(file: number, text: string, position: number): number {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;)
    written += writeSync(file, bytes, written, bytes.length - written, position + written);
  return bytes.length;
}
