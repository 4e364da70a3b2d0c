/**
 * Text as it is typed: composed letters (a Mac saves `ü` as `u` and two dots), and ordinary spaces for those that do not
 * break a line, which come along from web pages and Word.
 */
export const plainText = (text: string): string => text.normalize('NFC').replaceAll(/\p{Zs}/gu, ' ');
