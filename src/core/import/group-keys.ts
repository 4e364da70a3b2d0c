import type { LiveObject } from '../live/live.ts';

const longest = 80;

/**
 * What the entries of new groups are called, by group id: the unique name where a group has one, else the display name as
 * a key. Groups that come to the same key, or to one that is taken, have the beginning of their id behind it, so that no
 * order decides. `taken` is in lower case.
 */
export function groupKeys(
  groups: readonly LiveObject[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const keys = groups.map((group) => ({ id: group.id, key: keyOf(group) }));
  const times = new Map<string, number>();
  for (const { key } of keys) times.set(key.toLowerCase(), (times.get(key.toLowerCase()) ?? 0) + 1);
  const isFree = (key: string): boolean =>
    !taken.has(key.toLowerCase()) && (times.get(key.toLowerCase()) ?? 0) === 0;
  return new Map(
    keys.map(({ id, key }) => {
      if (times.get(key.toLowerCase()) === 1 && !taken.has(key.toLowerCase())) return [id, key];
      const short = `${key}-${id.slice(0, 8)}`;
      return [id, isFree(short) && isOnlyOne(id, keys) ? short : `${key}-${id}`];
    }),
  );
}

/** Whether no other group has an id that begins alike. */
const isOnlyOne = (id: string, keys: readonly { readonly id: string }[]): boolean =>
  keys.filter((each) => each.id.slice(0, 8) === id.slice(0, 8)).length === 1;

function keyOf({ id, uniqueName, displayName, mailNickname }: LiveObject): string {
  if (typeof uniqueName === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/.test(uniqueName))
    return uniqueName;
  const made = ascii(displayName) || ascii(mailNickname);
  return made === '' ? `group-${id.slice(0, 8)}` : made;
}

/** In the letters that a key takes; empty where half of the name or more has none. */
function ascii(name: unknown): string {
  if (typeof name !== 'string') return '';
  const plain = name
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const letters = plain.match(/[\p{L}\p{N}]/gu) ?? [];
  const kept = plain.match(/[a-z0-9]/g) ?? [];
  if (kept.length * 2 <= letters.length) return '';
  const key = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return key.slice(0, longest).replace(/-+$/, '');
}
