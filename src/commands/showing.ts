import { jsonText } from '../render/json.ts';
import { paint, type Line } from '../render/text/lines.ts';
import { count } from '../render/text/summary.ts';
import type { Terminal } from '../ports.ts';

/** Prints a result, in colour where the terminal takes it. */
export function showResult(lines: readonly Line[], terminal: Terminal): void {
  terminal.print(paint(lines, terminal.colour));
}

/** Prints a result as `--json` does: indented, and with nothing in it that steers a terminal or a runner. */
export function printJson(value: unknown, terminal: Pick<Terminal, 'print'>): void {
  terminal.print(`${jsonText(value, 2)}\n`);
}

/** Counts outcomes as progress while their records come in. */
export function showOutcomes(
  total: number,
  terminal: Terminal,
): (record: { readonly record: string }) => void {
  let done = 0;
  return ({ record }) => {
    if (record !== 'outcome') return;
    done += 1;
    terminal.progress(`${done} of ${count(total, 'write')} done`);
  };
}
