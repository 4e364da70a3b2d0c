import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/core/plan/plan.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { id } from '../support/tenant.ts';
import { textOf } from './support-audit.ts';
import {
  createGroup,
  createUser,
  deleteGroup,
  deleteUser,
  ours,
  rename,
  swap,
  tenantOf,
  upn,
  written,
} from './support-people.ts';
import { practise, settings, yaml, type Entry, type Practice, type Texts } from './support-practice.ts';

const open: Practice[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((practice) => practice.close()));
});

/** Adele is 1, Lee 2 and Megan 3, who manages the others; `ops` is 51 and `press` is 52. */
const tenant = () =>
  tenantOf(
    [
      { number: 1, name: 'adele', manager: 3 },
      { number: 2, name: 'lee', manager: 3 },
      { number: 3, name: 'megan' },
    ],
    [
      { number: 51, name: 'ops' },
      { number: 52, name: 'press' },
    ],
  );

async function begin(): Promise<Practice> {
  const practice = await practise({ state: tenant(), throttling: false });
  open.push(practice);
  return practice;
}

const files = (users: readonly Entry[], groups: readonly Entry[] = []): Texts => ({
  'tenant.yaml': settings,
  'users/all.yaml': yaml('users', users),
  'groups/all.yaml': yaml('groups', groups),
});

const adele = { user: upn('adele'), department: 'IT' };
const lee = { user: upn('lee'), department: 'Legal' };
const pinned = (entry: Entry, number: number): Entry => ({ ...entry, id: id(number) });
const ops = { group: 'ops', description: 'As it should be' };
const newTeam = {
  group: 'team',
  displayName: 'Team',
  mailNickname: 'team',
  type: 'security',
  owners: [upn('lee')],
};

/** What has happened since the files were written. */
interface Row {
  readonly name: string;
  readonly files: Texts;
  readonly since: (emulator: Emulator) => unknown;
  readonly written: readonly string[];
}

const reborn = async (emulator: Emulator, number: number, name: string): Promise<void> => {
  await deleteUser(emulator, id(number));
  await createUser(emulator, name);
};
const rebornGroup = async (emulator: Emulator, number: number, name: string): Promise<void> => {
  await deleteGroup(emulator, id(number));
  await createGroup(emulator, name);
};

describe('an entry means one object', () => {
  const rows: readonly Row[] = [
    {
      name: 'without an id whoever has the name now: two users swapped theirs',
      files: files([adele, lee]),
      since: (emulator) => swap(emulator, 1, 2),
      written: ['1 Department ["Legal"]', '2 Department ["IT"]'],
    },
    {
      name: 'with an id that user, whoever has the name now',
      files: files([pinned(adele, 1), pinned(lee, 2)]),
      since: (emulator) => swap(emulator, 1, 2),
      written: ['1 Department ["IT"]', '2 Department ["Legal"]'],
    },
    {
      name: 'with an id that user, though the label is of somebody else from the start',
      files: files([pinned(lee, 1), pinned({ ...adele, user: 'Nobody in particular' }, 2)]),
      since: () => {},
      written: ['1 Department ["Legal"]', '2 Department ["IT"]'],
    },
    {
      name: 'with an id that is gone nobody, though the name was given to somebody else',
      files: files([pinned(adele, 1), lee]),
      since: (emulator) => reborn(emulator, 1, 'adele'),
      written: ['2 Department ["Legal"]'],
    },
    {
      name: 'with the id of a group that is gone none, though another has its unique name',
      files: files([adele], [{ ...ops, id: id(51) }]),
      since: (emulator) => rebornGroup(emulator, 51, 'ops'),
      written: ['1 Department ["IT"]'],
    },
    {
      name: 'and a deletion means the id: another group of that name stays',
      files: files([adele], [{ group: 'ops', id: id(51), delete: true }]),
      since: (emulator) => rebornGroup(emulator, 51, 'ops'),
      written: ['1 Department ["IT"]'],
    },
    {
      name: 'and two entries that mean the same one mean none',
      files: files([
        { ...adele, jobTitle: 'Tester' },
        pinned({ user: 'once called Adele', department: 'HR' }, 1),
        lee,
      ]),
      since: () => {},
      written: ['2 Department ["Legal"]'],
    },
    {
      name: 'and so does a reference by name: the manager is who has the name now',
      files: files([{ user: upn('megan'), manager: upn('lee') }]),
      since: (emulator) => swap(emulator, 1, 2),
      written: ['3 Manager ["1"]'],
    },
    {
      name: 'and a reference by id is nobody else: the person is gone',
      files: files([{ user: upn('megan'), manager: id(2) }, adele]),
      since: (emulator) => reborn(emulator, 2, 'lee'),
      written: ['1 Department ["IT"]'],
    },
  ];
  it.each(rows)('$name', async (row) => {
    const { emulator, apply } = await begin();
    await row.since(emulator);
    await apply(row.files);
    expect(written(emulator).toSorted()).toEqual(row.written.toSorted());
  });
});

describe('what was approved is written to the approved objects', () => {
  const rows: readonly Row[] = [
    {
      name: 'nobody, where two users without an id swapped their names since',
      files: files([adele, lee]),
      since: (emulator) => swap(emulator, 1, 2),
      written: [],
    },
    {
      name: 'both, where they swapped their names and entries have ids',
      files: files([pinned(adele, 1), pinned(lee, 2)]),
      since: (emulator) => swap(emulator, 1, 2),
      written: ['1 Department ["IT"]', '2 Department ["Legal"]'],
    },
    {
      name: 'not the one who was created under the name of one who was deleted',
      files: files([adele, lee]),
      since: (emulator) => reborn(emulator, 1, 'adele'),
      written: ['2 Department ["Legal"]'],
    },
    {
      name: 'not the one who took the name of one who was renamed',
      files: files([adele, lee]),
      since: (emulator) => {
        rename(emulator, id(1), 'adele.vance');
        rename(emulator, id(3), 'adele');
      },
      written: ['2 Department ["Legal"]'],
    },
    {
      name: 'not the group that was created under the unique name of one that was deleted',
      files: files([lee], [ops]),
      since: (emulator) => rebornGroup(emulator, 51, 'ops'),
      written: ['2 Department ["Legal"]'],
    },
    {
      name: 'not the group that somebody created under the unique name of one to be created',
      files: files([adele], [{ ...newTeam, description: 'As it should be' }]),
      since: (emulator) => createGroup(emulator, 'team'),
      written: ['1 Department ["IT"]'],
    },
    {
      name: 'not with a manager who was created under the approved name',
      files: files([{ user: upn('megan'), department: 'HR', manager: upn('lee') }]),
      since: (emulator) => reborn(emulator, 2, 'lee'),
      written: ['3 Department ["HR"]'],
    },
    {
      name: 'not with an owner who took the approved name',
      files: files([adele], [{ group: 'ops', owners: { atLeast: [upn('lee')] } }]),
      since: (emulator) => swap(emulator, 2, 3),
      written: ['1 Department ["IT"]'],
    },
  ];
  it.each(rows)('$name', async (row) => {
    const { emulator, plan, apply } = await begin();
    const approved = await plan(row.files);
    await row.since(emulator);
    const { exitCode } = await apply(row.files, approved);
    expect(written(emulator).toSorted()).toEqual(row.written.toSorted());
    expect(exitCode).toBe(row.written.length === approved.operations.length ? 0 : 6);
  });
});

describe('what changes hands while writes are under way', () => {
  interface Held extends Row {
    /** Which write is stopped on its way, before it takes effect. */
    readonly at: number;
    readonly outcomes: readonly string[];
  }
  const rows: readonly Held[] = [
    {
      name: 'a name that goes to another user does not take the write along',
      files: files([adele, lee]),
      at: 1,
      since: (emulator) => swap(emulator, 1, 2),
      written: ['1 Department ["IT"]', '2 Department ["Legal"]'],
      outcomes: ['applied', 'applied'],
    },
    {
      name: 'a user who is deleted and reborn is not written to',
      files: files([adele, lee]),
      at: 1,
      since: (emulator) => reborn(emulator, 1, 'adele'),
      written: ['2 Department ["Legal"]'],
      outcomes: ['failed', 'applied'],
    },
    {
      name: 'a group that is deleted and reborn is not written to',
      files: files([], [ops, { group: 'press', description: 'As it should be' }]),
      at: 1,
      since: (emulator) => rebornGroup(emulator, 51, 'ops'),
      written: ['52 Description ["As it should be"]'],
      outcomes: ['failed', 'applied'],
    },
    {
      name: 'a manager who is reborn does not become one',
      files: files([adele, { user: upn('megan'), manager: upn('lee') }]),
      at: 2,
      since: (emulator) => reborn(emulator, 2, 'lee'),
      written: ['1 Department ["IT"]'],
      outcomes: ['applied', 'failed'],
    },
  ];
  it.each(rows)('$name', async (row) => {
    const { emulator, plan, run } = await begin();
    const planned = await plan(row.files);
    const held = emulator.holdAtWrite(row.at, 'before');
    const running = run(planned);
    await held;
    await row.since(emulator);
    emulator.release();
    const { operations } = await running;
    expect(written(emulator).toSorted()).toEqual(row.written.toSorted());
    expect(operations.map(({ outcome }) => outcome)).toEqual(row.outcomes);
  });

  it('a unique name that is taken in the moment of creation: said as a conflict, and the group gets no owner of ours', async () => {
    const { emulator, plan, run } = await begin();
    const planned = await plan(files([], [newTeam]));
    const held = emulator.holdAtWrite(1, 'before');
    const running = run(planned);
    await held;
    const theirs = await createGroup(emulator, 'team');
    emulator.release();
    const { operations, exitCode } = await running;
    expect(operations.map(({ outcome }) => outcome)).toEqual(['conflict', 'held']);
    expect(exitCode).toBe(6);
    expect(emulator.state().groups.find((group) => group.id === theirs)?.owners).toEqual([]);
  });
});

/** What may happen to the people and teams of a tenant; numbers count whoever is there at the time. */
type Step =
  | { readonly step: 'rename'; readonly who: number; readonly to: number }
  | { readonly step: 'swap'; readonly who: number; readonly to: number }
  | { readonly step: 'delete' | 'rebirth' | 'deleteTeam' | 'rebirthOfTeam'; readonly who: number };

const names = ['adele', 'lee', 'megan', 'nestor', 'patti'];
const teams = ['ops', 'press'];
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ step: fc.constantFrom('rename' as const, 'swap' as const), who: fc.nat(9), to: fc.nat(9) }),
    fc.record({
      step: fc.constantFrom(
        'delete' as const,
        'rebirth' as const,
        'deleteTeam' as const,
        'rebirthOfTeam' as const,
      ),
      who: fc.nat(9),
    }),
  ),
  { minLength: 1, maxLength: 6 },
);

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

async function take(emulator: Emulator, step: Step): Promise<void> {
  const { users, groups } = emulator.state();
  const person = at(users, step.who);
  const team = at(groups, step.who);
  switch (step.step) {
    case 'rename': {
      const free = names.filter((name) => !users.some((user) => user.userPrincipalName === upn(name)));
      if (person) rename(emulator, person.id, at(free, step.to) ?? `other-${step.to}`);
      return;
    }
    case 'swap': {
      const other = at(users, step.to);
      if (!person || !other || person.id === other.id) return;
      rename(emulator, person.id, 'between');
      emulator.edit('user', other.id, { userPrincipalName: person.userPrincipalName });
      emulator.edit('user', person.id, { userPrincipalName: other.userPrincipalName });
      return;
    }
    case 'delete':
      if (person) await deleteUser(emulator, person.id);
      return;
    case 'rebirth':
      if (!person) return;
      await deleteUser(emulator, person.id);
      await createUser(emulator, person.userPrincipalName.slice(0, person.userPrincipalName.indexOf('@')));
      return;
    case 'deleteTeam':
      if (team) await deleteGroup(emulator, team.id);
      return;
    case 'rebirthOfTeam':
      if (team) await deleteGroup(emulator, team.id);
      await createGroup(emulator, textOf(team?.['uniqueName'] ?? 'ops'));
  }
}

/** Entries for some of the people and teams, with and without ids, some with references. */
const declared = fc
  .record({
    users: fc.tuple(
      ...names.map((name, index) =>
        fc.record(
          {
            user: fc.constant(upn(name)),
            id: fc.constant(id(index + 1)),
            department: fc.constant(`of ${name}`),
            manager: fc.constantFrom(...names).map(upn),
          },
          { requiredKeys: ['user', 'department'] },
        ),
      ),
    ),
    groups: fc.tuple(
      ...teams.map((name, index) =>
        fc.record(
          {
            group: fc.constant(name),
            id: fc.constant(id(51 + index)),
            description: fc.constant(`of ${name}`),
            owners: fc.subarray(names.map(upn), { minLength: 1 }),
          },
          { requiredKeys: ['group', 'description'] },
        ),
      ),
    ),
  })
  .map(({ users, groups }) => files(users, groups));

const company = () =>
  tenantOf(
    names.map((name, index) => ({ number: index + 1, name })),
    teams.map((name, index) => ({ number: 51 + index, name })),
  );

/** Everything that a plan allows to be written, in the words of the audit log. */
function allowed({ operations }: Plan): ReadonlySet<string> {
  return new Set(
    operations.flatMap(({ object, write }) => {
      const target = object.slice(object.indexOf(':') + 1);
      switch (write.type) {
        case 'update':
          return Object.entries(write.body).map(
            ([property, value]) =>
              `${target} ${property.slice(0, 1).toUpperCase()}${property.slice(1)} ${JSON.stringify([value])}`,
          );
        case 'setManager':
          return [`${target} Manager ${JSON.stringify([write.manager])}`];
        case 'addOwner':
          return [`${target} owner ${write.owner} Add`];
        case 'removeOwner':
          return [`${target} owner ${write.owner} Remove`];
        case 'addMember':
        case 'removeMember':
        case 'restoreGroup':
        case 'createGroup':
        case 'deleteGroup':
        case 'clearManager':
        case 'createDirectoryExtension':
        case 'deleteDirectoryExtension':
        case 'createSchemaExtension':
        case 'updateSchemaExtension':
        case 'deleteSchemaExtension':
        case 'createOpenExtension':
        case 'replaceOpenExtension':
        case 'deleteOpenExtension':
          return [];
      }
    }),
  );
}

const forbidden = (emulator: Emulator, plan: Plan): readonly unknown[] => {
  const may = allowed(plan);
  return ours(emulator).filter(({ object, what, value }) => !may.has(`${object} ${what} ${value}`));
};

describe('whoever is renamed, deleted and reborn', () => {
  it('between plan and apply, nothing is written but what was approved, to whom entries still mean', async () => {
    let some = 0;
    await fc.assert(
      fc.asyncProperty(declared, steps, async (texts, all) => {
        const practice = await practise({ state: company(), throttling: false });
        const { emulator, plan, apply, close } = practice;
        try {
          const approved = await plan(texts);
          for (const step of all) await take(emulator, step);
          const fresh = await plan(texts);
          await apply(texts, approved);
          expect(forbidden(emulator, approved)).toEqual([]);
          expect(forbidden(emulator, fresh)).toEqual([]);
          some += ours(emulator).length;
        } finally {
          await close();
        }
      }),
      { numRuns: 60 },
    );
    expect(some).toBeGreaterThan(60);
  });

  it('in the middle of an apply, nothing is written but what was planned', async () => {
    let some = 0;
    await fc.assert(
      fc.asyncProperty(declared, steps, fc.integer({ min: 1, max: 8 }), async (texts, all, n) => {
        const { emulator, plan, run, close } = await practise({ state: company(), throttling: false });
        try {
          const planned = await plan(texts);
          const held = emulator.holdAtWrite(n, 'before');
          const running = run(planned);
          await Promise.race([held, running]);
          for (const step of all) await take(emulator, step);
          emulator.release();
          await running;
          expect(forbidden(emulator, planned)).toEqual([]);
          some += ours(emulator).length;
        } finally {
          await close();
        }
      }),
      { numRuns: 60 },
    );
    expect(some).toBeGreaterThan(60);
  });
});
