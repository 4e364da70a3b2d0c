/**
 * JSON in which an escaped half of a surrogate pair without its other half reads as U+FFFD. JSON allows such halves, and
 * what is made of text does not: they cannot be sent, hashed (RFC 8785, 3.2.2.2) or stored. Backslashes stand only in
 * texts.
 * https://www.rfc-editor.org/rfc/rfc8259#section-8.2
 */
export const wellFormed = (json: string): string =>
  /\\u[dD][89a-fA-F]/.test(json)
    ? json.replace(escapes, (escape, half?: string) => (half === undefined ? escape : String.raw`\ufffd`))
    : json;

/** A whole pair, half of one, or any other escape. */
const escapes =
  /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(\\u[dD][89a-fA-F][\da-fA-F]{2})|\\[^]/g;
