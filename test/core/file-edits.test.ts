import { describe, expect, test } from 'vitest';
import type { References } from '../../src/core/desired/desired.ts';
import { indexLive } from '../../src/core/match/live-index.ts';
import { fileEdits } from '../../src/core/rollback/file-edits.ts';
import { desired, group, id, live, liveGroup, liveUser } from '../support/tenant.ts';

const people = [1, 2, 3].map((number) => liveUser(number, `u${number}@contoso.com`));
const index = indexLive(live(people, [liveGroup(9, 'it')]));

const entry = (owners: References) => group('it', { owners }, { id: id(9) });

/** What becomes of the owners in the files where these were the owners before the apply. */
function owners(declared: References, before: readonly number[]): unknown {
  const undone = desired([entry({ mode: 'exact', users: before.map(id), asIds: true })]);
  return fileEdits(undone, desired([entry(declared)]), index, new Set()).map((each) =>
    each.edit === 'set' ? each.declared.value : each.edit,
  );
}

const atLeast = (...users: readonly string[]) => ({ mode: 'atLeast', users }) as const;

describe('owners of which the files name some', () => {
  const both = atLeast('u1@contoso.com', id(2));
  test.each([
    ['stay where all were there before', both, [1, 2, 3], atLeast(id(1), id(2))],
    ['are just those who were there before', both, [2, 3], atLeast(id(2))],
    ['are not managed where nobody of them was', both, [3], 'release'],
    [
      'are as before where all were to be named',
      { mode: 'exact', users: ['u1@contoso.com'] },
      [3],
      { mode: 'exact', users: [id(3)], asIds: true },
    ],
  ] satisfies readonly (readonly [string, References, number[], unknown])[])(
    '%s',
    (_, declared, before, expected) => {
      expect(owners(declared, before)).toEqual([expected]);
    },
  );
});
