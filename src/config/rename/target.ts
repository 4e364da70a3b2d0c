import { attributes, findAttribute } from '../../core/attributes/attributes.ts';
import type { Attribute } from '../../core/attributes/attribute.ts';
import type { DesiredDefinition } from '../../core/desired/desired.ts';
import { vocabularyAttributes } from '../../core/desired/vocabulary.ts';
import { nearest } from '../../core/nearest.ts';
import { TenantryError } from '../../core/problem.ts';
import { propertyNamed } from '../../rules/properties.ts';
import { quote } from '../quote.ts';

/** Where values of an attribute of users stand. */
export interface Target {
  /** As the files name it. */
  readonly name: string;
  /** The keys from an entry to the value. */
  readonly path: readonly string[];
  /** Undefined for a value of an extension. */
  readonly row: Attribute | undefined;
  /** The properties of rules that show it, in lower case and without `user.`; none where rules cannot read it. */
  readonly properties: ReadonlySet<string>;
  readonly hasVocabulary: boolean;
  /** Whether capitals make no difference: names that the directory holds without regard to case. */
  readonly caseless: boolean;
}

/** Finds the attribute that is meant. Throws TenantryError where it is none of users, or holds no text to be renamed. */
export function targetOf(name: string, definitions: readonly DesiredDefinition[]): Target {
  const usual = {
    name,
    row: undefined,
    properties: new Set<string>(),
    hasVocabulary: false,
    caseless: false,
  };
  const extension = definitions.flatMap((each) => valuesOf(each)).find((each) => each.name === name);
  if (extension) {
    const { path, properties, type, targets } = extension;
    if (type !== 'String') throw noText(name, `holds values of the type ${type}`);
    if (!targets.includes('User')) throw noText(name, 'is not for users');
    return { ...usual, path, properties };
  }
  if (name.startsWith('openExtensions.'))
    throw noText(name, 'is an open extension, which is whole and exact');
  const row = /^(?:extension_|schemaExtensions\.)/.test(name) ? undefined : findAttribute('user', name);
  if (!row) throw unknown(name, definitions);
  const { shape } = row;
  if (shape.type !== 'text' && shape.type !== 'texts' && shape.type !== 'choice' && shape.type !== 'user')
    throw noText(name, 'holds no text');
  if (shape.type === 'text' && shape.form === 'immutableId')
    throw noText(name, 'is different for each person');
  return {
    ...usual,
    path: name.split('.'),
    row,
    properties: new Set(row.ruleProperty === undefined ? [] : [row.ruleProperty.toLowerCase()]),
    hasVocabulary: vocabularyAttributes.includes(name),
    caseless: row.equality === 'caseless' || shape.type === 'user',
  };
}

interface ExtensionValue {
  readonly name: string;
  readonly path: readonly string[];
  readonly properties: ReadonlySet<string>;
  readonly type: string;
  readonly targets: readonly string[];
}

/** The attributes that a definition makes, by the names that files have for them. */
function valuesOf(definition: DesiredDefinition): readonly ExtensionValue[] {
  const { targets } = definition;
  if (definition.kind === 'schemaExtension')
    return Object.entries(definition.properties).map(([member, type]) => {
      const path = ['schemaExtensions', definition.id, member];
      return { name: path.join('.'), path, properties: new Set(), type, targets };
    });
  const { name, wireName, type } = definition;
  const short = propertyNamed('user', name) === undefined ? [name.toLowerCase()] : [];
  const path = ['directoryExtensions', name];
  const value = { path, properties: new Set([...short, wireName.toLowerCase()]), type, targets };
  return [
    { ...value, name: path.join('.') },
    { ...value, name: wireName },
  ];
}

function noText(name: string, why: string): TenantryError {
  return new TenantryError({
    id: 'not-renamed',
    message: `${quote(name)} ${why}, so none of its values is renamed.`,
    remedy: 'Change it in the files by hand; `tenantry plan` shows what comes of it.',
  });
}

function unknown(name: string, definitions: readonly DesiredDefinition[]): TenantryError {
  const names = [
    ...attributes.user.map((row) => row.name),
    ...definitions.flatMap((each) => valuesOf(each)).map((each) => each.name),
  ];
  const lastPart = names.find((each) => each.toLowerCase().endsWith(`.${name.toLowerCase()}`));
  const [near] = lastPart === undefined ? nearest(name, names) : [lastPart];
  const ofGroups = attributes.group.some((row) => row.name === name);
  return new TenantryError({
    id: 'unknown-attribute',
    message: ofGroups
      ? `${quote(name)} is an attribute of groups; values of users are renamed.`
      : `${quote(name)} is no attribute of users${near === undefined ? '' : `; did you mean ${quote(near)}?`}${near === undefined ? '.' : ''}`,
    remedy:
      near === undefined
        ? 'Name it as the files do: `department`, `employeeOrgData.division`, `directoryExtensions.NAME`, `schemaExtensions.ID.PROPERTY`. All names are in docs/attributes.md.'
        : 'Name it as the files do.',
  });
}
