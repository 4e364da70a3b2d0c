import { liveValue } from '../core/attributes/value.ts';
import { selection } from '../core/attributes/selection.ts';
import { concernedGroups, type ImpactScope } from '../core/impact/concerned.ts';
import { impactOf } from '../core/impact/impact.ts';
import { indexLive, type LiveIndex } from '../core/match/live-index.ts';
import type { Change } from '../core/plan/plan.ts';
import type { LiveObject } from '../core/live/live.ts';
import { showWhatIf, type WhatIf } from '../render/text/what-if.ts';
import { assumedValue, readAssumptions, type Assumption } from './assumption.ts';
import { exitCodes } from './exit-codes.ts';
import { findPerson, nameOfUser } from './find-person.ts';
import { showResult } from './showing.ts';
import { askTenant, type AskingOptions } from './tenant-reading.ts';
import type { World } from './world.ts';

export interface WhatIfOptions extends AskingOptions {
  readonly user: string;
  /** `ATTRIBUTE=VALUE`, at least one. */
  readonly values: readonly string[];
}

/** Says which groups a person would enter and leave with other attributes; writes nothing. Returns the exit code. */
export async function whatIf(options: WhatIfOptions, world: World): Promise<number> {
  const assumptions = readAssumptions(options.values);
  const names = new Set(assumptions.map(({ row }) => row.name));
  const wanted = { select: selection('user', names), manager: names.has('manager') };
  const found = await askTenant(options, wanted, world, async ({ users, groups, members }) => {
    const index = indexLive({ users, groups });
    const person = findPerson(options.user, index);
    const assumed = assumptions.map((each) => changeOf(each, person, index));
    const changes = assumed.flatMap((each) => each.change ?? []);
    const scope: ImpactScope = { users, groups, changes, index, at: world.clock.now().getTime() };
    const concerned = concernedGroups(scope).flatMap(({ group }) => group.live?.id ?? []);
    const inside = await members(concerned);
    const withMembers = groups.map((group) => {
      const ids = inside.get(group.id);
      return ids ? { ...group, members: ids } : group;
    });
    return {
      person: nameOfUser(person),
      assumed: assumed.map(({ row, before, after, change }) => ({
        attribute: row.name,
        before,
        after,
        unchanged: change === undefined,
      })),
      ignored: assumptions.flatMap(({ row }) =>
        row.ruleProperty === undefined && row.name !== 'manager' ? [row.name] : [],
      ),
      impact: impactOf({ ...scope, groups: withMembers, index: indexLive({ users, groups: withMembers }) }),
      names: namesOf(users, groups, assumed),
    } satisfies WhatIf;
  });
  const { terminal } = world;
  showResult(showWhatIf(found, terminal.columns), terminal);
  return exitCodes.success;
}

interface Assumed extends Pick<Change, 'before' | 'after'> {
  readonly row: Assumption['row'];
  /** Absent where the person has the value already. */
  readonly change?: Change;
}

/** A change that no file asks for. */
function changeOf(assumption: Assumption, person: LiveObject, index: LiveIndex): Assumed {
  const { row } = assumption;
  const before = row.name === 'manager' ? (person.manager ?? null) : liveValue(row, person);
  const after = assumedValue(assumption, index);
  if (JSON.stringify(before) === JSON.stringify(after)) return { row, before, after };
  const object = `user:${person.id}`;
  const change: Change = {
    key: `${object}/${row.name}`,
    object,
    kind: 'user',
    attribute: row.name,
    before,
    after,
    origin: 'pending',
    place: { file: 'the command line', line: 1, column: 1 },
  };
  return { row, before, after, change };
}

/** Names of all groups, and of the managers before and after. */
function namesOf(
  users: readonly LiveObject[],
  groups: readonly LiveObject[],
  assumed: readonly Assumed[],
): Readonly<Record<string, string>> {
  const managers = new Set(assumed.flatMap(({ before, after }) => [before, after]));
  return Object.fromEntries([
    ...groups.map(({ id, displayName }) => [`group:${id}`, displayName ?? id]),
    ...users.flatMap((user) =>
      managers.has(user.id) ? [[`user:${user.id}`, user.userPrincipalName ?? user.id]] : [],
    ),
  ]) as Readonly<Record<string, string>>;
}
