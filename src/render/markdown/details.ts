/** Something folded. The summary is HTML, as `text` of `escape.ts` makes it; the body is Markdown. */
export const details = (summary: string, body: string, open = false): string =>
  `<details${open ? ' open' : ''}>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
