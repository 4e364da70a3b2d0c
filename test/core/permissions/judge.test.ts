import { describe, expect, test } from 'vitest';
import { heldBy, judge } from '../../../src/core/permissions/judge.ts';
import { requirementsOf } from '../../../src/core/permissions/needed.ts';
import type { Part } from '../../../src/core/permissions/requirement.ts';
import { desiredOf, entry } from '../../read/desired.ts';

const desired = desiredOf(
  entry('user', 'a', { department: 'IT', mobilePhone: '1' }),
  entry('group', 'b', { description: 'B' }),
);
const phones = desiredOf(entry('user', 'a', { mobilePhone: '1' }));
const reading = [
  'AuditLog.Read.All',
  'Group.Read.All',
  'Organization.Read.All',
  'RoleManagement.Read.Directory',
  'User.Read.All',
];
const writing = [
  'AuditLog.Read.All',
  'Group.ReadWrite.All',
  'Organization.Read.All',
  'RoleManagement.Read.Directory',
  'User.ReadWrite.All',
];

function judged(part: Part, held: readonly string[], files = desired) {
  const { missing, excess } = judge(requirementsOf(part, files), new Set(held));
  return {
    missing: missing.map(({ name, required }) => (required ? name : `(${name})`)),
    excess: excess.map(({ name, instead }) => [name, ...instead].join(' > ')),
  };
}

const without = (all: readonly string[], ...names: readonly string[]): readonly string[] =>
  all.filter((each) => !names.includes(each));

describe('what is held, against what is needed', () => {
  test.each<[string, Part, readonly string[], Partial<ReturnType<typeof judged>>]>([
    ['just that, to read', 'reader', reading, {}],
    ['just that, to write', 'writer', writing, {}],
    [
      'nothing',
      'reader',
      [],
      {
        missing: [
          'Group.Read.All',
          'Organization.Read.All',
          'RoleManagement.Read.Directory',
          'User.Read.All',
          '(AuditLog.Read.All)',
        ],
      },
    ],
    [
      'not what is only recommended',
      'reader',
      without(reading, 'AuditLog.Read.All'),
      { missing: ['(AuditLog.Read.All)'] },
    ],
    [
      'a reader that writes besides',
      'reader',
      [...reading, 'User.ReadWrite.All'],
      { excess: ['User.ReadWrite.All'] },
    ],
    [
      'a reader that writes instead',
      'reader',
      [...without(reading, 'User.Read.All'), 'User.ReadWrite.All'],
      { excess: ['User.ReadWrite.All > User.Read.All'] },
    ],
    [
      'the directory as a whole to write, in place of users and groups',
      'writer',
      [...without(writing, 'User.ReadWrite.All', 'Group.ReadWrite.All'), 'Directory.ReadWrite.All'],
      {
        missing: ['Group.ReadWrite.All'],
        excess: ['Directory.ReadWrite.All > User.ReadWrite.All'],
      },
    ],
    [
      'the directory as a whole besides',
      'writer',
      [...writing, 'Directory.ReadWrite.All'],
      { excess: ['Directory.ReadWrite.All'] },
    ],
    [
      'the directory to read besides',
      'reader',
      [...reading, 'Directory.Read.All'],
      { excess: ['Directory.Read.All'] },
    ],
    ['what the writing one includes does no harm', 'writer', [...writing, 'User.Read.All'], {}],
    ['something of another trade', 'reader', [...reading, 'Mail.Read'], { excess: ['Mail.Read'] }],
    ['a mighty role', 'reader', [...reading, 'Global Administrator'], { excess: ['Global Administrator'] }],
  ])('%s', (_, part, held, expected) => {
    expect(judged(part, held)).toEqual({ missing: [], excess: [], ...expected });
  });

  test('whoever changes phones alone needs nothing that changes whole users', () => {
    const held = without(writing, 'Group.ReadWrite.All').concat('Group.Read.All');
    expect(judged('writer', held, phones).excess).toEqual([
      'User.ReadWrite.All > User-Phone.ReadWrite.All > User.Read.All',
    ]);
  });

  test('what is missing says what for', () => {
    const { missing } = judge(
      requirementsOf('writer', desired),
      new Set(without(writing, 'User.ReadWrite.All')),
    );
    const [users] = missing;
    expect(users?.name).toBe('User.ReadWrite.All');
    expect(users?.reasons).toContainEqual({ what: 'mobilePhone', count: 1, of: 'user' });
    expect(users?.reasons).toContainEqual({ what: 'department', count: 1, of: 'user' });
  });
});

describe('what tokens tell', () => {
  const identity = {
    kind: 'application',
    permissions: ['Group.Read.All'],
    scopes: [],
    directoryRoles: [],
  } as const;

  test('permissions of both services, and roles by their names', () => {
    const exchange = {
      ...identity,
      permissions: ['Exchange.ManageAsApp'],
      directoryRoles: ['31392ffb-586c-42d1-9346-e59415a2cc4e', 'a role of the tenant'],
    };
    expect([...heldBy(identity, exchange, true)]).toEqual([
      'Group.Read.All',
      'Exchange.ManageAsApp',
      'Exchange Recipient Administrator',
    ]);
  });

  test('a role within Exchange shows only by what it lets be done', () => {
    expect([...heldBy(identity, identity, true)]).toEqual(['Group.Read.All', 'View-Only Recipients']);
    expect([...heldBy(identity, identity, false)]).toEqual(['Group.Read.All']);
  });
});
