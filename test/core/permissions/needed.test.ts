import { describe, expect, test } from 'vitest';
import { attributes } from '../../../src/core/attributes/attributes.ts';
import type { ObjectKind } from '../../../src/core/attributes/attribute.ts';
import type { Desired } from '../../../src/core/desired/desired.ts';
import { choose, isMet } from '../../../src/core/permissions/choose.ts';
import type { Facts } from '../../../src/core/permissions/facts.ts';
import { neededPermissions, requirementsOf } from '../../../src/core/permissions/needed.ts';
import { reasonText } from '../../../src/core/permissions/requirement.ts';
import { loaded } from '../../config/support.ts';
import { desiredOf, entry } from '../../read/desired.ts';

const organization = 'Organization.Read.All';
const always = {
  reader: ['Group.Read.All', organization, 'User.Read.All'],
  writer: ['Group.Read.All', organization, 'User.Read.All'],
};
const asWhole = {
  reader: always.reader,
  writer: ['Group.Read.All', 'Organization.Read.All', 'User.ReadWrite.All'],
};
const roles = 'RoleManagement.Read.Directory';
const numbered = {
  reader: [...always.reader, 'Exchange.ManageAsApp', 'View-Only Recipients'],
  writer: [...asWhole.writer, 'Exchange.ManageAsApp', 'Exchange Recipient Administrator'],
};
const guarded = {
  reader: ['Group.Read.All', organization, roles, 'User.Read.All'],
  writer: [...asWhole.writer.slice(0, 2), roles, 'User.ReadWrite.All'],
};

/** What changing one attribute takes, where it is not what most do. */
const special: Readonly<
  Record<string, { readonly reader: readonly string[]; readonly writer: readonly string[] }>
> = {
  userPrincipalName: guarded,
  onPremisesImmutableId: guarded,
  accountEnabled: {
    reader: guarded.reader,
    writer: ['Group.Read.All', organization, roles, 'User.EnableDisableAccount.All', 'User.Read.All'],
  },
  businessPhones: {
    reader: guarded.reader,
    writer: ['Group.Read.All', organization, roles, 'User-Phone.ReadWrite.All', 'User.Read.All'],
  },
  mobilePhone: {
    reader: guarded.reader,
    writer: ['Group.Read.All', organization, roles, 'User-Phone.ReadWrite.All', 'User.Read.All'],
  },
  otherMails: {
    reader: guarded.reader,
    writer: ['Group.Read.All', organization, roles, 'User-Mail.ReadWrite.All', 'User.Read.All'],
  },
  employeeLeaveDateTime: {
    reader: ['Group.Read.All', organization, 'User-LifeCycleInfo.Read.All', 'User.Read.All'],
    writer: ['Group.Read.All', organization, 'User-LifeCycleInfo.ReadWrite.All', 'User.Read.All'],
  },
};

const required = (desired: Desired, facts?: Facts) => {
  const needed = neededPermissions(desired, facts);
  const names = (part: 'reader' | 'writer'): readonly string[] =>
    needed[part].filter(({ level }) => level === 'required').map(({ name }) => name);
  return { reader: names('reader'), writer: names('writer') };
};

const declaring = (kind: ObjectKind, ...names: readonly string[]): Desired =>
  desiredOf(entry(kind, 'x', Object.fromEntries(names.map((name) => [name, 'any']))));

describe('each attribute of users alone takes no more than Microsoft asks for it', () => {
  test.each(attributes.user.map(({ name }) => name))('%s', (name) => {
    const expected = special[name] ?? (name.startsWith('extensionAttribute') ? numbered : asWhole);
    expect(required(declaring('user', name))).toEqual(expected);
  });
});

test.each(attributes.group.map(({ name }) => name))('%s of a group takes what groups take', (name) => {
  expect(required(declaring('group', name))).toEqual({
    reader: always.reader,
    writer: ['Group.ReadWrite.All', organization, 'User.Read.All'],
  });
});

const yaml = (files: Readonly<Record<string, string>>): Desired => {
  const { desired, problems } = loaded(files);
  expect(problems).toEqual([]);
  return desired ?? desiredOf();
};

describe('what else the files have', () => {
  const owner = '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293';
  const directoryExtension = {
    'extensions/a.yaml': `directory:\n  - { name: grade, owner: { appId: ${owner} }, type: String, targets: [User] }\n`,
  };

  test('nothing but tenant.yaml: what every plan reads', () => {
    expect(required(desiredOf())).toEqual(always);
  });

  test('a rule about devices', () => {
    const desired = yaml({
      'groups/a.yaml':
        'groups:\n  - group: a\n    id: 0a53828f-36c9-44c3-be3d-99a7fce977ac\n    membership: { rule: (device.deviceOwnership -eq "Company") }\n',
    });
    expect(required(desired).reader).toEqual(['Device.Read.All', ...always.reader]);
  });

  test('a definition that the tenant has not yet', () => {
    expect(required(yaml(directoryExtension))).toEqual({
      reader: ['Directory.Read.All'],
      writer: ['Application.ReadWrite.All', 'Directory.Read.All'],
    });
  });

  test('a definition that is as the files say needs nobody who may write it', () => {
    expect(required(yaml(directoryExtension), { definitionsToWrite: [] }).writer).toEqual([
      'Directory.Read.All',
    ]);
  });

  test('what only the tenant tells', () => {
    const group = declaring('group', 'description');
    expect(required(group, { roleAssignable: ['x'] }).writer).toEqual([
      'Group.ReadWrite.All',
      organization,
      'RoleManagement.ReadWrite.Directory',
      'User.Read.All',
    ]);
    expect(required(group, { roleAssignable: ['another'] }).writer).toEqual([
      'Group.ReadWrite.All',
      organization,
      'User.Read.All',
    ]);
    expect(required(desiredOf(), { rulesReadExtensions: true }).reader).toEqual(['Directory.Read.All']);
    const stranded = neededPermissions(declaring('user', 'extensionAttribute1'), { stranded: 2 });
    expect(stranded.writer.find(({ name }) => name.startsWith('User-OnPremises'))).toMatchObject({
      level: 'recommended',
    });
  });

  test('where Exchange is never asked, nothing of it is needed', () => {
    const desired = declaring('user', 'extensionAttribute1');
    const { settings } = desired;
    expect(required({ ...desired, settings: { ...settings, exchange: { route: 'never' } } })).toEqual(
      asWhole,
    );
  });

  test('what is recommended comes on top', () => {
    const { reader } = neededPermissions(declaring('user', 'department'));
    const names = reader.filter(({ level }) => level === 'recommended').map(({ name }) => name);
    expect(names).toEqual(['AuditLog.Read.All', roles]);
  });

  test('each says what for', () => {
    const desired = desiredOf(
      entry('user', 'a', { mobilePhone: '1', department: 'IT' }),
      entry('user', 'b', { mobilePhone: '2' }),
    );
    const { writer } = neededPermissions(desired);
    const whole = writer.find(({ name }) => name === 'User.ReadWrite.All');
    const texts = whole?.reasons.map(reasonText) ?? [];
    expect(texts).toContain('department of 1 user');
    expect(texts).toContain('mobilePhone of 2 users');
    expect(whole?.grantedBy).toBe('a Privileged Role Administrator');
  });
});

describe('laws, for the attributes of users and groups in all pairs', () => {
  const rows = [...attributes.user, ...attributes.group].map(({ on, name }) => [on, name] as const);
  const pairs = rows.flatMap(([kind, name], index) =>
    rows
      .slice(index)
      .map(([otherKind, other]) =>
        desiredOf(entry(kind, 'x', { [name]: 'any' }), entry(otherKind, 'y', { [other]: 'any' })),
      ),
  );

  test('the needs meet every requirement, and none of them can be taken away', () => {
    for (const desired of pairs)
      for (const part of ['reader', 'writer'] as const) {
        const all = requirementsOf(part, desired);
        const names = neededPermissions(desired)[part].map(({ name }) => name);
        expect(all.filter((each) => !isMet(each, new Set(names)))).toEqual([]);
        for (const name of names) {
          const rest = new Set(names.filter((each) => each !== name));
          expect(all.some((each) => !isMet(each, rest))).toBe(true);
        }
        expect(choose(all, new Set(names)).size).toBe(0);
      }
  });
});
