/**
 * Text as a PowerShell expression that evaluates to it and that nothing in it can leave: one single-quoted string, or
 * for characters outside printable ASCII the join of strings and `[char]` casts, which is a flat list and so has no
 * limit of depth. `null` is `$null`.
 *
 * The result is plain ASCII. Windows PowerShell 5.1 reads a file without a byte order mark as ANSI, and editors and
 * mail lose the mark; and to PowerShell the typographic quotes U+2018 to U+201B end a string as `'` does
 * (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules). Line breaks,
 * control characters, bidirectional marks and halves of surrogate pairs travel as numbers just so.
 */
export function literal(text: string | null): string {
  if (text === null) return '$null';
  const parts = text.match(/[\u0020-\u007e]+|[^\u0020-\u007e]/g) ?? [''];
  const [first = ''] = parts;
  return parts.length === 1 && isPrintable(first)
    ? quoted(first)
    : `(-join @(${parts.map(part).join(', ')}))`;
}

/** Text fit for a comment of PowerShell, of one line or of several: plain ASCII that does not end it. */
export function comment(text: string): string {
  return text
    .replace(/[^\u0020-\u007e]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll('#>', '# >');
}

const part = (text: string): string => (isPrintable(text) ? quoted(text) : character(text));
const isPrintable = (text: string): boolean => !/[^\u0020-\u007e]/.test(text);
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const character = (unit: string): string =>
  `[char]0x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
