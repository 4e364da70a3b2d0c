import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/cli.ts';

/** A document of this repository, and what is in it. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Blocks of code in a language, in order. */
export function codeBlocks(markdown: string, language: string): readonly string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    (match) => match[1] ?? '',
  );
}

/** The part below a heading, up to the next one of the same level or above. What stands in code is no heading. */
export function section(markdown: string, heading: string): string {
  const lines = markdown.split('\n');
  const headings = headingLines(lines);
  const from = headings.find((index) => lines[index] === heading);
  if (from === undefined) throw new Error(`there is no heading ${heading}`);
  const level = heading.indexOf(' ');
  const end = headings.find((index) => index > from && (lines[index] ?? '').indexOf(' ') <= level);
  return lines.slice(from + 1, end).join('\n');
}

/** The texts of all headings. */
export const headingsOf = (markdown: string): readonly string[] => {
  const lines = markdown.split('\n');
  return headingLines(lines).map((index) => (lines[index] ?? '').replace(/^#+ /, ''));
};

function headingLines(lines: readonly string[]): readonly number[] {
  let isCode = false;
  return lines.flatMap((line, index) => {
    if (/^\s*```/.test(line)) isCode = !isCode;
    return !isCode && /^#{1,6} /.test(line) ? [index] : [];
  });
}

/** The cells of the rows of the tables in a text, without heads. */
export function rows(markdown: string): readonly (readonly string[])[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    )
    .filter((cells, index, all) => !isRule(cells) && !isRule(all[index + 1]));
}

const isRule = (cells: readonly string[] | undefined): boolean =>
  cells?.every((cell) => /^:?-+:?$/.test(cell)) ?? false;

/** What a shell would make of a here-document: `cat > PATH <<END`, with variables where END is not quoted. */
export function written(
  script: string,
  variables: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return Object.fromEntries(
    [...script.matchAll(/^cat > (\S+) <<('?)END\2\n(.*?)^END$/gms)].map(([, path = '', quote, text = '']) => [
      path,
      quote === "'"
        ? text
        : text.replaceAll(/\$([A-Z]+)/g, (whole, name: string) => variables[name] ?? whole),
    ]),
  );
}
