import { fileName } from '../../config/folder.ts';
import type { Desired } from '../../core/desired/desired.ts';
import { parseAttributes } from '../../core/import/chosen.ts';
import { parsePattern } from '../../core/import/pattern.ts';
import type { ImportResult } from '../../core/import/result.ts';
import { indexLive } from '../../core/match/live-index.ts';
import { TenantryError } from '../../core/problem.ts';
import { showDiff } from '../../render/text/line-diff.ts';
import { showImport } from '../../render/text/import.ts';
import { exitCodes } from '../exit-codes.ts';
import { checkTenant } from '../planning.ts';
import { printJson, showResult } from '../showing.ts';
import type { World } from '../world.ts';
import { checkFlags } from './check-flags.ts';
import { confirmPrune, goneLines } from './confirm-prune.ts';
import { draftOf, type Draft } from './draft.ts';
import { filesToImport, withTenantFile } from './files-to-import.ts';
import type { ImportOptions } from './import-options.ts';
import { readTenant } from './read-tenant.ts';
import { scopeOf, groupsNamed } from './scope-of.ts';
import { unmatchedRemark } from './unmatched.ts';
import { workUntilItHolds, type Outcome } from './work.ts';

/**
 * Writes what the tenant holds into the files; to the tenant it writes nothing. Returns 0, or with `check` 2 where anything
 * would be written. Throws TenantryError, and then no file was written.
 */
export async function importTenant(options: ImportOptions, world: World): Promise<number> {
  checkFlags(options);
  const patterns = {
    user: parsePattern('user', options.usersTo),
    group: parsePattern('group', options.groupsTo),
  };
  const { directory, endpoint } = options;
  const { tree, head: declared } = await filesToImport(options, world);
  const wish = parseAttributes(options.attributes, declared?.definitions ?? []);
  const connection = world.connect({
    cloud: declared?.settings.tenant.cloud ?? 'global',
    tenantId: declared?.settings.tenant.id ?? tenantFor(options),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(options.trace === undefined ? {} : { trace: options.trace }),
  });
  try {
    let started: { readonly draft: Draft; readonly head: Desired; readonly text?: string } | undefined =
      declared && { draft: draftOf(tree, directory), head: declared };
    const read = await readTenant(connection.reader, {
      head: declared ?? withTenantFile(tree, directory, anyTenant).head,
      wish,
      forPlaces: { user: patterns.user.attributes, group: patterns.group.attributes },
      membersOf: (groups) => groupsNamed(options, declared, groups),
      deleted: options.prune,
      onTenant: (tenant) => {
        if (declared) checkTenant({ tenant }, { head: declared }, options);
        else if (options.tenant !== undefined && options.tenant.toLowerCase() !== tenant.id.toLowerCase())
          throw otherTenant(options.tenant, tenant.id);
      },
      onProgress: (text) => world.terminal.progress(text),
    });
    const { live, chosen } = read;
    started ??= withTenantFile(tree, directory, live.tenant.id);
    const index = indexLive(live);
    const { draft, head } = started;
    const scope = scopeOf(options, head, live, index, wish);
    const known = { draft, head, live, index, scope };
    const outcome = workUntilItHolds({ ...known, chosen, patterns, now: world.clock.now() }, options);
    const texts = new Map([
      ...(started.text === undefined || outcome.texts.has('tenant.yaml')
        ? []
        : [['tenant.yaml', started.text] as const]),
      ...outcome.texts,
    ]);
    return await finish(
      texts,
      outcome,
      { ...chosen, unmatched: unmatchedRemark(known) },
      { draft, tree },
      options,
      world,
    );
  } finally {
    await connection.close();
  }
}

/** Stands for a tenant whose id is not known yet. */
const anyTenant = '00000000-0000-0000-0000-000000000000';

interface Found {
  readonly held: readonly string[];
  readonly personal: readonly string[];
  /** Sentences. */
  readonly unmatched: readonly string[];
}

interface Started {
  readonly draft: Draft;
  readonly tree: Draft['tree'];
}

async function finish(
  texts: ReadonlyMap<string, string>,
  outcome: Outcome,
  found: Found,
  { draft, tree }: Started,
  options: ImportOptions,
  world: World,
): Promise<number> {
  const { directory, check, diff, json } = options;
  const { terminal } = world;
  const preview = check || diff;
  if (!preview && texts.size > 0 && !(await confirmPrune(outcome.gone, options, world)))
    return exitCodes.success;
  const files = new Map(
    [...texts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, text]) => [fileName(directory, path), text]),
  );
  if (!preview) await world.writeFiles(files);
  const before = (path: string): string | undefined => (tree.has(path) ? draft.textOf(path) : undefined);
  const result: ImportResult = {
    format: 1,
    written: !preview,
    files: [...texts.keys()].toSorted().map((path) => ({
      file: fileName(directory, path),
      isNew: before(path) === undefined,
      ...outcome.countsOf(path),
    })),
    objects: outcome.objects.map((each) => ({ ...each, file: fileName(directory, each.file) })),
    left: outcome.left,
    remarks: remarks(outcome, found, options),
  };
  if (json) printJson(result, terminal);
  else {
    if (diff)
      showResult(
        [...texts]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([path, text]) => showDiff(fileName(directory, path), before(path), text)),
        terminal,
      );
    showResult(showImport(result, terminal.columns, isOfEntries(options)), terminal);
  }
  return check && texts.size > 0 ? exitCodes.changesPresent : exitCodes.success;
}

const isOfEntries = ({
  pin,
  prune,
  acceptDrift,
}: Pick<ImportOptions, 'pin' | 'prune' | 'acceptDrift'>): boolean => pin || prune || acceptDrift;

function remarks(
  { objects, gone }: Outcome,
  { held, personal, unmatched }: Found,
  { directory, pin, prune, acceptDrift }: ImportOptions,
): readonly string[] {
  if (isOfEntries({ pin, prune, acceptDrift })) return goneLines(gone, directory);
  const used = personal.filter((name) => objects.some(({ attributes }) => attributes.includes(name)));
  return [
    ...unmatched,
    ...(used.length === 0
      ? []
      : [
          `${used.join(', ')}: personal, and Git never forgets. Whoever can read the repository reads it, in its history too, also after it was removed.`,
        ]),
    ...(held.length === 0
      ? []
      : [
          `Rules of the tenant read ${held.join(', ')} too, which is personal or guarded and so not in the files unless named: --attributes ${held.map((name) => `+${name}`).join(',')}.`,
        ]),
  ];
}

function tenantFor({ tenant, endpoint, directory }: ImportOptions): string {
  if (tenant !== undefined || endpoint !== undefined) return tenant ?? '';
  throw new TenantryError({
    id: 'no-tenant-file',
    message: `There is no tenant.yaml in ${directory}, so nobody knows which tenant is meant`,
    remedy:
      'Name it with --tenant and the tenant id that the Entra admin center shows under Overview, or run `tenantry init` first.',
  });
}

const otherTenant = (asked: string, found: string): TenantryError =>
  new TenantryError({
    id: 'wrong-tenant',
    message: `The tenant that answers is ${found}, but --tenant names ${asked}`,
    remedy: 'Sign in to the tenant that is meant, or correct --tenant. Nothing was written.',
  });
