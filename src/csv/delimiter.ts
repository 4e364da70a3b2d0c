import { TenantryError } from '../core/problem.ts';

/** Where two stand equally often, text holds the later one more often. */
const known = ['\t', ';', '|', ','] as const;
const names: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
};

/** A delimiter in words. */
export const delimiterName = (delimiter: string): string => names[delimiter] ?? `"${delimiter}"`;

/** A delimiter as it is given on the command line: itself, or its name. Throws TenantryError where it is none. */
export function parseDelimiter(text: string): string {
  const named = known.find((each) => names[each] === text.toLowerCase());
  const meant = named ?? (text === String.raw`\t` ? '\t' : text);
  if (meant.length === 1 && !/["'\r\n\p{L}\p{N} ]/u.test(meant)) return meant;
  throw new TenantryError({
    id: 'delimiter',
    message: `--delimiter ${text} cannot separate columns.`,
    remedy: "Write comma, semicolon, tab, or one character between quotation marks, such as ';'.",
  });
}

/** What separates the columns of a table: what stands most often in its first line outside of quotation marks. */
export function detectDelimiter(text: string): string {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of text.slice(0, 65_536)) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n' || character === '\r') {
      if (counts.size > 0) break;
    } else if (known.some((each) => each === character))
      counts.set(character, (counts.get(character) ?? 0) + 1);
    else if (character !== ' ') counts.set('', 1);
  }
  counts.delete('');
  const most = Math.max(0, ...counts.values());
  return most === 0 ? ',' : (known.find((each) => counts.get(each) === most) ?? ',');
}
