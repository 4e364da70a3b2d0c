const longest = 50;

/** Names that Windows keeps for devices, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const reserved = /^(?:con|prn|aux|nul|conin|conout|com\d|lpt\d)$/;

/**
 * A value as a part of a path: letters and digits of any script in lower case, with hyphens between them, the same for
 * spellings that a disk without regard to case takes for one. Names that come to the same share a file. What has neither
 * letters nor digits is spelled by its code points; undefined where nothing visible is left.
 */
export function slug(value: string): string | undefined {
  const folded = value.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKD');
  const plain = folded.replace(/(\p{Script=Latin})\p{M}+/gu, '$1').normalize('NFC');
  const words = plain.replace(/\p{Cf}+/gu, '').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu);
  const name = cut(words?.join('-') ?? codePoints(plain));
  if (name === '') return undefined;
  return reserved.test(name) ? `${name}_` : name;
}

/** What has no words: `u1f680`. */
const codePoints = (text: string): string =>
  Array.from(
    text.replace(/[\p{C}\p{Z}\ufe0f]+/gu, ''),
    (each) => `u${(each.codePointAt(0) ?? 0).toString(16)}`,
  ).join('-');

const cut = (text: string): string => Array.from(text).slice(0, longest).join('').replace(/-$/, '');
