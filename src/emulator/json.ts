import type { Json, JsonObject } from './state.ts';

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of a value that is an object, by its exact name. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

/** A text; whatever is none is the empty one. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The texts of a list; whatever is no list, or no text in it, is left out. */
export function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** The objects of a list; whatever is no list, or no object in it, is left out. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((entry) => isObject(entry)) : [];
}

/** Two names that Graph takes for one: it does not look at letter case. */
export function isSameName(a: Json | undefined, b: string): boolean {
  return textOf(a).toLowerCase() === b.toLowerCase();
}

/** A thing as it is answered: what no property of Graph shows is left out, and so is what hangs on it by a link. */
export function withoutHidden(document: Readonly<JsonObject>): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !hidden.has(name)));
}

const hidden = new Set(['_service', 'federatedIdentityCredentials', 'appRoleAssignments', 'owners']);
