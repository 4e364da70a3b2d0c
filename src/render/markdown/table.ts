/** A table of GitHub Flavored Markdown. Cells are Markdown already, without line breaks: see `escape.ts`. */
export function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  aligned: readonly ('left' | 'right')[] = [],
): string {
  const rule = heads.map((_, index) => (aligned[index] === 'right' ? '--:' : ':--'));
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
