// What the example declares, held against a tenant. Nothing of the product is used here: the YAML is read by the library
// alone, and which property of Microsoft Graph stands for which key is written down a second time.
import { readdirSync, readFileSync } from 'node:fs';
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

/** Everything that a tenant does not hold as the files say, as `name key: live, not declared`. */
export function departures(folder: string, state: JsonObject): readonly string[] {
  const users = objectsOf(state['users']);
  const groups = objectsOf(state['groups']);
  return [
    ...entries(folder, 'user').flatMap((entry) => {
      const live = findUser(users, entry);
      return live ? compare(entry, live, { users }, userValue) : [`${entry.name}: not found`];
    }),
    ...entries(folder, 'group').flatMap((entry) => {
      const live = groups.find(({ id, uniqueName }) =>
        entry.values['id'] === undefined ? uniqueName === entry.name : id === entry.values['id'],
      );
      if (entry.values['delete'] === true) return live ? [`${entry.name}: still there`] : [];
      return live ? compare(entry, live, { users }, groupValue) : [`${entry.name}: not found`];
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

function userValue(key: string, declared: Json, live: JsonObject, around: Around): readonly Pair[] {
  if (/^extensionAttribute\d+$/.test(key))
    return [[declared, trimmed(objectOf(live['onPremisesExtensionAttributes'])[key])]];
  switch (key) {
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

const oneLine = (rule: Json | undefined): Json => textOf(rule).replace(/\s+/g, ' ').trim();

function groupValue(key: string, declared: Json, live: JsonObject, around: Around): readonly Pair[] {
  const types = listOf(live['groupTypes']);
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
        [oneLine(rule), oneLine(live['membershipRule'])],
        [processing === 'on' ? 'On' : 'Paused', live['membershipRuleProcessingState'] ?? null],
      ];
    }
    default:
      return [[declared, trimmed(live[key])]];
  }
}

/** The properties of Graph in which a declared key is held, or that go with it. */
function heldIn(key: string): readonly string[] {
  if (/^extensionAttribute\d+$/.test(key)) return [`onPremisesExtensionAttributes.${key}`];
  if (key === 'employeeOrgData') return ['employeeOrgData.division', 'employeeOrgData.costCenter'];
  if (key === 'type') return ['groupTypes'];
  if (key === 'membership')
    return ['groupTypes', 'membershipRule', 'membershipRuleProcessingState', 'members'];
  return [key];
}

/** Whatever no file names and is not as it was: objects that no entry is about, and properties that no entry declares. */
export function touched(folder: string, before: JsonObject, after: JsonObject): readonly string[] {
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
      const keys = [...Object.keys(entry?.values ?? {}).flatMap(heldIn), ...byRule];
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
