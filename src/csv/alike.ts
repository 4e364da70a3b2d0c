import { nearest } from '../core/nearest.ts';

/**
 * Addresses that somebody may have meant: with the same domain and a name that is like it, or with the same name in another
 * domain. Compared as a whole, all short names of a domain would be alike.
 */
export function alikeAddresses(text: string, addresses: readonly string[]): readonly string[] {
  const [name, domain] = parts(text);
  const inDomain = addresses.filter((each) => domain === '' || parts(each)[1] === domain);
  const names = new Set(
    nearest(
      name,
      inDomain.map((each) => parts(each)[0]),
      3,
      3,
    ),
  );
  return [
    ...inDomain.filter((each) => names.has(parts(each)[0])),
    ...addresses.filter((each) => parts(each)[0] === name && parts(each)[1] !== domain && domain !== ''),
  ].slice(0, 3);
}

function parts(address: string): readonly [string, string] {
  const at = address.lastIndexOf('@');
  return at < 0
    ? [address.toLowerCase(), '']
    : [address.slice(0, at).toLowerCase(), address.slice(at + 1).toLowerCase()];
}
