/** Text as bytes of an encoding that Excel writes. Windows-1252 has of its characters what Latin-1 has. */
export function encoded(text: string, encoding: (typeof encodings)[number]): Uint8Array {
  switch (encoding) {
    case 'UTF-8':
      return Buffer.from(text, 'utf8');
    case 'UTF-8 with a byte order mark':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'UTF-16 LE':
      return Buffer.from(text, 'utf16le');
    case 'UTF-16 LE with a byte order mark':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'UTF-16 BE':
      return Buffer.from(text, 'utf16le').swap16();
    case 'UTF-16 BE with a byte order mark':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'Windows-1252':
      return Buffer.from(text, 'latin1');
  }
}

export const encodings = [
  'UTF-8',
  'UTF-8 with a byte order mark',
  'UTF-16 LE',
  'UTF-16 LE with a byte order mark',
  'UTF-16 BE',
  'UTF-16 BE with a byte order mark',
  'Windows-1252',
] as const;
