import type { Attribute, ObjectKind } from './attribute.ts';

/** A directory extension: `extension_`, the application's id without hyphens, `_`, the name. */
const directory = /^extension_[0-9a-f]{32}_\w+$/;
const schema = /^schemaExtensions\.([A-Za-z]\w*)\.(\w+)$/;
const open = /^openExtensions\.(.+)$/;

/**
 * The row of a value of an extension, whose name says all that is needed:
 * `extension_{appId}_{name}`, Graph's own name, for a directory extension;
 * `schemaExtensions.{id}.{member}` for a member of a schema extension, with the id as the files say it;
 * `openExtensions.{name}` for an open extension as a whole.
 * https://learn.microsoft.com/graph/extensibility-overview
 */
export function extensionValue(kind: ObjectKind, name: string): Attribute | undefined {
  const known = rows[kind].get(name);
  if (known) return known;
  const row = makeRow(kind, name);
  if (row) rows[kind].set(name, row);
  return row;
}

const rows: Readonly<Record<ObjectKind, Map<string, Attribute>>> = { user: new Map(), group: new Map() };

function makeRow(kind: ObjectKind, name: string): Attribute | undefined {
  const usual = {
    name,
    on: kind,
    equality: 'json',
    clearing: 'null',
    sensitive: false,
    inDefaults: false,
    doc: 'A value of an extension.',
    example: 'any text',
  } as const;
  if (directory.test(name))
    return {
      ...usual,
      shape: { type: 'extension' },
      read: { property: name },
      update: 'property',
      travels: 'directoryExtensions',
      route: 'directoryExtension',
      ...(kind === 'user' ? { ruleProperty: name } : {}),
    };
  const [, id = '', member = ''] = schema.exec(name) ?? [];
  if (id !== '')
    return {
      ...usual,
      shape: { type: 'extension' },
      read: { property: id, member },
      update: 'merge',
      travels: `schemaExtensions.${id}`,
      route: 'schemaExtension',
    };
  const extension = open.exec(name)?.[1];
  return extension === undefined
    ? undefined
    : {
        ...usual,
        shape: { type: 'structure' },
        read: { property: 'openExtensions', member: extension },
        update: 'extension',
        travels: name,
        route: 'openExtension',
      };
}

/** The short name of a directory extension, and for the other kinds the name as it stands in the files. */
export function shownName(attribute: string): string {
  return directory.test(attribute) ? `directoryExtensions.${attribute.slice(prefixLength)}` : attribute;
}

const prefixLength = 'extension_'.length + 32 + 1;

/** Graph's name for a directory extension of an application. */
export function directoryExtensionName(appId: string, name: string): string {
  return `extension_${appId.replaceAll('-', '').toLowerCase()}_${name}`;
}

/**
 * Whether a live schema extension is the one that the files call `id`: by that very id, or by the one that Graph makes
 * of a bare name, `ext` and eight characters in front of it.
 * https://learn.microsoft.com/graph/api/resources/schemaextension
 */
export function isSchemaExtension(live: string, id: string): boolean {
  const made = live.toLowerCase();
  const meant = id.toLowerCase();
  return made === meant || (/^ext[0-9a-z]{8}_/.test(made) && made.slice('ext12345678_'.length) === meant);
}
