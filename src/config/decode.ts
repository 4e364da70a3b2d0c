import type { Place, Problem } from '../core/problem.ts';

/** The text of a file, or the problem with its bytes. A byte order mark is dropped. */
export function decode(
  bytes: Uint8Array,
  file: string,
): { readonly text: string } | { readonly problem: Problem } {
  if (looksLikeUtf16(bytes)) {
    return {
      problem: {
        id: 'encoding',
        place: { file, line: 1, column: 1 },
        message: 'The file is saved as UTF-16, so it cannot be read as YAML.',
        remedy: 'Save it as UTF-8; in Notepad choose "Save as" and the encoding "UTF-8".',
      },
    };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const place = firstInvalid(bytes, file);
    return {
      problem: {
        id: 'encoding',
        place,
        message: `The file is not UTF-8: line ${place.line} has a byte that belongs to no character.`,
        remedy: 'Save the file as UTF-8 and check the letters with accents in that line.',
      },
    };
  }
}

/** A byte order mark of UTF-16, or a zero byte beside the first character. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) {
    return false;
  }
  return (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    (first === 0) !== (second === 0)
  );
}

/** Found by halving: a beginning stays readable up to the first bad byte and never becomes readable again. */
function firstInvalid(bytes: Uint8Array, file: string): Place {
  let readable = 0;
  let unreadable = bytes.length;
  while (readable + 1 < unreadable) {
    const middle = (readable + unreadable) >> 1;
    if (beginning(bytes, middle) === undefined) {
      unreadable = middle;
    } else {
      readable = middle;
    }
  }
  const lines = (beginning(bytes, readable) ?? '').split('\n');
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function beginning(bytes: Uint8Array, length: number): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
  } catch {
    return undefined;
  }
}
