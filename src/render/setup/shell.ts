/**
 * Text as one word of Bash that evaluates to it and that nothing in it can leave: between single quotes nothing is
 * special but a single quote (https://www.gnu.org/software/bash/manual/html_node/Single-Quotes.html).
 */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Text within a string literal of OData, which is doubled there. */
export const odataText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Text for a comment, on one line. */
export const shellComment = (text: string): string => `# ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}`;
