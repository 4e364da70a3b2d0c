import type { Terminal } from '../ports.ts';
import { safe, shownAsCode } from '../render/safe.ts';
import { commandMarks } from '../render/workflow-commands.ts';

/**
 * A terminal on which what is said and asked stays what it is, whatever names and paths are in it: no control characters
 * but line breaks and colours, and nothing that the runner of GitHub Actions takes for a command. What is printed as a
 * result is left alone; `paint` and `jsonText` see to it.
 */
export function soberTerminal(terminal: Terminal): Terminal {
  return {
    ...terminal,
    say: (text) => terminal.say(sober(text)),
    progress: (text) => terminal.progress(sober(text)),
    confirm: (question) => terminal.confirm(sober(question)),
    ask: (question) => terminal.ask(sober(question)),
  };
}

const sober = (text: string): string => text.split('\n').map(soberLine).join('\n');

function soberLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const clean = text.split(/(\u001b\[[\d;]*m)/).map((part, index) => (index % 2 === 1 ? part : safe(part)));
  const line = clean.join('');
  const marks = new Set(commandMarks(line));
  return marks.size === 0
    ? line
    : line.replace(/[:#]/g, (character, at: number) => (marks.has(at) ? shownAsCode(character) : character));
}
