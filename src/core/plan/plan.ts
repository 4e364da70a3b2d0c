import type { ObjectKind, Structure, Value } from '../attributes/attribute.ts';
import type { GuardName } from '../guards/guard.ts';
import type { Place } from '../problem.ts';

/**
 * A plan: plain data, sorted, complete. Everything that is shown and everything that is applied comes from here. The
 * published form (`--json`, `--out`) is this very value; `schemas/plan.schema.json` describes it.
 */
export interface Plan {
  readonly format: 1;
  readonly tenant: { readonly id: string; readonly name: string };
  /** Set where the plan was limited with `--only`; such a plan says nothing about the rest. */
  readonly only?: readonly string[];
  /** Keys of changes that were left out with `--without`; the plan says nothing about them. */
  readonly without?: readonly string[];
  readonly changes: readonly Change[];
  readonly operations: readonly Operation[];
  readonly blocked: readonly Blocked[];
  readonly unresolved: readonly Unresolved[];
  readonly released: readonly Released[];
  readonly unsettled: readonly Unsettled[];
  /** What undoing the plan would need beside the changes; not part of the digest. */
  readonly snapshots: readonly Snapshot[];
  readonly impact: readonly GroupImpact[];
  /** Against an approved plan: what would happen to groups beyond what was approved. Then nothing runs. */
  readonly worse: readonly WorseImpact[];
  /** Expectations of groups that do not hold, or of which it cannot be said. */
  readonly expectations: readonly BrokenExpectation[];
  readonly guards: readonly GuardVerdict[];
  /** Guards, protected objects and authorities that the head loosens against the base; the base's count. */
  readonly loosened: readonly string[];
  readonly counts: Counts;
  /** SHA-256 over tenant id and changes (key, before, after), as 64 hexadecimal digits. */
  readonly digest: string;
  /** Names for reading, by object key; whatever the plan mentions is here once. */
  readonly names: Readonly<Record<ObjectKey, string>>;
  readonly evaluatedAt: string;
  readonly provenance: Provenance;
}

/**
 * `user:ID`, `group:ID`, or for a group that does not exist yet `group:KEY` with its key in the repository; `device:ID`
 * for a member that is a device, `object:ID` for one of which that was not read; `directoryExtension:NAME` with Graph's
 * whole name, `schemaExtension:ID` with the id as the files say it.
 */
export type ObjectKey = string;

/** What a plan can change. */
export type ChangedKind = ObjectKind | DefinitionKind;
export type DefinitionKind = 'directoryExtension' | 'schemaExtension';

/** One attribute of one object. The attribute `exists` stands for creation (false to true) and deletion. */
export interface Change {
  /** `OBJECT/ATTRIBUTE`. */
  readonly key: string;
  readonly object: ObjectKey;
  readonly kind: ChangedKind;
  readonly attribute: string;
  readonly before: Value;
  readonly after: Value;
  /** Brought by the head over the base, or already wanted by the base. Without a base everything is pending. */
  readonly origin: 'introduced' | 'pending';
  /** What Graph shows, where `before` is what Exchange holds and the two differ. */
  readonly shownByGraph?: Value;
  readonly sensitive?: true;
  readonly fromDefaults?: true;
  readonly consequence?: string;
  /** Why a rollback does not bring back what was, as a sentence. */
  readonly irreversible?: string;
  readonly place: Place;
}

/** What was there before a plan and stands in none of its changes. */
export type Snapshot =
  /** Ids of the direct members of a group whose members a rule takes over. */
  | { readonly snapshot: 'members'; readonly object: ObjectKey; readonly members: readonly string[] }
  /** Whether a rule was processed that the plan takes away: On or Paused. */
  | { readonly snapshot: 'processing'; readonly object: ObjectKey; readonly state: string }
  /** A definition that the plan deletes, attribute by attribute. */
  | {
      readonly snapshot: 'definition';
      readonly object: ObjectKey;
      readonly attributes: Readonly<Record<string, Value>>;
    };

/** Phases are barriers; order matters nowhere else. */
export const phases = [
  'definitions',
  'pauses',
  'creations',
  'attributes',
  'referencesAdded',
  'rules',
  'referencesRemoved',
  'deletions',
  'resumes',
] as const;
export type Phase = (typeof phases)[number];

/** One HTTP write, all or nothing. */
export interface Operation {
  /** Stable name: the object key, what is done and, for a reference, to whom. */
  readonly key: string;
  readonly phase: Phase;
  readonly object: ObjectKey;
  /** The first is taken. The next is for the one refusal that says that the first is shut for good. */
  readonly channels: readonly Channel[];
  /** Through which cmdlet Exchange takes the write, where Exchange is among the channels. */
  readonly recipient?: 'mailbox' | 'mailUser';
  /** The write as Graph takes it. Exchange is sent the same extension attributes as CustomAttribute1 to 15. */
  readonly write: Write;
  /** Keys of the changes that it makes. */
  readonly changes: readonly string[];
  /** A change that a later operation takes back, and so no change of the plan: the pause of a transition. */
  readonly passing?: PassingChange;
  /** What it sends beyond what is declared: read again and compared before the write, like the changes themselves. */
  readonly context: readonly ContextValue[];
  /** Keys of operations of earlier phases without which this one is held. */
  readonly dependsOn: readonly string[];
  /**
   * The definition of its extension is created by this plan, and values from an earlier definition of that name may
   * reappear: whatever is there is overwritten, as the plan says.
   */
  readonly overwrites?: true;
}

export type Channel = 'graph' | 'exchange';

export interface PassingChange {
  readonly attribute: string;
  readonly before: Value;
  readonly after: Value;
}

export interface ContextValue {
  readonly property: string;
  readonly member?: string;
  readonly value: Value;
}

/** What is sent. `{id}` of an object that an earlier operation creates is only known then. */
export type Write =
  | { readonly type: 'update'; readonly kind: ObjectKind; readonly body: Body }
  | { readonly type: 'createGroup'; readonly uniqueName: string; readonly body: Body }
  | { readonly type: 'deleteGroup' }
  /** From the deleted items, with whatever it had. */
  | { readonly type: 'restoreGroup' }
  | { readonly type: 'addMember'; readonly member: string }
  | { readonly type: 'removeMember'; readonly member: string }
  | { readonly type: 'setManager'; readonly manager: string }
  | { readonly type: 'clearManager' }
  | { readonly type: 'addOwner'; readonly owner: string }
  | { readonly type: 'removeOwner'; readonly owner: string }
  /** `application` is the object id of the owner. */
  | { readonly type: 'createDirectoryExtension'; readonly application: string; readonly body: Body }
  | { readonly type: 'deleteDirectoryExtension'; readonly application: string; readonly id: string }
  | { readonly type: 'createSchemaExtension'; readonly body: Body }
  | { readonly type: 'updateSchemaExtension'; readonly id: string; readonly body: Body }
  | { readonly type: 'deleteSchemaExtension'; readonly id: string }
  | { readonly type: 'createOpenExtension'; readonly name: string; readonly body: Structure }
  /** `body` is the whole: a member that it leaves out is gone. */
  | { readonly type: 'replaceOpenExtension'; readonly name: string; readonly body: Structure }
  | { readonly type: 'deleteOpenExtension'; readonly name: string };

export interface Body {
  readonly [property: string]: Value | Body | readonly Body[];
}

/** A declared value that cannot be written, with the place where it can be. */
export interface Blocked {
  readonly key: string;
  readonly object: ObjectKey;
  readonly kind: ChangedKind;
  readonly attribute: string;
  readonly before: Value;
  readonly after: Value;
  readonly origin: 'introduced' | 'pending';
  readonly reason: BlockedReason;
  /** A sentence: why. */
  readonly message: string;
  /** A sentence: where or how the value can be changed instead. */
  readonly remedy: string;
  readonly sensitive?: true;
  readonly place: Place;
}

export type BlockedReason =
  /** From the table of routes. */
  | 'masteredOnPremises'
  | 'noRecipient'
  | 'exchangeNotUsed'
  | 'holdsRole'
  | 'managementRestricted'
  | 'managedInExchange'
  | 'roleAssignable'
  | 'syncedDefinition'
  /** From the value, or from what else is declared. */
  | 'frozen'
  | 'heldElsewhere'
  | 'domainNotVerified'
  | 'domainFederated'
  | 'nameTaken'
  | 'immutableIdTaken'
  | 'groupTypeFixed'
  | 'visibilityFixed'
  | 'definitionMissing'
  | 'definitionFixed'
  | 'definitionInUse'
  | 'tooManyExtensions';

/** An entry or a reference that was not found in the tenant, or that is not clear. It blocks only itself. */
export interface Unresolved {
  readonly kind: ChangedKind;
  /** The entry as it is written. */
  readonly label: string;
  /** The attribute whose reference is meant; absent: the entry itself. */
  readonly attribute?: string;
  readonly origin: 'introduced' | 'pending';
  readonly message: string;
  readonly remedy: string;
  readonly place: Place;
}

/** What is wanted is so in Exchange already, and Graph does not show it yet: there is nothing to do. */
export interface Unsettled {
  readonly object: ObjectKey;
  readonly attribute: string;
  readonly exchange: Value;
  readonly graph: Value;
}

/** Declared by the base, no longer by the head: the live value stays. */
export interface Released {
  readonly object: ObjectKey;
  readonly attribute: string;
  readonly value: Value;
  readonly sensitive?: true;
}

/** Who enters and who leaves one group because of the plan. */
export interface GroupImpact {
  readonly group: ObjectKey;
  /** What of the plan concerns it: its own rule and processing, its creation or deletion, or attributes of people. */
  readonly causes: readonly ImpactCause[];
  /** `paused` and `frozen` groups keep their members: nobody enters or leaves. */
  readonly processing: 'on' | 'paused' | 'frozen';
  /** Members now, as Entra says. */
  readonly before: number;
  /** A range where somebody's membership cannot be determined. */
  readonly after: { readonly min: number; readonly max: number };
  readonly enters: number;
  readonly leaves: number;
  /** Every user in the tenant would match. */
  readonly everybody: boolean;
  readonly buckets: readonly ImpactBucket[];
  readonly carries: Carries;
  /** Groups whose rules read licences that this group assigns: what they do next is not worked out. */
  readonly secondOrder: readonly ObjectKey[];
}

/** People whom an approval did not know of. */
export interface WorseImpact {
  readonly group: ObjectKey;
  readonly leaves: readonly ObjectKey[];
  readonly enters: readonly ObjectKey[];
}

export type ImpactCause =
  | 'rule'
  | 'attributes'
  | 'conversion'
  | 'resumed'
  | 'created'
  | 'deleted'
  /** Members are added and removed one by one, which only a rollback does. */
  | 'members';

/** People who fare alike, for the same reason. */
export interface ImpactBucket {
  readonly direction: ImpactDirection;
  /** The sub-expression that decides, or the reason why nothing can be determined. */
  readonly because: string;
  /** Keys of the changes that cause it. */
  readonly changes: readonly string[];
  readonly members: readonly ObjectKey[];
}

/**
 * `leavesMeanwhile`: a member before and after, but not between the writing of attributes and rule.
 * `undeterminedMember` and `undeterminedOther`: members and others of whom nothing can be said.
 * `unexpectedMember` and `missingMember`: Entra's present membership and our evaluation of the present differ; such
 * people do not count as an effect of the plan.
 */
export const impactDirections = [
  'leaves',
  'enters',
  'leavesMeanwhile',
  'entersMeanwhile',
  'undeterminedMember',
  'undeterminedOther',
  'unexpectedMember',
  'missingMember',
] as const;
export type ImpactDirection = (typeof impactDirections)[number];

/** What hangs on a group, as far as its own properties tell. */
export interface Carries {
  /** Products by name, or by SKU id where the name is not known. */
  readonly licences: readonly string[];
  readonly team: boolean;
  readonly roleAssignable: boolean;
  readonly mailEnabled: boolean;
  readonly synced: boolean;
}

/** What a file expects of a group and what the tenant as it will be does not hold. */
export interface BrokenExpectation {
  readonly group: ObjectKey;
  readonly expected: 'includes' | 'excludes' | 'size';
  /** The person meant. */
  readonly user?: ObjectKey;
  readonly origin: 'introduced' | 'pending';
  /** A sentence: what was expected and what is, with the deciding sub-expression. */
  readonly message: string;
  readonly place: Place;
}

export interface GuardVerdict {
  readonly guard: GuardName;
  readonly verdict: 'passed' | 'overridden' | 'refused';
  readonly measured: number;
  /** The number that may not be exceeded, worked out from count and percentage; null where there is none. */
  readonly limit: number | null;
  /** What the percentage is of, where there is one. */
  readonly of?: number;
  readonly objects: readonly ObjectKey[];
  /** A line for each object where its name does not say enough: the members at stake, the twin to pin. */
  readonly details: readonly string[];
  /** For a refusal: the override to paste under `overrides:`, as YAML. */
  readonly override?: string;
  /** For an override that was used: its reason. */
  readonly reason?: string;
  /** For a refusal: why an override that is there does not hold, as a sentence. */
  readonly note?: string;
}

export interface Counts {
  /** Objects with at least one change. */
  readonly users: number;
  readonly groups: number;
  /** Of extensions. */
  readonly definitions: number;
  readonly changes: number;
  readonly introduced: number;
  readonly operations: number;
  readonly cleared: number;
  readonly created: number;
  readonly deleted: number;
  readonly blocked: number;
  readonly unresolved: number;
  readonly released: number;
  /** Defaults that could not be written because of a user's state; skipped, not blocked. */
  readonly skippedDefaults: number;
  /** Changes that were pending before and are left out, where only what was introduced was asked for. */
  readonly leftPending?: number;
  /** Declared objects, and live ones that were read. */
  readonly declared: { readonly users: number; readonly groups: number };
  readonly live: { readonly users: number; readonly groups: number };
}

/** Where the plan comes from; not part of the digest. */
export interface Provenance {
  readonly tool: string;
  readonly directory: string;
  readonly base?: string;
  readonly endpoint: string;
  /** The digest of the plan that this one takes back. */
  readonly undoes?: string;
}
