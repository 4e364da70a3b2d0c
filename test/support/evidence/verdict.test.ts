import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../adapters/temporary.ts';
import { outputKinds, secretKinds } from './kinds.ts';
import { verdictOf } from './verdict.ts';

const value = 'only-for-this-test-of-the-verdict';

/** Records as the workers write them, those of two workers. */
function records(texts: readonly string[], kind = 'stdout'): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '1-0.secrets'), `${JSON.stringify({ kind: 'client secret', value })}\n`);
  const output = (text: string): string => {
    const head = { test: 'a.test.ts > says', kind, name: 'of `plan`', bytes: Buffer.byteLength(text) };
    return `${JSON.stringify(head)}\n${text}`;
  };
  writeFileSync(join(folder, '2-0.outputs'), texts.map(output).join(''));
  return folder;
}

describe('the verdict', () => {
  test('names the test, the output and the kind, and not the secret', () => {
    const [leak, ...more] = verdictOf(records(['ä\n', 'x\n', `It is ${value}.\n`, 'y']), { whole: false });
    expect(leak).toBe('A client secret stands in stdout of `plan` of a.test.ts > says.');
    expect(more).toEqual([]);
  });

  test('is silent where nothing is found', () => {
    expect(verdictOf(records(['ä\n', 'x']), { whole: false })).toEqual([]);
    expect(verdictOf(temporaryFolder(), { whole: false })).toEqual([]);
  });

  test('of a whole run wants every kind of secret and of output', () => {
    expect(verdictOf(records(['x']), { whole: true })).toEqual([
      ...secretKinds
        .filter((kind) => kind !== 'client secret')
        .map((kind) => `No secret was noted: ${kind}.`),
      ...outputKinds.filter((kind) => kind !== 'stdout').map((kind) => `No output was noted: ${kind}.`),
    ]);
  });
});
