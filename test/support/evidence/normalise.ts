/**
 * Text as it is searched: without white space and without the escapes of JSON and Markdown, so that a secret is found
 * where a terminal, a PEM file or a string in a string broke it. `\n` goes as a whole, of any other escape the backslash.
 */
export function normalise(text: Uint8Array): Uint8Array {
  const to = new Uint8Array(text.length);
  let length = 0;
  let escaped = false;
  for (let index = 0; index < text.length; index++) {
    const byte = text[index] as number;
    if (byte > space && byte !== backslash && !(escaped && isBreak(byte))) to[length++] = byte;
    escaped = byte === backslash;
  }
  return to.subarray(0, length);
}

const backslash = 0x5c;
const space = 0x20;
const [n, r, t] = Buffer.from('nrt');
const isBreak = (byte: number): boolean => byte === n || byte === r || byte === t;
