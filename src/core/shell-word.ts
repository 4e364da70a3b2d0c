/**
 * Text as one word of Bash that evaluates to it and that nothing in it can leave: between single quotes nothing is
 * special but a single quote (https://www.gnu.org/software/bash/manual/html_node/Single-Quotes.html).
 */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
