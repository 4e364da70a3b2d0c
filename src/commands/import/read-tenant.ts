import { findAttribute } from '../../core/attributes/attributes.ts';
import type { ObjectKind } from '../../core/attributes/attribute.ts';
import type { Desired, DesiredObject } from '../../core/desired/desired.ts';
import { chooseAttributes, type Chosen, type Wish } from '../../core/import/chosen.ts';
import type { Live, LiveDefinitions, LiveTenant } from '../../core/live/live.ts';
import { TenantryError } from '../../core/problem.ts';
import type { Query, Reader } from '../../ports.ts';
import { neededByRules } from '../../read/needed-by-rules.ts';
import { checkCount } from '../../read/read.ts';
import { isDirectoryExtension, selected } from '../../read/selected.ts';
import { sorted } from '../../read/sorted.ts';
import { liveOf, withAnswer, type SoFar } from '../../read/so-far.ts';

/** What an import needs to know of the tenant. */
export interface Needed {
  readonly head: Desired;
  readonly wish: Wish;
  /** Attributes that only decide where somebody's entry goes, by kind. */
  readonly forPlaces: Readonly<Record<ObjectKind, readonly string[]>>;
  /** The groups whose members alone are meant, by id. */
  readonly membersOf: (groups: Live['groups']) => readonly string[];
  /** Whether entries without an object are looked for among the deleted ones. */
  readonly deleted: boolean;
  readonly onTenant: (tenant: LiveTenant) => void;
  readonly onProgress: (text: string) => void;
}

export interface ReadTenant {
  readonly live: Live;
  readonly chosen: Chosen;
}

/** Reads groups first, since their rules say which attributes matter; then definitions; then users and links. */
export async function readTenant(reader: Reader, needed: Needed): Promise<ReadTenant> {
  const { head, wish, forPlaces } = needed;
  let soFar: SoFar = {};
  const ask = async (...queries: readonly Query[]): Promise<void> => {
    if (queries.length === 0) return;
    needed.onProgress('reading the tenant');
    soFar = (await reader.answer(queries)).reduce(withAnswer, soFar);
  };
  await ask({ query: 'tenant' }, { query: 'userCount' });
  if (!soFar.tenant) throw unanswered();
  needed.onTenant(soFar.tenant);
  await ask(...definitionQueries(head, wish));
  const ofGroups = chooseAttributes({ ...wish, user: [] }, [], definitionsIn(soFar)).group;
  const forGroups = withEntry(head, 'group', [...ofGroups, ...forPlaces.group]);
  await ask({ query: 'groups', select: selected('group', [forGroups], soFar) });
  const groups = soFar.groups ?? [];
  const inRules = neededByRules(groups, []).select.some(isDirectoryExtension);
  if (!soFar.directoryExtensions && inRules) await ask({ query: 'directoryExtensions', owners: [] });
  const chosen = chooseAttributes(wish, groups, definitionsIn(soFar));
  const wanted = withEntry(head, 'user', [...chosen.user, ...forPlaces.user]);
  const all = { ...wanted, groups: withEntry(head, 'group', chosen.group).groups };
  const members = needed.membersOf(groups);
  const owners = declares(all.groups, 'owners') ? groups.map(({ id }) => id) : [];
  await ask(
    {
      query: 'users',
      select: sorted([...selected('user', [all], soFar), 'department']),
      manager: declares(all.users, 'manager'),
    },
    ...(owners.length > 0 ? [{ query: 'owners', groups: sorted(owners) } as const] : []),
    ...(members.length > 0 ? [{ query: 'members', groups: sorted(members) } as const] : []),
    ...(['user', 'group'] as const)
      .filter((kind) => opens(kind, kind === 'user' ? all.users : all.groups))
      .map((kind) => ({ query: 'openExtensions', kind }) as const),
    ...(needed.deleted ? ([{ query: 'deletedUsers' }, { query: 'deletedGroups' }] as const) : []),
  );
  if (!soFar.users || !soFar.groups) throw unanswered();
  await checkCount(reader, soFar);
  return { live: liveOf({ ...soFar, tenant: soFar.tenant }), chosen };
}

const definitionsIn = ({
  directoryExtensions,
  schemaExtensions,
}: SoFar): Pick<LiveDefinitions, 'directory' | 'schema'> => ({
  directory: directoryExtensions?.directory ?? [],
  schema: schemaExtensions ?? [],
});

function definitionQueries({ definitions }: Desired, wish: Wish): readonly Query[] {
  const named = [...wish.user, ...wish.group];
  const owners = sorted(definitions.map(({ owner }) => owner));
  const ofSchemas = sorted(
    definitions.flatMap((each) => (each.kind === 'schemaExtension' ? each.owner : [])),
  );
  const ids = sorted(named.flatMap((name) => /^schemaExtensions\.(\w+)/.exec(name)?.[1] ?? []));
  const directory =
    owners.length > 0 || named.some((name) => /^directoryExtensions\.|^extension_/.test(name));
  return [
    ...(directory ? [{ query: 'directoryExtensions', owners } as const] : []),
    ...(ofSchemas.length + ids.length > 0
      ? [{ query: 'schemaExtensions', owners: ofSchemas, ids } as const]
      : []),
  ];
}

/** The configuration with an entry more that has these attributes, so that they are read. */
function withEntry(head: Desired, kind: ObjectKind, names: readonly string[]): Desired {
  const place = { file: '', line: 1, column: 1 };
  const entry: DesiredObject = {
    kind,
    label: '',
    place,
    attributes: Object.fromEntries(names.map((name) => [name, { value: null, place }])),
  };
  return kind === 'user'
    ? { ...head, users: [...head.users, entry] }
    : { ...head, groups: [...head.groups, entry] };
}

const declares = (entries: readonly DesiredObject[], attribute: string): boolean =>
  entries.some((entry) => Object.hasOwn(entry.attributes, attribute));

const opens = (kind: ObjectKind, entries: readonly DesiredObject[]): boolean =>
  entries.some((entry) =>
    Object.keys(entry.attributes).some((name) => findAttribute(kind, name)?.route === 'openExtension'),
  );

const unanswered = (): TenantryError =>
  new TenantryError({
    id: 'incomplete-read',
    message: 'The tenant was not read in full.',
    remedy: 'Run the command again in a few minutes.',
  });
