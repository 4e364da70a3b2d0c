/**
 * Where a line of output would be a command to the runner of GitHub Actions: it takes `::name::` after any white space at
 * the start of a line, and `##[name]` anywhere in it, of both stdout and stderr.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const armed = /(?<=^\s*):(?=:)|(?<=#)#(?=\[)/g;

/** Indexes of the characters of a line that have to be written otherwise, so that no runner takes it for a command. */
export function commandMarks(line: string): readonly number[] {
  if (!line.includes('::') && !line.includes('##[')) return [];
  return Array.from(line.matchAll(armed), ({ index }) => index);
}
