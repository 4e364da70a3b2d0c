import type { Attribute } from '../core/attributes/attribute.ts';
import { attributes, findAttribute } from '../core/attributes/attributes.ts';
import type { DesiredDefinition, DirectoryExtensionType } from '../core/desired/desired.ts';
import { csvIdentifiers, type CsvIdentifier } from '../core/desired/settings.ts';
import { normalised } from './headers.ts';

/** What identifies people, in the order in which it is looked for. */
export const identifiers = csvIdentifiers;
export type Identifier = CsvIdentifier;

/** What a column is for. */
export interface Target {
  /** As people call it: `directoryExtensions.jobGrade`. */
  readonly name: string;
  readonly identifier?: Identifier;
  /** The attribute that the column says. */
  readonly row?: Attribute;
  /** Of a value of an extension, as its definition says. */
  readonly extension?: { readonly type: DirectoryExtensionType; readonly multiValued: boolean };
  /** How a GUID is written that stands for an immutable id. */
  readonly guid?: 'objectGuid' | 'consistencyGuid';
  /** Yes means no: `Block sign in`. */
  readonly inverted?: true;
}

/** Everything that a column can be for. */
export function targetsOf(definitions: readonly DesiredDefinition[]): readonly Target[] {
  const special: readonly Target[] = [
    { name: 'id', identifier: 'id' },
    { name: 'userPrincipalName', identifier: 'userPrincipalName' },
    { name: 'mail', identifier: 'mail' },
    { name: 'newUserPrincipalName', ...rowOf('userPrincipalName') },
    { name: 'signInBlocked', ...rowOf('accountEnabled'), inverted: true },
    { name: 'objectGuid', ...rowOf('onPremisesImmutableId'), guid: 'objectGuid' },
    { name: 'consistencyGuid', ...rowOf('onPremisesImmutableId'), guid: 'consistencyGuid' },
  ];
  const ours = attributes.user
    .filter(({ name }) => name !== 'userPrincipalName')
    .map((row): Target => ({
      name: row.name,
      row,
      ...(row.name === 'employeeId' ? { identifier: 'employeeId' } : {}),
      ...(row.name === 'onPremisesImmutableId' ? { guid: 'objectGuid' } : {}),
    }));
  return [...special, ...ours, ...definitions.flatMap(targetsOfDefinition)];
}

function rowOf(name: string): Pick<Target, 'row'> {
  const row = findAttribute('user', name);
  return row ? { row } : {};
}

function targetsOfDefinition(definition: DesiredDefinition): readonly Target[] {
  if (definition.delete || !definition.targets.includes('User')) return [];
  if (definition.kind === 'directoryExtension') {
    const row = findAttribute('user', definition.wireName);
    const { type, multiValued } = definition;
    return row
      ? [{ name: `directoryExtensions.${definition.name}`, row, extension: { type, multiValued } }]
      : [];
  }
  return Object.entries(definition.properties).flatMap(([member, type]): readonly Target[] => {
    const name = `schemaExtensions.${definition.id}.${member}`;
    const row = findAttribute('user', name);
    return row ? [{ name, row, extension: { type, multiValued: false } }] : [];
  });
}

/** The target of a name: as it stands there, in any case, or by Graph's name of an extension. */
export function findTarget(name: string, targets: readonly Target[]): Target | undefined {
  const key = normalised(name);
  return (
    targets.find((each) => each.name === name) ??
    targets.find((each) => normalised(each.name) === key || each.row?.name === name)
  );
}

/** The value of an extension by its name alone, where just one is called so. */
export function findByShortName(name: string, targets: readonly Target[]): Target | undefined {
  const key = normalised(name);
  const [found, other] = targets.filter(
    (each) => each.extension && normalised(each.name.slice(each.name.lastIndexOf('.') + 1)) === key,
  );
  return other ? undefined : found;
}

/** What a name means that somebody wrote for a column. */
export const meantTarget = (name: string, targets: readonly Target[]): Target | undefined =>
  findTarget(name, targets) ?? findByShortName(name, targets);
