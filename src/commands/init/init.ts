import { load } from '../../config/load.ts';
import { TenantryError } from '../../core/problem.ts';
import { showFates, showNext } from '../../render/text/init.ts';
import { exitCodes } from '../exit-codes.ts';
import { showResult } from '../showing.ts';
import { answersOf, type Existing, type InitFlags } from './answers.ts';
import { fateOf, type Fate } from './merge.ts';
import type { InitWorld } from './repository.ts';
import { wantedFiles, type Wanted } from './wanted.ts';

export interface InitOptions extends InitFlags {
  /** As it was typed. */
  readonly directory: string;
  /** Asks nothing. */
  readonly yes: boolean;
  /** Whether somebody is there to answer. */
  readonly interactive: boolean;
}

/**
 * Makes a folder into a repository of Tenantry: tenant.yaml, the workflows with the Action, code owners, schemas and
 * settings of the editor. Nothing that is there is overwritten. Returns the exit code.
 */
export async function init(options: InitOptions, world: InitWorld): Promise<number> {
  const { folder, terminal } = world;
  if (world.git && world.git.below !== '') throw belowRoot(options.directory, world.git.below);
  const asks = options.interactive && !options.yes;
  const existing = await existingTenant(world);
  const answers = await answersOf(options, existing, asks, world);
  const wanted = await wantedFiles(answers, world);
  const owned = wanted.some(({ form }) => form === 'owners') ? await ownersElsewhere(world) : undefined;
  const fates: Fate[] = [];
  for (const each of wanted) fates.push(settled(await fate(each, owned, world), existing, options));
  const changing = fates.filter((each) => each.fate === 'new' || each.fate === 'extended');
  showResult(showFates(fates, terminal.columns), terminal);
  if (changing.length > 0 && asks && !(await terminal.confirm('Write these files?'))) {
    world.signal.throwIfAborted();
    throw new TenantryError({
      id: 'not-confirmed',
      message: 'Nothing was written.',
      remedy: 'Run it again and type yes, or give --yes.',
    });
  }
  for (const each of changing)
    await (each.fate === 'new'
      ? folder.create(each.path, each.bytes)
      : folder.change(each.path, each.was, each.bytes));
  showResult(
    showNext(
      {
        program: world.program,
        directory: options.directory,
        isRepository: world.git !== undefined,
        repository: answers.repository,
        hasOwners: answers.owners.length > 0 || (await hasOwners(world)),
        unprotected: unprotected(answers.breakGlass, existing),
      },
      terminal.columns,
    ),
    terminal,
  );
  return exitCodes.success;
}

async function existingTenant({ folder }: InitWorld): Promise<Existing | 'unreadable' | undefined> {
  const bytes = await folder.read('tenant/tenant.yaml');
  if (!bytes) return undefined;
  const { desired } = load(new Map([['tenant.yaml', { type: 'file', bytes }]]), 'tenant');
  if (!desired) return 'unreadable';
  const { id: tenant, cloud } = desired.settings.tenant;
  const users = desired.settings.protected.users.map((each) => each.toLowerCase());
  return { tenant, cloud, protected: new Set(users) };
}

const ownersFiles = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

async function hasOwners({ folder }: InitWorld): Promise<boolean> {
  for (const path of ownersFiles) if (await folder.read(path)) return true;
  return false;
}

/** GitHub takes the first file of these that there is, so that a new one would put another out of force. */
async function ownersElsewhere({ folder }: InitWorld): Promise<string | undefined> {
  for (const path of ownersFiles) if (await folder.read(path)) return path;
  return undefined;
}

async function fate(wanted: Wanted, owned: string | undefined, { folder }: InitWorld): Promise<Fate> {
  const each = wanted.form === 'owners' && owned !== undefined ? { ...wanted, path: owned } : wanted;
  return fateOf(each, await folder.read(each.path));
}

/** A tenant.yaml that can be used is as it should be, unless a flag asks for something else in it. */
function settled(fate: Fate, existing: Existing | 'unreadable' | undefined, flags: InitFlags): Fate {
  if (fate.fate !== 'kept' || existing === 'unreadable') return fate;
  const asked = flags.cloud ?? flags.exchange ?? flags.breakGlass;
  return asked === undefined ? { path: fate.path, why: fate.why, fate: 'same' } : fate;
}

/** What stands in the way of protecting the accounts for emergencies; undefined where nothing does. */
function unprotected(
  asked: readonly string[],
  existing: Existing | 'unreadable' | undefined,
): readonly string[] | undefined {
  if (existing === undefined) return asked.length === 0 ? [] : undefined;
  if (existing === 'unreadable') return asked.length === 0 ? undefined : asked;
  const left = asked.filter((each) => !existing.protected.has(each.toLowerCase()));
  if (left.length > 0) return left;
  return existing.protected.size === 0 ? [] : undefined;
}

const belowRoot = (directory: string, below: string): TenantryError =>
  new TenantryError({
    id: 'below-root',
    message: `The folder ${directory} is not the top of its Git repository but ${below} in it, and GitHub looks for workflows only at the top.`,
    remedy: 'Run it at the top of the repository, or in a folder outside of it. Nothing was written.',
  });
