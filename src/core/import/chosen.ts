import { attributes, findAttribute } from '../attributes/attributes.ts';
import type { Attribute, ObjectKind } from '../attributes/attribute.ts';
import { isDynamic } from '../attributes/value.ts';
import { attributeOfRuleProperty } from '../desired/vocabulary.ts';
import type { DesiredDefinition } from '../desired/desired.ts';
import { shownName } from '../attributes/extension-value.ts';
import type { LiveDefinitions, LiveObject } from '../live/live.ts';
import { nearest } from '../nearest.ts';
import { TenantryError } from '../problem.ts';
import { dependenciesOf } from '../../rules/dependencies.ts';
import { parseRule } from '../../rules/parse.ts';
import { kindOf } from '../../rules/walk.ts';

/** Which attributes are to be in the files, in the order of the table. */
export interface Chosen {
  readonly user: readonly string[];
  readonly group: readonly string[];
  /** Whether just these were asked for, also of entries that say more. */
  readonly alone: boolean;
  /** What rules read and is too personal to be written without being named. */
  readonly held: readonly string[];
  /** Personal attributes that were named. */
  readonly personal: readonly string[];
}

/** What an organisation decides about people, and their names, without which nobody could review a file. */
const organisational = [
  'displayName',
  'department',
  'jobTitle',
  'companyName',
  'employeeId',
  'employeeType',
  'employeeOrgData.division',
  'employeeOrgData.costCenter',
  'officeLocation',
  'city',
  'state',
  'country',
  'usageLocation',
  'preferredLanguage',
  'manager',
];

const ofGroups = [
  'displayName',
  'description',
  'mailNickname',
  'type',
  'owners',
  'membershipRule',
  'membershipRuleProcessingState',
];

/** Where somebody lives or can be reached is personal, whatever the table protects. */
const alsoPersonal = new Set(['streetAddress', 'postalCode', 'faxNumber']);
const isPersonal = ({ name, sensitive }: Attribute): boolean => sensitive || alsoPersonal.has(name);

/** The wish behind `--attributes`: names, and whether they come on top of the usual ones. */
export interface Wish {
  readonly add: boolean;
  readonly user: readonly string[];
  readonly group: readonly string[];
}

/** Reads `--attributes`; throws TenantryError where a name is none. */
export function parseAttributes(text: string | undefined, definitions: readonly DesiredDefinition[]): Wish {
  const parts = (text ?? '').split(',').flatMap((part) => part.trim() || []);
  if (text !== undefined && parts.length === 0)
    throw new TenantryError({
      id: 'attributes',
      message: '--attributes names nothing',
      remedy:
        'Name attributes, such as --attributes department,jobTitle, or leave it out for the usual ones.',
    });
  const added = parts.filter((part) => part.startsWith('+'));
  if (added.length > 0 && added.length < parts.length && !parts[0]?.startsWith('+'))
    throw new TenantryError({
      id: 'attributes',
      message: `--attributes ${text ?? ''} both adds and replaces`,
      remedy: 'Put the + in front of the first name to add all of them to the usual ones, or leave it out.',
    });
  const named = parts.map((part) => resolve(part.replace(/^\+/, ''), definitions));
  const of = (kind: ObjectKind): readonly string[] =>
    named.filter(({ on }) => on === kind).map(({ name }) => name);
  return { add: text === undefined || added.length > 0, user: of('user'), group: of('group') };
}

/** Extensions that no file defines are looked up in the tenant later. */
const isLater = (name: string): boolean =>
  /^directoryExtensions\.\w+$/.test(name) || /^schemaExtensions\.[A-Za-z]\w*$/.test(name);

function resolve(written: string, definitions: readonly DesiredDefinition[]): Pick<Attribute, 'on' | 'name'> {
  const [, prefix, bare = ''] = /^(?:(user|group)\.)?(.*)$/.exec(written) ?? [];
  const name = aliases[bare] ?? wireName(bare, definitions);
  const kinds: readonly ObjectKind[] = prefix === undefined ? ['user', 'group'] : [prefix as ObjectKind];
  if (isLater(name)) return { on: kinds[0] ?? 'user', name };
  const row = kinds.map((kind) => findAttribute(kind, name)).find((each) => each !== undefined);
  if (row) return row;
  const known = kinds.flatMap((kind) => attributes[kind].map((each) => each.name));
  const [near] = nearest(bare, [...known, ...Object.keys(aliases)]);
  throw new TenantryError({
    id: 'attributes',
    message: `--attributes: ${written} is no attribute that can be in the files`,
    remedy:
      near === undefined
        ? 'docs/attributes.md lists them; extensions are directoryExtensions.NAME, schemaExtensions.ID.PROPERTY and openExtensions.NAME, and what users and groups both have is group.NAME for groups.'
        : `Did you mean ${near}?`,
  });
}

const aliases: Readonly<Record<string, string>> = {
  membership: 'membershipRule',
  rule: 'membershipRule',
  processing: 'membershipRuleProcessingState',
};

function wireName(name: string, definitions: readonly DesiredDefinition[]): string {
  const short = /^directoryExtensions\.(\w+)$/.exec(name)?.[1];
  const found = definitions.find((each) => each.kind === 'directoryExtension' && each.name === short);
  return found?.kind === 'directoryExtension' ? found.wireName : name;
}

/** What is to be in the files, given the rules and the definitions of the tenant. */
export function chooseAttributes(
  written: Wish,
  groups: readonly LiveObject[],
  definitions: Pick<LiveDefinitions, 'directory' | 'schema'>,
): Chosen {
  const wish = {
    ...written,
    user: written.user.flatMap((name) => lookUp(name, definitions)),
    group: written.group.flatMap((name) => lookUp(name, definitions)),
  };
  const inRules = readByRules(groups, definitions);
  const usual = [...organisational, ...inRules.filter((name) => !isHeld(name))];
  const user = wish.add ? [...usual, ...wish.user] : wish.user;
  const group = wish.add ? [...ofGroups, ...wish.group] : wish.group;
  const withProcessing = group.includes('membershipRule')
    ? [...group, 'membershipRuleProcessingState']
    : group;
  const named = [...wish.user, ...wish.group];
  return {
    user: inOrder('user', user),
    group: inOrder('group', withProcessing),
    alone: !wish.add,
    held: wish.add ? inRules.filter((name) => isHeld(name) && !named.includes(name)) : [],
    personal: inOrder('user', wish.user).filter(isHeld),
  };
}

const isHeld = (name: string): boolean => {
  const row = findAttribute('user', name);
  return row !== undefined && isPersonal(row);
};

/** The names in plans of an extension that was named as the files would. */
function lookUp(
  name: string,
  { directory, schema }: Pick<LiveDefinitions, 'directory' | 'schema'>,
): readonly string[] {
  if (!isLater(name)) return [name];
  const [, list, key = ''] = /^(directory|schema)Extensions\.(\w+)$/.exec(name) ?? [];
  const found =
    list === 'directory'
      ? directory.filter((each) => shownName(each.name) === name).map((each) => each.name)
      : schema
          .filter(({ id }) => id === key)
          .flatMap(({ id, properties }) => properties.map((each) => `schemaExtensions.${id}.${each.name}`));
  if (found.length === 0)
    throw new TenantryError({
      id: 'attributes',
      message: `--attributes: the tenant has no definition of ${name}`,
      remedy:
        'Correct the name: the short name of a directory extension, the whole id of a schema extension.',
    });
  return found;
}

/** The attributes of users that the rules of dynamic groups read. */
function readByRules(
  groups: readonly LiveObject[],
  { directory }: Pick<LiveDefinitions, 'directory'>,
): readonly string[] {
  const wireNames = new Map(directory.map(({ name }) => [name.toLowerCase(), name]));
  const texts = new Set(groups.filter(isDynamic).map((group) => group['membershipRule']));
  const names = [...texts].flatMap((text) => {
    const rule = typeof text === 'string' ? parseRule(text).rule : undefined;
    if (!rule || kindOf(rule) === 'device') return [];
    return dependenciesOf(rule).properties.flatMap(
      (property) => wireNames.get(property) ?? attributeOfRuleProperty(property) ?? [],
    );
  });
  return inOrder('user', names);
}

/** Each once: the table first, then extensions by name. */
function inOrder(kind: ObjectKind, names: readonly string[]): readonly string[] {
  const wanted = new Set(names);
  const table = attributes[kind].map(({ name }) => name).filter((name) => wanted.has(name));
  const known = new Set(table);
  return [...table, ...[...wanted].filter((name) => !known.has(name)).toSorted()];
}
