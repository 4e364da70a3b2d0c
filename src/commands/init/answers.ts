import type { Cloud } from '../../core/desired/settings.ts';
import { TenantryError, type Problem } from '../../core/problem.ts';
import type { Answers, InitWorld } from './repository.ts';
import {
  readAccount,
  readAll,
  readCloud,
  readExchange,
  readOwner,
  readRepository,
  readTenant,
  type Read,
  type TenantName,
} from './read-answer.ts';

/** What was given on the command line. */
export interface InitFlags {
  readonly tenant?: string;
  readonly cloud?: string;
  readonly exchange?: string;
  readonly breakGlass?: readonly string[];
  readonly repository?: string;
  readonly owners?: readonly string[];
}

/** What `tenant.yaml` says already. */
export interface Existing {
  readonly tenant: string;
  readonly cloud: Cloud;
  /** The users that it protects, in lower case. */
  readonly protected: ReadonlySet<string>;
}

/**
 * The answers, from the flags and, where somebody is there to answer, by asking for the rest. Throws TenantryError with
 * everything that is wrong or missing at once, or where whoever was asked goes away.
 */
export async function answersOf(
  flags: InitFlags,
  existing: Existing | 'unreadable' | undefined,
  asks: boolean,
  world: Pick<InitWorld, 'terminal' | 'signal' | 'git' | 'findTenant'>,
): Promise<Answers> {
  const host = world.git?.origin?.host;
  const repositoryIn = (text: string): Read<Answers['repository']> => readRepository(text, host);
  const given = {
    tenant: optional(flags.tenant, readTenant),
    cloud: optional(flags.cloud, readCloud),
    exchange: optional(flags.exchange, readExchange),
    breakGlass: optional(flags.breakGlass, (all) => readAll(all, readAccount)),
    repository: optional(flags.repository, repositoryIn),
    owners: optional(flags.owners, (all) => readAll(all, readOwner)),
  };
  const problems: Problem[] = Object.entries(given).flatMap(([name, read]) =>
    read && 'wrong' in read ? [flagProblem(name, read.wrong)] : [],
  );
  if (!given.tenant && !existing && !asks) problems.push(noTenant);
  if (problems.length > 0) throw new TenantryError(problems);

  const ask = asking(world);
  const cloud = valueOf(given.cloud);
  const named = valueOf(given.tenant);
  const tenant =
    existing === undefined
      ? await tenantOf(named, cloud, asks ? ask : undefined, world)
      : await sameTenant(named, cloud, existing, world);
  // What is only written into tenant.yaml needs no answer where it is there.
  const asksSettings = asks && existing === undefined;
  const exchange =
    valueOf(given.exchange) ??
    (asksSettings
      ? await ask('Do people have mailboxes in Exchange Online? auto or never [auto]:', readExchange, 'auto')
      : 'auto');
  const breakGlass =
    valueOf(given.breakGlass) ??
    (asksSettings
      ? await ask(
          'Accounts for emergencies (break glass), which nobody is to change: sign-in names, or Enter for later:',
          (text) => readAll([text], readAccount),
          [],
        )
      : []);
  const origin = world.git?.origin;
  const repository =
    valueOf(given.repository) ??
    origin ??
    (asks
      ? await ask('Repository on GitHub, OWNER/NAME, or Enter for later:', repositoryIn, undefined)
      : undefined);
  const owners =
    valueOf(given.owners) ??
    (asks
      ? await ask(
          'Who has to approve changes? A team such as @contoso/tenant-admins, or Enter for later:',
          (text) => readAll([text], readOwner),
          [],
        )
      : []);
  return { ...tenant, exchange, breakGlass, owners, ...(repository ? { repository } : {}) };
}

type Place = Pick<Answers, 'tenant' | 'cloud'>;
type Ask = ReturnType<typeof asking>;

async function tenantOf(
  named: TenantName | undefined,
  cloud: Cloud | undefined,
  ask: Ask | undefined,
  world: Pick<InitWorld, 'findTenant' | 'terminal'>,
): Promise<Place> {
  let name =
    named ??
    (await ask?.('Which tenant? Its ID (Entra admin center, Overview) or one of its domains:', readTenant));
  for (;;) {
    if (name === undefined) throw new TenantryError(noTenant);
    if ('id' in name)
      return {
        tenant: name.id,
        cloud:
          cloud ??
          (await ask?.(
            'Which cloud? global, usGovernment, usGovernmentDoD or china [global]:',
            readCloud,
            'global',
          )) ??
          'global',
      };
    try {
      const found = await world.findTenant(name.domain, cloud);
      world.terminal.say(`${name.domain} is of the tenant ${found.id}, in the cloud ${found.cloud}.`);
      return { tenant: found.id, cloud: found.cloud };
    } catch (error) {
      if (!ask || !(error instanceof TenantryError)) throw error;
      for (const { message, remedy } of error.problems) world.terminal.say(`${message} ${remedy}`);
      name = await ask('Its ID, or another domain:', readTenant);
    }
  }
}

/** The tenant of `tenant.yaml`, which a flag can only agree with. */
async function sameTenant(
  named: TenantName | undefined,
  cloud: Cloud | undefined,
  existing: Existing | 'unreadable',
  world: Pick<InitWorld, 'findTenant'>,
): Promise<Place> {
  const none: Place = { tenant: '', cloud: cloud ?? 'global' };
  if (existing === 'unreadable') return none;
  if (named === undefined) return existing;
  const id = 'id' in named ? named.id : (await world.findTenant(named.domain, cloud)).id;
  if (id === existing.tenant) return existing;
  throw new TenantryError({
    id: 'other-tenant',
    message: `tenant/tenant.yaml is about the tenant ${existing.tenant}, not about ${id}.`,
    remedy: 'One repository holds one tenant: use another folder for the other one, or leave out --tenant.',
  });
}

/** Asks until the answer is one; an empty one is `usual`, where there is something usual. */
function asking({ terminal, signal }: Pick<InitWorld, 'terminal' | 'signal'>) {
  return async <T>(
    question: string,
    read: (text: string) => Read<T>,
    ...usual: readonly [T] | []
  ): Promise<T> => {
    for (;;) {
      const answer = await terminal.ask(question);
      signal.throwIfAborted();
      if (answer === undefined) throw stopped;
      if (answer === '' && usual.length > 0) return usual[0] as T;
      const found = read(answer);
      if ('value' in found) return found.value;
      terminal.say(found.wrong);
    }
  };
}

const optional = <S, T>(value: S | undefined, read: (value: S) => Read<T>): Read<T> | undefined =>
  value === undefined ? undefined : read(value);

const valueOf = <T>(read: Read<T> | undefined): T | undefined =>
  read && 'value' in read ? read.value : undefined;

function flagProblem(name: string, wrong: string): Problem {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return { id: 'argument', message: `${flag}: ${wrong}`, remedy: 'Nothing was written.' };
}

const noTenant: Problem = {
  id: 'argument',
  message: 'Nobody is there to be asked, and --tenant is missing.',
  remedy:
    'Give it the ID of the tenant or one of its domains: --tenant contoso.onmicrosoft.com. What is usual is taken for the rest: --cloud, --exchange, --break-glass, --repository, --owners. Nothing was written.',
};

const stopped = new TenantryError({
  id: 'stopped',
  message: 'The questions were not answered.',
  remedy: 'Run it again, or give the answers as flags (--help). Nothing was written.',
});
