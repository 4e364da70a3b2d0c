import { describe, expect, test } from 'vitest';
import { unmatchedRemark, unpinnable } from '../../../src/commands/import/unmatched.ts';
import { load } from '../../../src/config/load.ts';
import type { Scope } from '../../../src/core/import/scope.ts';
import { indexLive } from '../../../src/core/match/live-index.ts';
import { tree } from '../../config/support.ts';
import { everything, imported, liveOf } from './support.ts';

const id = '00000000-0000-4000-8000-00000000000a';
const gone = '00000000-0000-4000-8000-00000000000b';
const live = liveOf(
  [{ id, userPrincipalName: 'ada.new@contoso.com' }],
  [
    {
      id,
      displayName: 'Sales',
      mailNickname: 'sales',
      groupTypes: [],
      mailEnabled: false,
      securityEnabled: true,
    },
  ],
);
const files = {
  'users/a.yaml': `users:\n  - user: ada@contoso.com\n  - user: bob@contoso.com\n    id: ${gone}\n`,
  'groups/a.yaml':
    'groups:\n  - group: sg-sales # ours\n    displayName: SALES\n    mailNickname: sg-sales\n    type: security\n',
};
const twin = `The entry sg-sales (tenant/groups/a.yaml:2:5) has no id, and the displayName of this group. If it means this group, write id: ${id} into it; if it does not, give it another displayName.`;

const known = (scope: Partial<Scope> = {}) => {
  const { desired } = load(tree(files), 'tenant');
  if (!desired) throw new Error('no files');
  return { head: desired, live, index: indexLive(live), scope: { ...everything, ...scope } };
};

describe('a group whose entry lost its id', () => {
  test('gets no second entry, and is named', () => {
    const { files: after, left } = imported(live, files, { scope: { users: false } });
    expect(after['groups/a.yaml']).toBe(files['groups/a.yaml']);
    expect(after['groups/security.yaml']).toBeUndefined();
    expect(left).toEqual([{ kind: 'group', name: 'Sales', why: twin }]);
  });

  test('is that one again with the id', () => {
    const pinned = { 'groups/a.yaml': files['groups/a.yaml'].replace(' # ours', ` # ours\n    id: ${id}`) };
    const { files: after, left } = imported(live, pinned, { scope: { users: false } });
    expect(after['groups/a.yaml']).toContain('displayName: Sales\n');
    expect(left).toEqual([]);
  });

  test('is told of where ids are asked for, beside people that nobody knows', () => {
    expect(unpinnable(known()).map(({ kind, name, why }) => `${kind} ${name}: ${why}`)).toEqual([
      'user ada@contoso.com: Nobody signs in with the name at tenant/users/a.yaml:2:5, and without an id nobody knows who was meant. Correct it, or remove it by hand.',
      `group Sales: ${twin}`,
    ]);
    expect(imported(live, files, { pin: true }).left.map(({ name }) => name)).toEqual([
      'Sales',
      'ada@contoso.com',
    ]);
  });
});

describe('entries that match nothing', () => {
  test('are named at the end', () => {
    expect(unmatchedRemark(known())).toEqual([
      '2 entries match nothing in the tenant and stay as before: user ada@contoso.com (tenant/users/a.yaml:2:5), user bob@contoso.com (tenant/users/a.yaml:3:5). `tenantry import --prune` takes out whatever was deleted; a name that is another one now, correct by hand.',
    ]);
  });

  test.each<[string, Partial<Scope>]>([
    ['only groups', { users: false }],
    ['some people', { departments: ['Sales'] }],
    ['one of them', { only: new Set([id]) }],
  ])('are not named where the import was about %s', (_what, scope) => {
    expect(unmatchedRemark(known(scope))).toEqual([]);
  });
});
