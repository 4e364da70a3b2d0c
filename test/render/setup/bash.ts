import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, temporary } from '../../support/cli.ts';

/** What a script called: the program and its arguments, as it got them. */
export type Called = readonly string[];

export interface Shell {
  readonly calls: readonly Called[];
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** Arguments end with a NUL each, a call with a line of its own. Exit code 3 is what `az` has for something that is not there. */
const recorder = String.raw`#!/bin/sh
{ printf '%s\0' NAME "$@"; printf '\n\0'; } >> LOG
query=none
last=
for word in "$@"; do
  [ "$last" = --query ] && query=$word
  last=$word
done
case "$*" in
ANSWERS
esac
case "$2 $3 $query" in
  *list*|*'value['*|'app '*'[?'*) ;;
  *none) [ "$1 $2 $3" = 'ad sp show' ] && exit 3 ;;
  *) echo 11111111-2222-4333-8444-555555555555 ;;
esac
exit 0
`;

/**
 * Runs a script in Bash with `az` and `gh` that write down what they are called with. They answer with an id to every
 * query for one, and with nothing where the script looks whether something is there. `answers`: what they say to calls that
 * begin otherwise, such as `ad app owner list`.
 */
export function runInBash(script: string, answers: Readonly<Record<string, string>> = {}): Shell {
  const folder = temporary();
  const log = join(folder, 'calls');
  const cases = Object.entries(answers)
    .map(([start, answer]) => `  '${start} '*) printf '%s\\n' '${answer}'; exit 0 ;;`)
    .join('\n');
  for (const name of ['az', 'gh', 'tenantry']) {
    const program = join(folder, name);
    writeFileSync(
      program,
      recorder
        .replace('NAME', name)
        .replace('LOG', log)
        .replace('ANSWERS', () => cases),
    );
    chmodSync(program, 0o700);
  }
  const ran = spawnSync('bash', ['-u'], {
    input: script,
    cwd: root,
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, HOME: folder },
  });
  const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
  const calls = text
    .split('\0\n\0')
    .slice(0, -1)
    .map((call) => call.split('\0'));
  return { calls, stdout: ran.stdout, stderr: ran.stderr, status: ran.status };
}
