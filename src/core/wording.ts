const irregular: Readonly<Record<string, string>> = { entry: 'entries', person: 'people' };

/** `1 user`, `2,000 users`, `2 entries`. */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${number === 1 ? noun : (irregular[noun] ?? `${noun}s`)}`;

/** `A`, `A and B`, `A, B and C`. */
export function listed(parts: readonly string[], word = 'and'): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1) ?? ''}`;
}

/** With a capital letter, but for a name or an address, which stays as it is. */
export function capitalised(text: string): string {
  return /^[a-z]+[\s,;:](?!\/\/)/.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}
