/**
 * Text as it is searched: without white space and without the escapes of JSON and Markdown, so that a secret is found
 * where a terminal, a PEM file or a string in a string broke it. `\n` goes as a whole, of any other escape the backslash.
 */
export function normalise(text: Uint8Array): Uint8Array {
  const to = Buffer.allocUnsafe(text.length);
  let length = 0;
  let escaped = false;
  for (const byte of text) {
    if (byte === backslash) escaped = true;
    else {
      if (byte > space && !(escaped && breaks.has(byte))) to[length++] = byte;
      escaped = false;
    }
  }
  return to.subarray(0, length);
}

const backslash = 0x5c;
const space = 0x20;
const breaks = new Set(Buffer.from('nrt'));
