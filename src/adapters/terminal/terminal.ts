import { createInterface } from 'node:readline';
import type { Terminal } from '../../ports.ts';
import { wantsColour } from './colour.ts';
import { progressOn, type ProgressOutput } from './progress.ts';

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: ProgressOutput;
  readonly stderr: ProgressOutput & NodeJS.WritableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Width where nobody says. */
const usualColumns = 80;

/** The terminal of the process, or other streams in its place. */
export function terminal(streams: TerminalStreams = process): Terminal {
  const { stdin, stdout, stderr, env } = streams;
  const progress = progressOn(stderr);
  return {
    print(text) {
      progress.clear();
      stdout.write(asLines(text));
    },
    say(text) {
      progress.clear();
      stderr.write(asLines(text));
    },
    progress: (text) => progress.show(text),
    async confirm(question) {
      progress.clear();
      // A pipe cannot have read the question.
      if (stdin.isTTY !== true) return undefined;
      const answer = await ask(`${question} Type yes to go on:`, stdin, stderr);
      return ['y', 'yes'].includes(answer?.toLowerCase() ?? '');
    },
    async ask(question) {
      progress.clear();
      return stdin.isTTY === true ? await ask(question, stdin, stderr) : undefined;
    },
    colour: wantsColour(env, stdout),
    // Some terminals say 0 where they do not know.
    columns: stdout.columns || usualColumns,
  };
}

const asLines = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** One line of an answer; undefined where the input ends or the user interrupts. */
async function ask(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string | undefined> {
  const lines = createInterface({ input, output });
  return await new Promise((resolve) => {
    lines.on('close', () => resolve(undefined));
    lines.on('SIGINT', () => {
      lines.close();
      // The prompt took the signal; the rest of the program is to hear of it as well.
      process.kill(process.pid, 'SIGINT');
    });
    lines.question(`${question} `, (answer) => {
      resolve(answer.trim());
      lines.close();
    });
  });
}
