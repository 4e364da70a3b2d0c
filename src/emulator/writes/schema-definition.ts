import { invalidValue } from '../errors.ts';
import { member } from '../json.ts';
import { below, pick, type Random } from '../random.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';

const types = ['Binary', 'Boolean', 'DateTime', 'Integer', 'String'];

/** In lower case. */
const targets = new Set(
  `administrativeunit application contact device event group message organization post todotask todotasklist user`.split(
    ' ',
  ),
);

/** A name with the prefix of a verified domain stays; any other gets `ext` and eight characters in front. */
export function fullName(tenant: Tenant, id: Json | undefined): string {
  if (typeof id !== 'string' || !/^[A-Za-z]\w*$/.test(id)) throw invalidValue('id', 'SchemaExtension');
  if (!id.includes('_')) return `ext${letters(tenant.random)}_${id}`;
  const start = id.slice(0, id.indexOf('_')).toLowerCase();
  const { domains } = tenant.documents;
  if (!domains.some((row) => row.isVerified && row.id.toLowerCase().split('.')[0] === start))
    throw invalidValue('id', 'SchemaExtension');
  return id;
}

function letters(random: Random): string {
  const first = pick(random, 'abcdefghijklmnopqrstuvwxyz'.split(''));
  return first + Array.from({ length: 7 }, () => below(random, 36).toString(36)).join('');
}

/** The types of object that a definition is for; 400 for one that takes no schema extensions. */
export function targeted(value: Json | undefined): Json[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isTarget))
    throw invalidValue('targetTypes', 'SchemaExtension');
  return value;
}

function isTarget(value: Json): boolean {
  return typeof value === 'string' && targets.has(value.toLowerCase());
}

/** The members of a definition, each once; 400 for a type that there is none of. */
export function declared(value: Json | undefined): JsonObject[] {
  if (!Array.isArray(value)) throw invalidValue('properties', 'SchemaExtension');
  if (new Set(value.map((row) => member(row, 'name'))).size < value.length)
    throw invalidValue('properties', 'SchemaExtension');
  return value.map((row) => {
    const name = member(row, 'name');
    const type = member(row, 'type');
    if (typeof name !== 'string' || typeof type !== 'string' || !types.includes(type))
      throw invalidValue('properties', 'SchemaExtension');
    return { name, type };
  });
}
