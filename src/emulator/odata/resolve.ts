import { properties, type Fields, type Kind, type Property } from '../model/properties.ts';
import type { Path } from './expression.ts';
import { invalidFilter } from './faults.ts';

/** The type at the end of a path; `any` where only the schema of an extension would know it. */
export type LeafType = Property['type'] | 'any' | 'count';

/** A path that exists: the property it starts at, what it ends in, and how it is read. */
export interface Resolved {
  readonly property: Property;
  readonly type: LeafType;
  /** Reads the value from the object, or from the element that the lambda is at. */
  readonly read: (object: unknown, element: unknown) => unknown;
}

/** The variable of a lambda stands for an element of this property. */
export interface Scope {
  readonly kind: Kind;
  readonly lambda?: { readonly variable: string; readonly collection: Resolved };
}

/**
 * What a path means: a property (in any case), a member of a complex one, `/$count` of a collection, or a variable
 * and its members. Names with an underscore are extension properties (`extension_{appId}_{name}`,
 * `{domain}_{name}/{member}`), which no table lists.
 */
export function resolve(path: Path, scope: Scope): Resolved {
  const [first = '', ...rest] = path;
  const lambda = scope.lambda;
  if (lambda !== undefined && first === lambda.variable) return elementMember(lambda.collection, rest);
  const property = properties[scope.kind].get(first.toLowerCase()) ?? extension(first);
  if (property === undefined) throw unknownProperty(first, scope.kind);
  const read = (object: unknown) => member(object, property.name);
  if (rest[0]?.toLowerCase() === '$count' && rest.length === 1 && isCollection(property)) {
    return { property, type: 'count', read: (object) => lengthOf(read(object)) };
  }
  if (rest.length > 0 && property.type !== 'object') throw unknownProperty(rest[0] ?? '', property.name);
  return fieldOf({ property, type: leafType(property), read }, property.fields, rest);
}

/** The name of a kind in Graph's error texts. */
export function resourceName(kind: Kind): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

function elementMember(collection: Resolved, rest: Path): Resolved {
  const { property } = collection;
  const read = theElement;
  if (rest.length === 0) return { property, type: property.type === 'strings' ? 'string' : 'any', read };
  if (property.type !== 'objects') throw unknownProperty(rest[0] ?? '', property.name);
  return fieldOf({ property, type: 'object', read }, property.fields, rest);
}

function theElement(_object: unknown, element: unknown): unknown {
  return element;
}

/** Walks the members of a complex type; without a list of members (an extension) every one exists. */
function fieldOf(start: Resolved, fields: Fields | undefined, rest: Path): Resolved {
  let { type, read } = start;
  let known: Fields | undefined = fields;
  for (const segment of rest) {
    const name = known === undefined ? segment : fieldName(known, segment);
    const found: Fields[string] | undefined = name === undefined ? undefined : known?.[name];
    if (name === undefined || (type !== 'object' && type !== 'any')) {
      throw unknownProperty(segment, start.property.name);
    }
    const before = read;
    read = (object, element) => member(before(object, element), name);
    type = known === undefined ? 'any' : typeof found === 'string' ? found : 'object';
    known = typeof found === 'string' ? undefined : found;
  }
  return { property: start.property, type, read };
}

function fieldName(fields: Fields, segment: string): string | undefined {
  const wanted = segment.toLowerCase();
  return Object.keys(fields).find((name) => name.toLowerCase() === wanted);
}

function extension(name: string): Property | undefined {
  if (!/^[A-Za-z0-9]+_\w+$/.test(name)) return undefined;
  return {
    name,
    type: 'object',
    nullable: true,
    clearable: true,
    readOnly: false,
    returnedByDefault: false,
    inLists: true,
    filter: { default: ['eq'], advanced: ['ne', 'not', 'null'] },
  };
}

function leafType(property: Property): LeafType {
  return property.type === 'object' && property.fields === undefined ? 'any' : property.type;
}

function isCollection(property: Property): boolean {
  return property.type === 'strings' || property.type === 'objects';
}

/** A member by name; by another spelling of it where the exact one is absent, which extension names can need. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, name)) return Reflect.get(value, name);
  if (!name.includes('_')) return undefined;
  return Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function unknownProperty(name: string, type: string) {
  return invalidFilter(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`);
}
