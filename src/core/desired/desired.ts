import type { ObjectKind, Value } from '../attributes/attribute.ts';
import type { Place } from '../problem.ts';
import type { Settings } from './settings.ts';

/**
 * What the YAML declares. References are still as they were written; the plan resolves them against the live tenant.
 */
export interface Desired {
  readonly settings: Settings;
  readonly users: readonly DesiredObject[];
  readonly groups: readonly DesiredObject[];
  readonly definitions: readonly DesiredDefinition[];
}

/** A definition in `tenant/extensions/`. */
export type DesiredDefinition = DesiredDirectoryExtension | DesiredSchemaExtension;

/** https://learn.microsoft.com/graph/api/resources/extensionproperty */
export interface DesiredDirectoryExtension {
  readonly kind: 'directoryExtension';
  /** The short name, by which entries and rules of this repository call it. */
  readonly name: string;
  /** `extension_{appId without hyphens}_{name}`, as Graph calls it. */
  readonly wireName: string;
  /** The id of the application that owns it (`appId`), in lower case. */
  readonly owner: string;
  readonly type: DirectoryExtensionType;
  /** Graph's words: User, Group, Device… */
  readonly targets: readonly string[];
  readonly multiValued: boolean;
  readonly delete?: true;
  /** Only for a rollback: it is named for the sake of its values, and wanted as it is. */
  readonly known?: true;
  readonly place: Place;
}

export const directoryExtensionTypes = [
  'Binary',
  'Boolean',
  'DateTime',
  'Integer',
  'LargeInteger',
  'String',
] as const;
export type DirectoryExtensionType = (typeof directoryExtensionTypes)[number];

/** https://learn.microsoft.com/graph/api/resources/schemaextension */
export interface DesiredSchemaExtension {
  readonly kind: 'schemaExtension';
  /** With the prefix of a verified domain, or a bare name to which Graph adds one of its own. */
  readonly id: string;
  readonly owner: string;
  readonly description?: string;
  readonly status: SchemaExtensionStatus;
  readonly targets: readonly string[];
  /** Name to type. */
  readonly properties: Readonly<Record<string, SchemaPropertyType>>;
  readonly delete?: true;
  /** Only for a rollback: it is named for the sake of its values, and wanted as it is. */
  readonly known?: true;
  readonly place: Place;
}

/** The life cycle, in the order in which it goes. */
export const schemaExtensionStatuses = ['InDevelopment', 'Available', 'Deprecated'] as const;
export type SchemaExtensionStatus = (typeof schemaExtensionStatuses)[number];

export const schemaPropertyTypes = ['Binary', 'Boolean', 'DateTime', 'Integer', 'String'] as const;
export type SchemaPropertyType = (typeof schemaPropertyTypes)[number];

export interface DesiredObject {
  readonly kind: ObjectKind;
  /** What stands under `user:` or `group:`: a user principal name, or the key of the group in this repository. */
  readonly label: string;
  readonly id?: string;
  readonly place: Place;
  /** By attribute name. An attribute that is absent is unmanaged. */
  readonly attributes: Readonly<Record<string, Declared>>;
  /** How a rule changes together with the attributes that it reads: the group is paused meanwhile. */
  readonly transition?: 'pause';
  /** What the rule is to come to, checked on the tenant as it will be. */
  readonly expect?: Expectation;
  /** The group is to be deleted. Such an entry has an id and declares nothing else. */
  readonly delete?: true;
  /** Only for a rollback: the group is to be restored from the deleted items. */
  readonly restore?: true;
  /** Only for a rollback: the ids of exactly these are to be the direct members. */
  readonly members?: readonly string[];
}

/** Unit tests of a rule. References are as they were written. */
export interface Expectation {
  readonly includes: readonly ExpectedUser[];
  readonly excludes: readonly ExpectedUser[];
  readonly size?: { readonly min?: number; readonly max?: number; readonly place: Place };
}

export interface ExpectedUser {
  readonly user: string;
  readonly place: Place;
}

/** A declared attribute: what is wanted, where that stands, and whether it came from `defaults`. */
export interface Declared {
  readonly value: DeclaredValue;
  readonly place: Place;
  readonly fromDefaults?: true;
  /** Of a paused group: the last day of the pause, `2026-12-01`, and why. */
  readonly pause?: { readonly until: string; readonly reason: string };
}

/** Text is already trimmed, dates are already in the canonical form; `null` clears. */
export type DeclaredValue = Value | References;

/** References to users as they were written: exactly these, or at least these. */
export interface References {
  readonly mode: 'exact' | 'atLeast';
  readonly users: readonly string[];
  /** They are ids, and need not be users. */
  readonly asIds?: true;
}
