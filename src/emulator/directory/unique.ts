import { isMicrosoft365, text, texts, type Item } from './item.ts';

/** A value that no two live objects may share, with the property that an error names. */
export interface UniqueKey {
  property: string;
  key: string;
}

/**
 * What an item occupies. User principal names, proxy addresses, immutable ids and unique names are unique over the
 * directory; mail nicknames only among Microsoft 365 groups (graph resource "group"). A deleted user still occupies the
 * immutable id, which is base64 and so not compared without letter case.
 */
export function uniqueKeys(item: Item): UniqueKey[] {
  const keys: UniqueKey[] = [];
  const anchor = text(item, 'onPremisesImmutableId');
  if (anchor !== null)
    keys.push({ property: 'onPremisesImmutableId', key: `onPremisesImmutableId:${anchor}` });
  if (item.deleted !== null) return keys;
  const add = (property: string, value: string | null): void => {
    if (value !== null) keys.push({ property, key: `${property}:${value.toLowerCase()}` });
  };
  add('userPrincipalName', text(item, 'userPrincipalName'));
  if (item.kind === 'group') {
    add('uniqueName', text(item, 'uniqueName'));
    if (isMicrosoft365(item)) add('mailNickname', text(item, 'mailNickname'));
  }
  for (const address of texts(item, 'proxyAddresses')) add('proxyAddresses', address);
  return keys;
}
