/**
 * The attribute table: one row describes one managed attribute. Schemas, `$select` lists, comparison, operations,
 * redaction, the documentation and the types all come from the rows; special behaviour is named in a row and
 * implemented once, where the name is looked up.
 */

export type ObjectKind = 'user' | 'group';

/**
 * A value as it goes over the wire: text, a date as ISO text, a reference as an id, a set as a sorted list. Numbers and
 * structures are only in extensions.
 */
export type Value = null | Scalar | readonly Scalar[] | Structure;
export type Scalar = boolean | number | string;

/** What an open extension holds: plain JSON. */
export interface Structure {
  readonly [name: string]: Json;
}
export type Json = null | Scalar | readonly Json[] | { readonly [name: string]: Json };

/** Named forms of text, each with a regular expression in `forms.ts`. */
export type Form = 'userPrincipalName' | 'mailNickname' | 'country' | 'mail' | 'id' | 'immutableId';

export type Shape =
  | { readonly type: 'text'; readonly maxLength?: number; readonly form?: Form }
  | { readonly type: 'boolean' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'dateTime' }
  | { readonly type: 'texts'; readonly maxItems: number; readonly maxLength?: number; readonly form?: Form }
  /** One user, by id, user principal name or mail address. */
  | { readonly type: 'user' }
  /** A set of users: exact, or at least these. */
  | { readonly type: 'users'; readonly maxItems: number }
  | { readonly type: 'rule'; readonly maxLength: number }
  | { readonly type: 'processing' }
  /** A scalar, or a list of them, of the type that the definition of the extension says. */
  | { readonly type: 'extension' }
  | { readonly type: 'structure' };

/**
 * How Graph takes a new value:
 * `property`: in the body of a PATCH, alone;
 * `merge`: as a member of a complex value whose other members stay;
 * `whole`: as a member of a complex value that is replaced as a whole, so the other members travel too, as context;
 * `reference`: PUT or DELETE of a single link;
 * `references`: POST and DELETE of one link each;
 * `creation`: only while the object is created;
 * `rule`, `processing`: dynamic membership, which also changes `groupTypes`;
 * `extension`: POST, PATCH and DELETE of an open extension, which is an object of its own.
 */
export type Update =
  | 'property'
  | 'merge'
  | 'whole'
  | 'reference'
  | 'references'
  | 'creation'
  | 'rule'
  | 'processing'
  | 'extension';

/**
 * How two values are compared; `caseless` for names that the directory holds without regard to case, `json` for what an
 * extension holds.
 */
export type Equality = 'exact' | 'caseless' | 'instant' | 'set' | 'rule' | 'json';

/**
 * What kinds of attribute there are for the question through which door a value goes; `route/` answers it for each kind
 * and each state of the object. `sensitive` and `cloudSensitive` are what Graph protects on holders of a role:
 * https://learn.microsoft.com/graph/api/resources/users#who-can-perform-sensitive-actions
 */
export type RouteKind =
  /** Held on-premises for a synced object. */
  | 'profile'
  /** Managed in the cloud even for a synced user. */
  | 'cloudProfile'
  | 'sensitive'
  | 'cloudSensitive'
  | 'immutableId'
  | 'membership'
  | 'owners'
  | 'extensionAttribute'
  | 'directoryExtension'
  | 'schemaExtension'
  | 'openExtension';

/** How a value is cleared, or why it cannot be. */
export type Clearing = 'null' | 'emptyList' | 'never';

export interface Attribute {
  /** Graph's own name wherever there is one; a member of a complex value is `complex.member`. */
  readonly name: string;
  readonly on: ObjectKind;
  readonly shape: Shape;
  /** The property to `$select`, and its member where the attribute is part of a complex value. */
  readonly read: { readonly property: string; readonly member?: string };
  readonly update: Update;
  /** The name of the operation that it shares: one refused PATCH must not lose what could have been written. */
  readonly travels: string;
  readonly equality: Equality;
  readonly clearing: Clearing;
  /** Personal or security-relevant: left out of anything that is not local. */
  readonly sensitive: boolean;
  readonly route: RouteKind;
  /**
   * Application permissions of Graph for just this attribute. `enough`: these change it, and so does the one that changes
   * all of a user. `besides`: nothing else reads or changes it.
   * https://learn.microsoft.com/graph/api/user-update#permissions-for-specific-scenarios
   */
  readonly permissions?:
    | { readonly enough: readonly string[] }
    | { readonly besides: { readonly read: string; readonly write: string } };
  /** The property of membership rules that it feeds, without `user.`. */
  readonly ruleProperty?: string;
  /** What happens besides, printed under the change. */
  readonly consequence?: { readonly changed?: string; readonly cleared?: string };
  /** May stand under `defaults`. */
  readonly inDefaults: boolean;
  /** One or two sentences for the editor's hover text and the documentation. */
  readonly doc: string;
  /** A value for the documentation, as it is written in YAML. */
  readonly example: string;
}
