const decoder = new TextDecoder('windows-1252');
/** The byte of each character of Windows-1252 that is not ASCII. */
const bytes: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 128 }, (_, index) => [decoder.decode(Uint8Array.of(index + 128)), index + 128]),
);

/** The text that was meant, where UTF-8 was read as Windows-1252 on its way: `Müller` of `MÃ¼ller`. */
export function mojibakeOf(text: string): string | undefined {
  if (!/[\u00c2-\u00f4][^\0-\u007f]/.test(text)) return undefined;
  const found = Array.from(text, (character) => bytes.get(character) ?? character.codePointAt(0) ?? 0);
  if (found.some((byte) => byte > 255)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(found));
  } catch {
    return undefined;
  }
}
