import type { Structure } from './core/attributes/attribute.ts';
import type { AuditTrail } from './core/live/audit.ts';
import type {
  LiveApplication,
  LiveDirectoryExtension,
  LiveObject,
  LiveSchemaExtension,
  LiveTenant,
  Recipient,
  RoleHolding,
} from './core/live/live.ts';
import type { Processing } from './core/verification/verification.ts';

/**
 * What the commands receive from the world. Plans are made by code that holds a `Reader`; only apply is handed a
 * `Writer`.
 */

/** A question to the live tenant. Questions of one round are independent of each other. */
export type Query =
  | { readonly query: 'tenant' }
  | { readonly query: 'userCount' }
  | { readonly query: 'users'; readonly select: readonly string[]; readonly manager: boolean }
  | { readonly query: 'groups'; readonly select: readonly string[] }
  | { readonly query: 'devices'; readonly select: readonly string[] }
  | { readonly query: 'owners'; readonly groups: readonly string[] }
  | { readonly query: 'members'; readonly groups: readonly string[] }
  | { readonly query: 'deletedUsers'; readonly select?: readonly string[] }
  | { readonly query: 'deletedGroups' }
  /** What Exchange Online holds of these users, by object id. `of` is the number of users in the tenant. */
  | { readonly query: 'recipients'; readonly users: readonly string[]; readonly of: number }
  /** Of which of these users and groups the cloud is the source of authority, although they came from on-premises. */
  | { readonly query: 'cloudManaged'; readonly users: readonly string[]; readonly groups: readonly string[] }
  /** Who holds a role of administrators, or may activate one. */
  | {
      readonly query: 'roleHolders';
      readonly groups: readonly string[];
      /** Whether the plan needs to know; else an application that may not ask gets no answer instead of an error. */
      readonly required: boolean;
    }
  /** Definitions of directory extensions, and the applications that own or are to own them. */
  | { readonly query: 'directoryExtensions'; readonly owners: readonly string[] }
  /** Definitions of schema extensions of these applications. */
  | { readonly query: 'schemaExtensions'; readonly owners: readonly string[] }
  /** Open extensions of every user or group that has any. */
  | { readonly query: 'openExtensions'; readonly kind: 'user' | 'group' }
  /** How the service stands with the rules of these groups, by id, where it tells. */
  | { readonly query: 'processing'; readonly groups: readonly string[] }
  /** Who changed these objects since an instant (ISO 8601). No plan needs it; what is not answered is unknown. */
  | { readonly query: 'audits'; readonly objects: readonly string[]; readonly since: string };

/** The answer to a query of the same name. */
export type Answer =
  | { readonly query: 'tenant'; readonly tenant: LiveTenant }
  | { readonly query: 'userCount'; readonly count: number }
  | { readonly query: 'users'; readonly users: readonly LiveObject[] }
  | { readonly query: 'groups'; readonly groups: readonly LiveObject[] }
  | { readonly query: 'devices'; readonly devices: readonly LiveObject[] }
  /** Ids by group id. */
  | { readonly query: 'owners'; readonly owners: ReadonlyMap<string, readonly string[]> }
  | { readonly query: 'members'; readonly members: ReadonlyMap<string, readonly string[]> }
  | { readonly query: 'deletedUsers'; readonly users: readonly LiveObject[] }
  | { readonly query: 'deletedGroups'; readonly groups: readonly LiveObject[] }
  /** By object id; who is no recipient is not among them. */
  | { readonly query: 'recipients'; readonly recipients: ReadonlyMap<string, Recipient> }
  /** Object ids. */
  | { readonly query: 'cloudManaged'; readonly ids: ReadonlySet<string> }
  /** By object id; undefined where the application may not ask. */
  | { readonly query: 'roleHolders'; readonly holders: ReadonlyMap<string, RoleHolding> | undefined }
  | {
      readonly query: 'directoryExtensions';
      readonly definitions: readonly LiveDirectoryExtension[];
      readonly applications: readonly LiveApplication[];
    }
  | { readonly query: 'schemaExtensions'; readonly definitions: readonly LiveSchemaExtension[] }
  /** By group id; a group of which the service does not tell is not among them. */
  | { readonly query: 'processing'; readonly processing: ReadonlyMap<string, Processing> }
  | {
      readonly query: 'openExtensions';
      readonly kind: 'user' | 'group';
      readonly extensions: OpenExtensions;
    }
  | { readonly query: 'audits'; readonly trail: AuditTrail };

/** By object id, by name of the extension: its values without the members that the service adds. */
export type OpenExtensions = ReadonlyMap<string, Readonly<Record<string, Structure>>>;

export interface Reader {
  /** Answers all of them, in the same order. Throws TenantryError where one cannot be answered in full. */
  answer(queries: readonly Query[]): Promise<readonly Answer[]>;
}

/** One request below the version root, as it stands in a batch. */
export interface GraphRequest {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Relative to the version root, percent-encoded: `/users/63384f56-…`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The answer to one request of a batch, of Graph or of Exchange. */
export interface Reply {
  readonly id: string;
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * What was answered. Of Exchange: `{ value: rows }`, or an error in Graph's form, `{ error: { code, message } }`, with
   * the name of the exception as its code.
   */
  readonly body: unknown;
}

/** One cmdlet of Exchange Online, as it stands in a batch. */
export interface ExchangeCommand {
  readonly id: string;
  readonly cmdlet: 'Get-Mailbox' | 'Get-MailUser' | 'Set-Mailbox' | 'Set-MailUser';
  /** `Identity` is the object id of a user and never empty. */
  readonly parameters: { readonly Identity: string } & Readonly<Record<string, string | null>>;
  /** For a `Get-`: the properties that are wanted. */
  readonly select?: readonly string[];
}

/** What came of sending one batch. `lost`: nobody knows whether the service did what was asked. */
export type Sent =
  | {
      readonly result: 'answered';
      readonly replies: readonly Reply[];
      /** Those of the batch as a whole that are about throttling, with names in lower case. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The batch as a whole was refused and nothing of it was done. */
  | {
      readonly result: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly requestId: string;
      /** In milliseconds, where the service said. */
      readonly retryAfterMs?: number;
      /** Those that are about throttling. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly result: 'lost'; readonly message: string };

export interface Writer {
  /** Sends at most 20 requests as one `$batch`, once: no retries of its own. Never rejects for what the network does. */
  send(requests: readonly GraphRequest[]): Promise<Sent>;
  /** The same with at most 10 cmdlets for Exchange Online. */
  invoke(commands: readonly ExchangeCommand[]): Promise<Sent>;
}

export interface Clock {
  now(): Date;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The journal's file: records are appended and on the disk when the promise resolves. */
export interface JournalFile {
  readonly path: string;
  append(lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Makes text that is kept for later unreadable for others, where a key is given. */
export interface Sealing {
  /** The text as it is to be kept. Throws TenantryError where the key is none. */
  seal(text: string): string;
  /**
   * The text again; `path` is for the messages. Throws TenantryError where it cannot be read with this key, or is not
   * sealed although there is a key.
   */
  open(text: string, path: string): string;
}

/** A wish to be the only one who writes to a tenant. */
export interface LockRequest {
  readonly path: string;
  /** Who asks, for those who wait: `apply`. */
  readonly command: string;
  /** How long to wait for somebody else, in milliseconds; 0 not at all. */
  readonly timeoutMs: number;
}

export interface Lock {
  release(): Promise<void>;
}

/** A file tree: path below the root, with `/`, to its bytes. */
export type FileTree = ReadonlyMap<string, TreeEntry>;
export type TreeEntry =
  | { readonly type: 'file'; readonly bytes: Uint8Array }
  | { readonly type: 'tooLarge'; readonly size: number }
  /** A symbolic link that leads out of the tree or to nothing. */
  | { readonly type: 'outside'; readonly target: string };

export interface Files {
  /** The YAML files below a directory; throws TenantryError where there is no such directory. */
  read(directory: string): Promise<FileTree>;
  /** The same as it was at a commit. */
  readAt(ref: string, directory: string): Promise<FileTree>;
}

export interface Terminal {
  /** The result, to stdout. */
  print(text: string): void;
  /** Progress and remarks, to stderr. */
  say(text: string): void;
  /** One line on stderr that is replaced by the next; shown only on a terminal and only after a second. */
  progress(text: string): void;
  /** Asks for `yes`; undefined where nobody can answer. */
  confirm(question: string): Promise<boolean | undefined>;
  readonly colour: boolean;
  readonly columns: number;
}
