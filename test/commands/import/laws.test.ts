import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Live } from '../../../src/core/live/live.ts';
import { imported, liveOf, stillToDo, type Asked } from './support.ts';
import { allAttributes, tenant } from './tenants.ts';

const asked: fc.Arbitrary<Asked> = fc.constantFrom(
  {},
  { attributes: allAttributes },
  { attributes: 'department,jobTitle' },
  { usersTo: 'users/{companyName}/{department}.yaml', groupsTo: 'groups/{name}.yaml' },
  { usersTo: 'users/all.yaml', groupsTo: 'groups/{membership}.yaml' },
);

test('law: after an import the files are valid, a plan finds nothing, and the next import writes nothing', () => {
  fc.assert(
    fc.property(tenant, asked, (live, options) => {
      const first = imported(live, {}, options);
      expect(stillToDo(first.files, live)).toEqual([]);
      expect([...imported(live, first.files, options).texts]).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('law: whatever the tenant holds is in the files or named as left out', () => {
  fc.assert(
    fc.property(tenant, (live) => {
      const { objects, left } = imported(live, {});
      const users = objects.filter(({ kind }) => kind === 'user');
      expect(users).toHaveLength(live.users.length);
      const groups = objects.filter(({ kind }) => kind === 'group').length;
      const leftGroups = left.filter(({ kind, attribute }) => kind === 'group' && attribute === undefined);
      expect(groups + leftGroups.length).toBe(live.groups.length);
    }),
  );
});

test('law: the order in which the service answers changes nothing', () => {
  fc.assert(
    fc.property(tenant, (live) => {
      const turned = { ...live, users: live.users.toReversed(), groups: live.groups.toReversed() };
      expect(imported(turned).files).toEqual(imported(live).files);
    }),
  );
});

test('law: what is imported in two steps is valid, planned empty, and keeps what the first step wrote in its place', () => {
  fc.assert(
    fc.property(tenant, fc.integer({ min: 0, max: 8 }), (live, some) => {
      const half = { ...live, users: live.users.slice(0, some), groups: [] };
      const first = imported(half);
      const second = imported(live, first.files);
      expect(stillToDo(second.files, live)).toEqual([]);
      expect([...imported(live, second.files).texts]).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('law: when the tenant has changed, the next import follows it, whatever the files said', () => {
  const two = tenant.chain((before) =>
    tenant.map((after): readonly [Live, Live] => [
      before,
      liveOf(
        after.users.map((user, index) => ({
          ...user,
          id: before.users[index]?.id ?? user.id,
          manager: null,
        })),
        after.groups.map((group, index) => ({
          ...group,
          id: before.groups[index]?.id ?? group.id,
          owners: [],
        })),
        { definitions: after.definitions },
      ),
    ]),
  );
  fc.assert(
    fc.property(two, ([before, after]) => {
      const { files } = imported(before);
      const again = imported(after, files);
      // Whoever is gone stays in the files until the entry is pruned.
      expect(stillToDo(again.files, after).filter((each) => !/ has the id /.test(each))).toEqual([]);
      const pruned = imported(after, again.files, { prune: true });
      const ids = new Set([...after.users, ...after.groups].map(({ id }) => id));
      const declared = [...before.users, ...before.groups].filter(({ id }) =>
        JSON.stringify(files).includes(`id: ${id}`),
      );
      expect(pruned.gone).toHaveLength(declared.filter(({ id }) => !ids.has(id)).length);
      expect(stillToDo(pruned.files, after)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
