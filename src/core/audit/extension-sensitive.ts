import { shownName } from '../attributes/extension-value.ts';
import { looksLike } from '../sensitive/looks-like.ts';
import type { LiveObject } from '../live/live.ts';
import type { AuditSubject, Found } from './subject.ts';
import { nameOf } from './subject.ts';

/** Values of extensions of users and groups that look like what not everybody should read. The value is never told. */
export function findSensitive({
  users,
  groups,
  definitions,
}: Pick<AuditSubject, 'users' | 'groups' | 'definitions'>): readonly Found[] {
  const schemas = new Set(definitions?.schema.map(({ id }) => id));
  return [
    ...users.flatMap((user) => ofObject('user', user, schemas)),
    ...groups.flatMap((group) => ofObject('group', group, schemas)),
  ];
}

function ofObject(
  kind: 'user' | 'group',
  object: LiveObject,
  schemas: ReadonlySet<string>,
): readonly Found[] {
  return extensionValues(object, schemas).flatMap(([attribute, value]): Found[] => {
    const what = textsIn(value)
      .map(looksLike)
      .find((each) => each !== undefined);
    if (what === undefined) return [];
    return [
      {
        id: 'extension-sensitive',
        object: `${kind}:${object.id}`,
        name: nameOf(object),
        attribute,
        message: `\`${shownName(attribute)}\` looks like ${what}, and values of extensions can be read by everybody in the organisation.`,
        remedy: 'Keep it where fewer people can read it, and clear it here.',
      },
    ];
  });
}

/** The values of extensions that an object has, by the names of attributes in plans. */
export function extensionValues(
  object: LiveObject,
  schemas: ReadonlySet<string>,
): readonly (readonly [attribute: string, value: unknown])[] {
  return Object.entries(object).flatMap(([property, value]): (readonly [string, unknown])[] => {
    if (value === null || value === undefined || value === '') return [];
    if (property === 'onPremisesExtensionAttributes') return members(value, '');
    if (property === 'openExtensions') return members(value, 'openExtensions.');
    if (/^extension_[0-9a-f]{32}_/i.test(property))
      return Array.isArray(value) && value.length === 0 ? [] : [[property, value]];
    return schemas.has(property) ? members(value, `schemaExtensions.${property}.`) : [];
  });
}

const members = (value: unknown, prefix: string): (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([, each]) => each !== null && each !== '')
        .map(([name, each]) => [`${prefix}${name}`, each] as const)
    : [];

/** All texts in a value, with numbers as they are written. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
