const guidForm = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i;

/**
 * The immutable id of the on-premises object with this objectGUID or mS-DS-ConsistencyGuid: base64 of its 16 bytes in
 * the order of .NET and Active Directory, which keeps the first three fields of a GUID with their last byte in front
 * (https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts). Undefined where the text
 * is no GUID.
 */
export function immutableIdOf(guid: string): string | undefined {
  const fields = guidForm.exec(guid)?.slice(1);
  if (fields === undefined) return undefined;
  const bytes = fields.flatMap((field, index) => (index < 3 ? bytesOf(field).toReversed() : bytesOf(field)));
  return btoa(String.fromCharCode(...bytes));
}

/** The GUID that an immutable id holds, in lower case; undefined where it holds something else. */
export function guidOf(immutableId: string): string | undefined {
  if (!/^[A-Za-z0-9+/]{21}[AQgw]==$/.test(immutableId)) return undefined;
  const hex = Array.from(atob(immutableId), (each) => each.charCodeAt(0).toString(16).padStart(2, '0'));
  const fields = [
    hex.slice(0, 4).toReversed(),
    hex.slice(4, 6).toReversed(),
    hex.slice(6, 8).toReversed(),
    hex.slice(8, 10),
    hex.slice(10),
  ];
  return fields.map((field) => field.join('')).join('-');
}

function bytesOf(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}
