import { isMicrosoft365, text, texts, type Item } from './item.ts';

/** A value that no two live objects may share, with the property that an error names. */
export interface UniqueKey {
  property: string;
  key: string;
}

/**
 * What an item occupies. User principal names, proxy addresses, immutable ids and unique names are unique over the
 * directory; mail nicknames only among Microsoft 365 groups (graph resource "group").
 */
export function uniqueKeys(item: Item): UniqueKey[] {
  if (item.deleted !== null) return [];
  const keys: UniqueKey[] = [];
  const add = (property: string, value: string | null): void => {
    if (value !== null) keys.push({ property, key: `${property}:${value.toLowerCase()}` });
  };
  add('userPrincipalName', text(item, 'userPrincipalName'));
  add('onPremisesImmutableId', text(item, 'onPremisesImmutableId'));
  if (item.kind === 'group') {
    add('uniqueName', text(item, 'uniqueName'));
    if (isMicrosoft365(item)) add('mailNickname', text(item, 'mailNickname'));
  }
  for (const address of texts(item, 'proxyAddresses')) add('proxyAddresses', address);
  return keys;
}
