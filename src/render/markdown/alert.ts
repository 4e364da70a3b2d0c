/**
 * What GitHub shows in a coloured box. Lines are Markdown.
 * https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
 */
export const alert = (kind: 'NOTE' | 'IMPORTANT' | 'WARNING' | 'CAUTION', lines: readonly string[]): string =>
  [`> [!${kind}]`, ...lines.map((line) => (line === '' ? '>' : `> ${line}`))].join('\n');
