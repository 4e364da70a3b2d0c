import { ChildProcess } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { keepSecretsOf } from './environment.ts';
import { keepFiles } from './files.ts';
import { keepOutput } from './record.ts';

/** What `spawn` hands to a new process: https://github.com/nodejs/node/blob/main/lib/internal/child_process.js */
interface SpawnOptions {
  readonly file: string;
  readonly args?: readonly string[];
  readonly envPairs?: readonly string[];
  readonly cwd?: string | URL;
}

type Spawning = (this: ChildProcess, options: SpawnOptions) => unknown;

const running = new Set<() => void>();

/** Notes what every child process that is a Node says and writes, and the secrets that it is given. */
export function watchChildren(): void {
  const prototype = ChildProcess.prototype as unknown as { spawn: Spawning };
  const { spawn } = prototype;
  prototype.spawn = function (options) {
    const result = spawn.call(this, options);
    if (options.file === process.execPath) watch(this, options);
    return result;
  };
}

/** Notes what children that run still have said so far. */
export function keepRunningChildren(): void {
  for (const flush of running) flush();
}

function watch(child: ChildProcess, { args = [], envPairs = [], cwd = process.cwd() }: SpawnOptions): void {
  const folder = existsSync(cwd) ? realpathSync(cwd) : String(cwd);
  const environment = Object.fromEntries(
    envPairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  keepSecretsOf(environment, folder);
  const [, program = '', ...rest] = args;
  const command = `of \`${[basename(program), ...rest].join(' ')}\``;
  const streams = (['stdout', 'stderr'] as const).map((kind) => ({ kind, parts: overhear(child[kind]) }));
  const flush = (): void => {
    for (const { kind, parts } of streams) {
      const text = parts.splice(0).join('');
      keepOutput(kind, command, environment['GITHUB_ACTIONS'] === 'true' ? logged(text) : text);
    }
    keepFiles(folder);
  };
  running.add(flush);
  child.once('close', () => {
    running.delete(flush);
    flush();
  });
}

/**
 * What a runner writes into its log: it takes the lines that tell it what to mask, and echoes none of them. What it masks
 * afterwards stays here, since the program is not to rely on it.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
 */
const logged = (text: string): string => text.replaceAll(/^::add-mask::.*$/gm, '');

/** The pieces of text that a stream brings, from now on; whoever else listens hears them as before. */
function overhear(stream: Readable | null): string[] {
  const parts: string[] = [];
  if (!stream) return parts;
  const emit = stream.emit.bind(stream);
  stream.emit = (event: string | symbol, ...rest: unknown[]): boolean => {
    if (event === 'data') parts.push(String(rest[0]));
    return emit(event as string, ...rest);
  };
  return parts;
}
