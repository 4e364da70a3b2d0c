import type { Desired } from '../core/desired/desired.ts';
import type { LiveObject, LiveTenant } from '../core/live/live.ts';
import { TenantryError } from '../core/problem.ts';
import type { Answer, Query, Reader, Terminal } from '../ports.ts';
import { always } from '../read/always.ts';
import { neededByRules } from '../read/needed-by-rules.ts';
import { defined, isDirectoryExtension } from '../read/selected.ts';
import { checkTenant, targetOf } from './planning.ts';
import { loadForAsking } from './tenant-files.ts';
import type { World } from './world.ts';

/** What every command takes that asks the tenant a question. */
export interface AskingOptions {
  readonly directory: string;
  readonly endpoint?: string;
  readonly trace?: string;
}

/** The live tenant for questions about rules. */
export interface Asked {
  readonly head: Desired;
  readonly tenant: LiveTenant;
  /** Users with the properties that the rules of the tenant read. */
  readonly users: readonly LiveObject[];
  readonly groups: readonly LiveObject[];
  /** How many users the tenant counts. */
  readonly userCount: number;
  /** Ids of the direct members, by group id. */
  readonly members: (groups: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
}

/** What is read of users besides what rules need. */
export interface Wanted {
  readonly select?: readonly string[];
  readonly manager?: boolean;
  /** A rule that no group of the tenant has. */
  readonly rule?: string;
}

/** Reads users and groups and puts a question to them; nothing is ever written. */
export async function askTenant<T>(
  options: AskingOptions,
  wanted: Wanted,
  world: World,
  question: (asked: Asked) => Promise<T>,
): Promise<T> {
  const files = await loadForAsking(options.directory, world);
  const connection = world.connect(targetOf(files, options));
  try {
    const { reader } = connection;
    const [first, counted, listed] = await answers(
      reader,
      [{ query: 'tenant' }, { query: 'userCount' }, { query: 'groups', select: always.group }],
      world.terminal,
    );
    if (first?.query !== 'tenant' || counted?.query !== 'userCount' || listed?.query !== 'groups')
      throw unanswered();
    checkTenant(first, files, options);
    const needed = neededByRules([...listed.groups, ...madeUp(wanted.rule)], []);
    const forRules = await selectable(needed.select, reader, world.terminal);
    const select = [...new Set([...always.user, ...forRules, ...(wanted.select ?? [])])].toSorted();
    const manager = needed.manager || wanted.manager === true;
    const [found] = await answers(reader, [{ query: 'users', select, manager }], world.terminal);
    if (found?.query !== 'users') throw unanswered();
    return await question({
      head: files.head,
      tenant: first.tenant,
      users: found.users,
      groups: listed.groups,
      userCount: counted.count,
      members: async (groups) => {
        if (groups.length === 0) return new Map();
        const [links] = await answers(reader, [{ query: 'members', groups }], world.terminal);
        if (links?.query !== 'members') throw unanswered();
        return links.members;
      },
    });
  } finally {
    await connection.close();
  }
}

/** Rules may read directory extensions whose definition is gone, which Graph does not let anybody select. */
async function selectable(
  properties: readonly string[],
  reader: Reader,
  terminal: Pick<Terminal, 'progress'>,
): Promise<readonly string[]> {
  if (!properties.some(isDirectoryExtension)) return properties;
  const [answer] = await answers(reader, [{ query: 'directoryExtensions', owners: [] }], terminal);
  if (answer?.query !== 'directoryExtensions') throw unanswered();
  const { definitions: directory, applications } = answer;
  return defined(properties, { directoryExtensions: { directory, applications } });
}

const words: Readonly<Partial<Record<Query['query'], string>>> = {
  tenant: 'the tenant',
  userCount: 'the number of users',
  members: 'members of groups',
  directoryExtensions: 'definitions of directory extensions',
};

function answers(
  reader: Reader,
  queries: readonly Query[],
  { progress }: Pick<Terminal, 'progress'>,
): Promise<readonly Answer[]> {
  progress(`reading ${queries.map(({ query }) => words[query] ?? query).join(', ')}`);
  return reader.answer(queries);
}

/** A rule as a group that has it, so that what it reads is asked for. */
const madeUp = (rule: string | undefined): readonly LiveObject[] =>
  rule === undefined ? [] : [{ id: '', groupTypes: ['DynamicMembership'], membershipRule: rule }];

const unanswered = (): TenantryError =>
  new TenantryError({
    id: 'incomplete-read',
    message: 'The tenant was not read in full.',
    remedy: 'Run the command again in a few minutes.',
  });
