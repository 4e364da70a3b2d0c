// What the example declares, held against a tenant. Nothing of the product is used here: the YAML is read by the library
// alone, and which property of Microsoft Graph stands for which key is written down a second time.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/** An entry with the defaults of its file. */
interface Entry {
  readonly name: string;
  readonly values: JsonObject;
}

export const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
export const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
export const objectsOf = (value: Json | undefined): readonly JsonObject[] => listOf(value).map(objectOf);
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);
const idsOf = (value: Json | undefined): readonly string[] =>
  objectsOf(value)
    .map(({ id }) => textOf(id))
    .toSorted();

function entries(folder: string, kind: 'user' | 'group'): readonly Entry[] {
  const below = join(folder, `${kind}s`);
  return readdirSync(below)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .flatMap((file) => {
      const content = parse(readFileSync(join(below, file), 'utf8')) as JsonObject;
      return objectsOf(content[`${kind}s`]).map((entry) => ({
        name: textOf(entry[kind]),
        values: { ...objectOf(content['defaults']), ...entry },
      }));
    });
}

/** Definitions of extensions, of one kind. */
function definitions(folder: string, kind: 'directory' | 'schema'): readonly JsonObject[] {
  const below = join(folder, 'extensions');
  if (!existsSync(below)) return [];
  return readdirSync(below)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => objectsOf((parse(readFileSync(join(below, file), 'utf8')) as JsonObject)[kind]));
}

/** Graph's names of directory extensions by the short ones. */
function wireNames(folder: string): ReadonlyMap<string, string> {
  return new Map(
    definitions(folder, 'directory').map(({ name, owner }) => {
      const appId = textOf(objectOf(owner)['appId']).replaceAll('-', '');
      return [textOf(name), `extension_${appId}_${textOf(name)}`];
    }),
  );
}

/** Definitions that are not there, or still are. Of a schema extension the names of its properties are compared. */
function departedDefinitions(folder: string, state: JsonObject): readonly string[] {
  const wires = wireNames(folder);
  const live = objectsOf(state['extensionProperties']).map(({ name }) => name);
  const directory = definitions(folder, 'directory').flatMap((definition) => {
    const name = textOf(definition['name']);
    const isThere = live.includes(wires.get(name) ?? '');
    if (definition['delete'] === true) return isThere ? [`${name}: still there`] : [];
    return isThere ? [] : [`${name}: not found`];
  });
  const schema = definitions(folder, 'schema').flatMap(({ id, properties }) => {
    const found = objectsOf(state['schemaExtensions']).find((each) => each['id'] === id);
    const held = objectsOf(found?.['properties']).map(({ name }) => textOf(name));
    const wanted = Object.keys(objectOf(properties));
    return JSON.stringify(held) === JSON.stringify(wanted)
      ? []
      : [`${textOf(id)} properties: ${JSON.stringify(held)}, not ${JSON.stringify(wanted)}`];
  });
  return [...directory, ...schema];
}

/** Everything that a tenant does not hold as the files say, as `name key: live, not declared`. */
export function departures(folder: string, state: JsonObject): readonly string[] {
  const users = objectsOf(state['users']);
  const groups = objectsOf(state['groups']);
  const around = { users, wires: wireNames(folder) };
  return [
    ...departedDefinitions(folder, state),
    ...entries(folder, 'user').flatMap((entry) => {
      const live = findUser(users, entry);
      return live ? compare(entry, live, around, userValue) : [`${entry.name}: not found`];
    }),
    ...entries(folder, 'group').flatMap((entry) => {
      const live = groups.find(({ id, uniqueName }) =>
        entry.values['id'] === undefined ? uniqueName === entry.name : id === entry.values['id'],
      );
      if (entry.values['delete'] === true) return live ? [`${entry.name}: still there`] : [];
      return live ? compare(entry, live, around, groupValue) : [`${entry.name}: not found`];
    }),
  ];
}

function findUser(users: readonly JsonObject[], { name, values }: Entry): JsonObject | undefined {
  if (values['id'] !== undefined) return users.find(({ id }) => id === values['id']);
  return users.find(({ userPrincipalName }) => isSameName(userPrincipalName, name));
}

const isSameName = (a: Json | undefined, b: string): boolean => textOf(a).toLowerCase() === b.toLowerCase();

interface Around {
  readonly users: readonly JsonObject[];
  readonly wires: ReadonlyMap<string, string>;
}

/** What is declared and what is live, both in one form that can be compared as text. */
type Pair = readonly [declared: Json, live: Json];
type Compare = (key: string, declared: Json, live: JsonObject, around: Around) => readonly Pair[];

function compare(
  { name, values }: Entry,
  live: JsonObject,
  around: Around,
  pairs: Compare,
): readonly string[] {
  const identity = ['user', 'group', 'id', 'expect'];
  return Object.entries(values)
    .filter(([key]) => !identity.includes(key))
    .flatMap(([key, declared]) =>
      pairs(key, declared, live, around)
        .filter(([wanted, held]) => JSON.stringify(wanted) !== JSON.stringify(held))
        .map(([wanted, held]) => `${name} ${key}: ${JSON.stringify(held)}, not ${JSON.stringify(wanted)}`),
    );
}

const trimmed = (value: Json | undefined): Json =>
  typeof value === 'string' ? value.trim() : (value ?? null);
const sorted = (value: Json | undefined): Json => listOf(value).map(textOf).toSorted();
const instant = (value: Json | undefined): Json =>
  typeof value === 'string' ? new Date(value).toISOString() : (value ?? null);

/** The id of somebody who is named by id, sign-in name or mail address; the name itself where there is nobody. */
function idOf(name: Json, { users }: Around): string {
  const text = textOf(name);
  const found = users.find(
    ({ id, userPrincipalName, mail }) =>
      id === text || isSameName(userPrincipalName, text) || isSameName(mail, text),
  );
  return textOf(found?.['id'] ?? text);
}

/** Values of extensions, which users and groups have alike; undefined for other keys. */
function extensionValue(
  key: string,
  declared: Json,
  live: JsonObject,
  { wires }: Around,
): readonly Pair[] | undefined {
  const each = Object.entries(objectOf(declared));
  switch (key) {
    case 'directoryExtensions':
      return each.map(([name, value]) => [value, live[wires.get(name) ?? ''] ?? null]);
    case 'schemaExtensions':
      return each.flatMap(([id, members]) =>
        Object.entries(objectOf(members)).map(
          ([member, value]) => [value, objectOf(live[id])[member] ?? null] as const,
        ),
      );
    case 'openExtensions':
      return each.map(([name, values]) => {
        const found = objectsOf(live['extensions']).find(({ id }) => id === name);
        const { '@odata.type': _, extensionName: __, id: ___, _service: ____, ...held } = found ?? {};
        return [values, found ? held : null];
      });
    default:
      return undefined;
  }
}

/** The base64 text of a GUID, the first three parts of which are turned around. */
function immutableId(declared: Json): Json {
  const guid = objectOf(declared)['objectGuid'];
  if (typeof guid !== 'string') return declared;
  const [a = '', b = '', c = '', ...rest] = guid.split('-');
  const turned = [a, b, c].map((part) => Buffer.from(part, 'hex').toReversed());
  return Buffer.concat([...turned, Buffer.from(rest.join(''), 'hex')]).toString('base64');
}

function userValue(key: string, declared: Json, live: JsonObject, around: Around): readonly Pair[] {
  if (/^extensionAttribute\d+$/.test(key))
    return [[declared, trimmed(objectOf(live['onPremisesExtensionAttributes'])[key])]];
  const extension = extensionValue(key, declared, live, around);
  if (extension) return extension;
  switch (key) {
    case 'onPremisesImmutableId':
      return [[immutableId(declared), live[key] ?? null]];
    case 'manager':
      return [[declared === null ? null : idOf(declared, around), objectOf(live['manager'])['id'] ?? null]];
    case 'employeeOrgData':
      return Object.entries(objectOf(declared)).map(([half, value]) => [
        value,
        trimmed(objectOf(live['employeeOrgData'])[half]),
      ]);
    case 'employeeHireDate':
    case 'employeeLeaveDateTime':
      return [[instant(declared), instant(live[key])]];
    case 'businessPhones':
    case 'otherMails':
      return [[sorted(declared), sorted(live[key])]];
    case 'userPrincipalName':
      return [[textOf(declared).toLowerCase(), textOf(live[key]).toLowerCase()]];
    default:
      return [[declared, trimmed(live[key])]];
  }
}

const oneLine = (rule: Json | undefined): string => textOf(rule).replace(/\s+/g, ' ').trim();

/** A rule with Graph's names of directory extensions. */
const spelledOut = (rule: string, { wires }: Around): string =>
  rule.replace(/\buser\.(\w+)/g, (all, name: string) => (wires.has(name) ? `user.${wires.get(name)}` : all));

function groupValue(key: string, declared: Json, live: JsonObject, around: Around): readonly Pair[] {
  const types = listOf(live['groupTypes']);
  const extension = extensionValue(key, declared, live, around);
  if (extension) return extension;
  switch (key) {
    case 'type':
      return [[declared, types.includes('Unified') ? 'microsoft365' : 'security']];
    case 'owners': {
      const owners = idsOf(live['owners']);
      if (Array.isArray(declared))
        return [[declared.map((name) => idOf(name, around)).toSorted(), [...owners]]];
      const least = listOf(objectOf(declared)['atLeast']).map((name) => idOf(name, around));
      return [[least.filter((id) => !owners.includes(id)), []]];
    }
    case 'membership': {
      const isDynamic = types.includes('DynamicMembership');
      if (declared === 'assigned') return [[false, isDynamic]];
      const { rule = null, processing = null } = objectOf(declared);
      return [
        [true, isDynamic],
        [spelledOut(oneLine(rule), around), oneLine(live['membershipRule'])],
        [processing === 'on' ? 'On' : 'Paused', live['membershipRuleProcessingState'] ?? null],
      ];
    }
    default:
      return [[declared, trimmed(live[key])]];
  }
}

/** The properties of Graph in which a declared key is held, or that go with it. */
function heldIn(key: string, declared: Json, wires: ReadonlyMap<string, string>): readonly string[] {
  const extensions = objectOf(declared);
  if (key === 'directoryExtensions') return Object.keys(extensions).map((name) => wires.get(name) ?? '');
  if (key === 'schemaExtensions')
    return Object.entries(extensions).flatMap(([id, members]) =>
      Object.keys(objectOf(members)).map((member) => `${id}.${member}`),
    );
  if (key === 'openExtensions') return ['extensions'];
  if (/^extensionAttribute\d+$/.test(key)) return [`onPremisesExtensionAttributes.${key}`];
  if (key === 'employeeOrgData') return ['employeeOrgData.division', 'employeeOrgData.costCenter'];
  if (key === 'type') return ['groupTypes'];
  if (key === 'membership')
    return ['groupTypes', 'membershipRule', 'membershipRuleProcessingState', 'members'];
  return [key];
}

/** Whatever no file names and is not as it was: objects that no entry is about, and properties that no entry declares. */
export function touched(folder: string, before: JsonObject, after: JsonObject): readonly string[] {
  const wires = wireNames(folder);
  return (['user', 'group'] as const).flatMap((kind) => {
    const declared = entries(folder, kind);
    const was = new Map(objectsOf(before[`${kind}s`]).map((each) => [each['id'], each]));
    const expected = objectsOf(after[`${kind}s`]).flatMap((now) => {
      const old = was.get(now['id'] ?? null);
      was.delete(now['id'] ?? null);
      const entry = declared.find(
        ({ name, values }) =>
          now['id'] === values['id'] ||
          (values['id'] === undefined &&
            (isSameName(now['userPrincipalName'], name) || now['uniqueName'] === name)),
      );
      if (!old) return entry ? [] : [`${kind} ${textOf(now['displayName'])} is new`];
      // Whom a rule lets in follows from the people, who are compared by themselves.
      const byRule = listOf(now['groupTypes']).includes('DynamicMembership') ? ['members'] : [];
      const held = Object.entries(entry?.values ?? {}).flatMap(([key, value]) => heldIn(key, value, wires));
      const keys = [...held, ...byRule];
      const [x, y] = [without(old, keys), without(now, keys)];
      return JSON.stringify(x) === JSON.stringify(y)
        ? []
        : [`${kind} ${textOf(now['displayName'])}: ${different(x, y)}`];
    });
    const gone = [...was.values()].filter(
      ({ id }) => !declared.some(({ values }) => values['id'] === id && values['delete'] === true),
    );
    return [...expected, ...gone.map(({ displayName }) => `${kind} ${textOf(displayName)} is gone`)];
  });
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  const rest: JsonObject = structuredClone(object);
  for (const key of keys) {
    const [property = '', member] = key.split('.');
    if (member === undefined) delete rest[property];
    else {
      const left = Object.entries(objectOf(rest[property])).filter(
        ([name, value]) => name !== member && value !== null,
      );
      if (left.length > 0) rest[property] = Object.fromEntries(left.toSorted(([a], [b]) => (a < b ? -1 : 1)));
      else delete rest[property];
    }
  }
  const present = Object.entries(rest).filter(([, value]) => value !== null);
  return Object.fromEntries(present.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function different(a: JsonObject, b: JsonObject): string {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name])).join(', ');
}
