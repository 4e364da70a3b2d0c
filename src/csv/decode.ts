import { TenantryError } from '../core/problem.ts';

/** The text of a table, and how its bytes were read, in words: `UTF-8`. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
}

export const mostBytes = 50 * 1024 * 1024;

/**
 * The text of a file as Excel or another program saved it: by its byte order mark, by the zero bytes of UTF-16, as UTF-8
 * where it is valid, else as Windows-1252. `encoding` is a label of https://encoding.spec.whatwg.org and decides where it
 * is given. Throws TenantryError where the file holds no table as text.
 */
export function decodeTable(bytes: Uint8Array, file: string, encoding?: string): Decoded {
  refuseOthers(bytes, file);
  const decoded = encoding === undefined ? detected(bytes) : labelled(bytes, encoding);
  const text = decoded.text.replace(/^\ufeff/, '');
  if (text.trim() === '') throw empty(file);
  if (text.includes('\0')) throw binary(file);
  return { text, encoding: decoded.encoding };
}

function detected(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'UTF-8 with a byte order mark' };
  if (first === 0xff && second === 0xfe) return wide(bytes, 'le', ' with a byte order mark');
  if (first === 0xfe && second === 0xff) return wide(bytes, 'be', ' with a byte order mark');
  const order = zeroBytes(bytes);
  if (order !== undefined) return wide(bytes, order, '');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

const wide = (bytes: Uint8Array, order: 'le' | 'be', mark: string): Decoded => ({
  text: new TextDecoder(`utf-16${order}`).decode(bytes),
  encoding: `UTF-16 ${order.toUpperCase()}${mark}`,
});

/** Headers and delimiters are mostly ASCII, of which UTF-16 has every other byte zero. */
function zeroBytes(bytes: Uint8Array): 'le' | 'be' | undefined {
  const some = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  some.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  const enough = some.length / 8;
  if (odd > enough && even < odd / 8) return 'le';
  return even > enough && odd < even / 8 ? 'be' : undefined;
}

function labelled(bytes: Uint8Array, label: string): Decoded {
  try {
    const decoder = new TextDecoder(label);
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch {
    throw new TenantryError({
      id: 'encoding',
      message: `--encoding ${label} is no encoding that is known here.`,
      remedy: 'Use a name such as utf-8, utf-16le, windows-1250, windows-1252, iso-8859-2 or macintosh.',
    });
  }
}

function refuseOthers(bytes: Uint8Array, file: string): void {
  const begins = (...start: readonly number[]): boolean => start.every((byte, at) => bytes[at] === byte);
  const asCsv =
    'Open it in Excel, choose Save As and the file type "CSV UTF-8 (Comma delimited)", and import that file.';
  if (bytes.length === 0) throw empty(file);
  if (bytes.length > mostBytes)
    throw new TenantryError({
      id: 'csv-too-large',
      message: `${file} has ${Math.ceil(bytes.length / 1024 / 1024)} MB; tables of at most ${mostBytes / 1024 / 1024} MB are read.`,
      remedy: 'Divide it into several files, each with the headers.',
    });
  if (begins(0x50, 0x4b, 0x03, 0x04))
    throw new TenantryError({
      id: 'csv-workbook',
      message: `${file} is an Excel workbook (.xlsx) or another ZIP file, not CSV.`,
      remedy: asCsv,
    });
  if (begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1))
    throw new TenantryError({
      id: 'csv-workbook',
      message: `${file} is an old Excel workbook (.xls), or one with a password, not CSV.`,
      remedy: asCsv,
    });
  if (begins(0x25, 0x50, 0x44, 0x46)) throw binary(file);
}

const empty = (file: string): TenantryError =>
  new TenantryError({
    id: 'csv-empty',
    message: `${file} is empty.`,
    remedy: 'Export the table again: a row of headers, and a row for each person.',
  });

const binary = (file: string): TenantryError =>
  new TenantryError({
    id: 'csv-binary',
    message: `${file} is not text, so it is no CSV file.`,
    remedy: 'Save the table as "CSV UTF-8 (Comma delimited)", and import that file.',
  });
