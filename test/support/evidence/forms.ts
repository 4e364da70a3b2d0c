import { createPrivateKey } from 'node:crypto';

/** Shorter ones stand in any text by chance. */
export const shortest = 12;

/**
 * The forms in which a secret could stand in a text: as it is, percent-encoded, as of HTML, hexadecimal, and in base64 and
 * base64url at any place of something longer. Of a JWT its claims and its signature, each for itself; of a key in PEM the
 * numbers that are private, and the lines that hold them. None where it is too short to be told from other text.
 */
export function formsOf(secret: string): readonly string[] {
  const parts = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(secret) ? keyParts(secret) : textParts(secret);
  return [...new Set(parts)].filter((form) => form.replaceAll(/[\s\\]/g, '').length >= shortest);
}

const jwt = /^[\w-]*\.([\w-]+)\.([\w-]*)$/;

function textParts(secret: string): readonly string[] {
  const parts = (jwt.exec(secret) ?? []).slice(1).filter((part) => part.length >= shortest);
  return (parts.length > 0 ? parts : [secret]).flatMap((part) => ends(part).flatMap(encoded));
}

/** A piece of something long gives it away as well. */
const ends = (text: string): readonly string[] =>
  text.length > 2 * piece ? [text.slice(0, piece), text.slice(-piece)] : [text];
const piece = 48;

function encoded(text: string): readonly string[] {
  const percent = encodeURIComponent(text);
  return [
    text,
    percent,
    percent.replaceAll(/%\w\w/g, (each) => each.toLowerCase()),
    new URLSearchParams([['', text]]).toString().slice(1),
    html(text),
    ...inBase64(Buffer.from(text)),
    ...inHexadecimal(Buffer.from(text)),
  ];
}

const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const inHexadecimal = (bytes: Buffer): readonly string[] => [
  bytes.toString('hex'),
  bytes.toString('hex').toUpperCase(),
];

/** What these bytes become wherever they begin within the three bytes of a group, without what their neighbours decide. */
function inBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const part = padded
      .toString('base64')
      .slice(Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6));
    return [part, part.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function keyParts(pem: string): readonly string[] {
  const body = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----([\s\S]*?)-----END \1-----/.exec(pem)?.[2] ?? '';
  const lines = body.split(/\s+/).filter((line) => line.length >= 40 && !line.includes(':'));
  // The first half of a key of RSA is public.
  const hidden = lines
    .slice(Math.floor(lines.length / 2))
    .flatMap((line) => [line, ...inBase64(Buffer.from(line))]);
  try {
    const { d, p, q } = createPrivateKey(pem).export({ format: 'jwk' });
    const numbers = [d, p, q].filter((number) => number !== undefined);
    return [...hidden, ...numbers.flatMap((number) => bytesParts(Buffer.from(number, 'base64url')))];
  } catch {
    // It is encrypted: then its lines are all that there is.
    return hidden;
  }
}

const bytesParts = (bytes: Buffer): readonly string[] => {
  const parts = bytes.length > 64 ? [bytes.subarray(0, 32), bytes.subarray(-32)] : [bytes];
  return parts.flatMap((part) => [...inBase64(part), ...inHexadecimal(part)]);
};
