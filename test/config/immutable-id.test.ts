import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guidOf, immutableIdOf } from '../../src/core/attributes/immutable-id.ts';
import { loaded, told, user } from './support.ts';

const pairs: readonly (readonly [string, string])[] = [
  ['00112233-4455-6677-8899-aabbccddeeff', 'MyIRAFVEd2aImaq7zN3u/w=='],
  ['2f7b2612-5a85-4a80-989f-dff766e9847f', 'EiZ7L4VagEqYn9/3ZumEfw=='],
];

describe('a GUID and its immutable id', () => {
  test.each(pairs)('%s is %s', (guid, id) => {
    expect([immutableIdOf(guid), guidOf(id), immutableIdOf(guid.toUpperCase())]).toEqual([id, guid, id]);
  });

  test('there and back', () => {
    fc.assert(
      fc.property(fc.uuid({ version: [1, 4, 7] }), (guid) => {
        const id = immutableIdOf(guid) ?? '';
        expect(guidOf(id)).toBe(guid);
        expect(Buffer.from(id, 'base64')).toHaveLength(16);
      }),
    );
  });

  test.each(['', 'x', '0011223344556677', 'MyIRAFVEd2aImaq7zN3u/w', 'MyIRAFVEd2aImaq7zN3u/x==', 'AAAA'])(
    'neither: %j',
    (text) => {
      expect([immutableIdOf(text), guidOf(text)]).toEqual([undefined, undefined]);
    },
  );
});

const guid = '00112233-4455-6677-8899-aabbccddeeff';

test.each([
  [
    guid,
    `3:28 \`onPremisesImmutableId\` is base64 text, but \`${guid}\` is a GUID. Write \`onPremisesImmutableId: { objectGuid: ${guid} }\`, or \`consistencyGuid\` where it is the mS-DS-ConsistencyGuid.`,
  ],
  [
    `"{${guid}}"`,
    `3:28 \`onPremisesImmutableId\` is base64 text, but \`{${guid}}\` is a GUID. Write \`onPremisesImmutableId: { objectGuid: ${guid} }\`, or \`consistencyGuid\` where it is the mS-DS-ConsistencyGuid.`,
  ],
  [
    'a_b',
    '3:28 `onPremisesImmutableId` must be base64 text such as MyIRAFVEd2aImaq7zN3u/w==, `{ objectGuid: … }`, `{ consistencyGuid: … }` or null; without $ _ and spaces, not `a_b`. Correct the value.',
  ],
  [
    '{ objectGuid: MyIRAFVEd2aImaq7zN3u/w== }',
    '3:42 `objectGuid` must be a GUID such as 00112233-4455-6677-8899-aabbccddeeff, not `MyIRAFVEd2aImaq7zN3u/w==`. Write it as Active Directory shows it, as text and not as bytes.',
  ],
  [
    `{ objectGuid: ${guid}, consistencyGuid: ${guid} }`,
    '3:80 `onPremisesImmutableId` has both `objectGuid` and `consistencyGuid`; an account has one immutable id. Keep the one that Entra Connect uses as source anchor, mostly `consistencyGuid`.',
  ],
  [
    `{ objectGUID: ${guid} }`,
    '3:30 `objectGUID` is not known here; did you mean `objectGuid`? Correct the spelling, or remove the key.',
  ],
  [
    '{}',
    '3:28 `onPremisesImmutableId` names none of its parts. Write at least one part, `null` to clear all of them, or leave the key out.',
  ],
  [
    '""',
    '3:28 `onPremisesImmutableId` is empty text. Write `null`, without quotation marks, to clear it, or leave the key out to leave the value alone.',
  ],
])('onPremisesImmutableId: %s', (value, problem) => {
  const { desired, problems } = loaded({ 'users/a.yaml': user(`onPremisesImmutableId: ${value}`) });
  expect(told(problems)).toEqual([
    `tenant/users/a.yaml:${problem.replace(' ', ' (user adele@contoso.com) ')}`,
  ]);
  expect(desired?.users).toEqual([]);
});

test('two accounts with the same immutable id, however it is written', () => {
  const { desired, problems } = loaded({
    'users/a.yaml': user(`onPremisesImmutableId: { objectGuid: ${guid} }`),
    'users/b.yaml': `users:
  - { user: lee@contoso.com, onPremisesImmutableId: MyIRAFVEd2aImaq7zN3u/w== }
  - { user: megan@contoso.com, onPremisesImmutableId: null }
  - { user: alex@contoso.com, onPremisesImmutableId: null }
`,
  });
  expect(told(problems)).toEqual([
    'tenant/users/b.yaml:2:53 (user lee@contoso.com) The immutable id is also that of `adele@contoso.com`, at tenant/users/a.yaml:3; two accounts cannot have the same. Keep it with the account that belongs to the on-premises object. Until then neither is used.',
  ]);
  expect(problems[0]?.also).toEqual([{ file: 'tenant/users/a.yaml', line: 3, column: 28 }]);
  expect(desired?.users.map((each) => each.label)).toEqual(['megan@contoso.com', 'alex@contoso.com']);
});
