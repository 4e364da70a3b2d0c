import type { Form } from './attribute.ts';

/** The named forms of text: the pattern, and the words that complete "must be …". */
export const forms: Readonly<Record<Form, { readonly pattern: string; readonly words: string }>> = {
  // https://learn.microsoft.com/graph/api/user-update: the characters of a user principal name.
  userPrincipalName: {
    pattern: "^[A-Za-z0-9'._!#^~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$",
    words: "a sign-in name such as adele.vance@contoso.com, of the characters A-Z a-z 0-9 ' . - _ ! # ^ ~",
  },
  // https://learn.microsoft.com/graph/api/group-post-groups: ASCII without @ ( ) \ [ ] " ; : < > , and space.
  mailNickname: {
    pattern: "^[!#$%&'*+\\-./0-9=?A-Z^_`a-z{|}~]+$",
    words: 'the part of a mail address before the @, without @ ( ) \\ [ ] " ; : < > , or spaces',
  },
  country: { pattern: '^[A-Z]{2}$', words: 'a two-letter country code of ISO 3166 in capitals, such as BR' },
  mail: { pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', words: 'a mail address' },
  // https://learn.microsoft.com/graph/api/resources/user: `$` and `_` are not allowed.
  immutableId: {
    pattern: '^[^$_\\s]+$',
    words:
      'base64 text such as MyIRAFVEd2aImaq7zN3u/w==, `{ objectGuid: … }`, `{ consistencyGuid: … }` or null; without $ _ and spaces',
  },
  id: {
    pattern: '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$',
    words: 'an object id, such as 63384f56-42d2-4aa7-b1d6-b10c78f143a2',
  },
};
