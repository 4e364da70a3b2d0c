/**
 * The path and query of a request, percent-encoded. Microsoft's client library pastes names and values into URLs as
 * they are: `#` would end the path of a guest's user principal name and address somebody else.
 * Commas stay readable; they separate the names of a `$select`.
 */
export function address(
  segments: readonly string[],
  query: Readonly<Record<string, string | number>> = {},
): string {
  const path = segments.map((segment) => `/${encodeSegment(segment)}`).join('');
  const options = Object.entries(query).map(([name, value]) => `${name}=${encodeValue(String(value))}`);
  return options.length === 0 ? path : `${path}?${options.join('&')}`;
}

// `$` begins fixed segments such as `$count`; a user principal name may hold it too, where Graph takes it encoded or not.
function encodeSegment(text: string): string {
  return encodeURIComponent(text).replaceAll('%24', '$').replaceAll('%40', '@');
}

function encodeValue(text: string): string {
  return encodeURIComponent(text).replaceAll('%2C', ',');
}
