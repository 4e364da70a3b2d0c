import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secret } from './search.ts';

export interface Output {
  /** The file of the test, and its name where it was running. */
  readonly test: string;
  readonly kind: string;
  readonly name: string;
  readonly content: Uint8Array;
}

/** The secrets that the workers noted. */
export function* recordedSecrets(folder: string): Generator<Secret> {
  for (const path of filesIn(folder, '.secrets'))
    for (const line of readFileSync(path, 'utf8').split('\n'))
      if (line !== '') yield JSON.parse(line) as Secret;
}

/** The outputs that they noted, one file at a time. */
export function* recordedOutputs(folder: string): Generator<Output> {
  for (const path of filesIn(folder, '.outputs')) {
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length;) {
      const start = whole.indexOf('\n', at) + 1;
      const { bytes, ...head } = JSON.parse(whole.toString('utf8', at, start)) as Omit<Output, 'content'> & {
        bytes: number;
      };
      at = start + bytes;
      yield { ...head, content: whole.subarray(start, at) };
    }
  }
}

const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
