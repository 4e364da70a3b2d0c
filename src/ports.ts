import type { Annotation } from './core/annotation.ts';
import type { Structure } from './core/attributes/attribute.ts';
import type {
  Identity,
  Reached,
  Registration,
  ServicePlan,
  Synchronisation,
  WayIn,
  Workflow,
} from './core/doctor/observed.ts';
import type { AuditLog, AuditTrail } from './core/live/audit.ts';
import type {
  LiveApplication,
  LiveDirectoryExtension,
  LiveObject,
  LiveSchemaExtension,
  LiveTenant,
  Recipient,
  RoleHolding,
} from './core/live/live.ts';
import type { PublicCertificate } from './core/setup/certificate.ts';
import type { FederatedCredential } from './core/setup/step.ts';
import type { Processing } from './core/verification/verification.ts';

export type { Annotation };

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
  | {
      readonly query: 'schemaExtensions';
      readonly owners: readonly string[];
      /** Others that are wanted whoever owns them, by their whole id. */
      readonly ids?: readonly string[];
    }
  /** All application registrations of the tenant. */
  | { readonly query: 'applications' }
  /** Which of these applications, by client id, have a service principal in the tenant. */
  | { readonly query: 'servicePrincipals'; readonly applications: readonly string[] }
  /** How many direct members groups have. */
  | { readonly query: 'memberCounts'; readonly groups: readonly string[] }
  /** Open extensions of every user or group that has any. */
  | { readonly query: 'openExtensions'; readonly kind: 'user' | 'group' }
  /** How the service stands with the rules of these groups, by id, where it tells. */
  | { readonly query: 'processing'; readonly groups: readonly string[] }
  /** Who changed these objects since an instant (ISO 8601). No plan needs it; what is not answered is unknown. */
  | { readonly query: 'audits'; readonly objects: readonly string[]; readonly since: string }
  /** Whether on-premises directories are synced into the tenant. No plan needs it. */
  | { readonly query: 'synchronisation' }
  /** The service plans that the tenant has bought. No plan needs it. */
  | { readonly query: 'servicePlans' }
  /** How an application is registered, by its client id. No plan needs it. */
  | { readonly query: 'registration'; readonly application: string }
  /** Everything that the audit log tells since an instant, or between two (ISO 8601): once, to be joined here. */
  | { readonly query: 'auditWindow'; readonly since: string; readonly until?: string };

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
  | { readonly query: 'applications'; readonly applications: readonly LiveApplication[] }
  /** Client ids, in lower case. */
  | { readonly query: 'servicePrincipals'; readonly applications: ReadonlySet<string> }
  /** By group id. */
  | { readonly query: 'memberCounts'; readonly counts: ReadonlyMap<string, number> }
  /** By group id; a group of which the service does not tell is not among them. */
  | { readonly query: 'processing'; readonly processing: ReadonlyMap<string, Processing> }
  | {
      readonly query: 'openExtensions';
      readonly kind: 'user' | 'group';
      readonly extensions: OpenExtensions;
    }
  | { readonly query: 'synchronisation'; readonly synchronisation: Synchronisation }
  | { readonly query: 'servicePlans'; readonly plans: readonly ServicePlan[] }
  /** Undefined: the tenant has no such registration of its own. */
  | { readonly query: 'registration'; readonly registration: Registration | undefined }
  | { readonly query: 'audits'; readonly trail: AuditTrail }
  | { readonly query: 'auditWindow'; readonly log: AuditLog };

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

/** A look at who would sign in, and at what is around: nothing of it is a token, a key or a secret. */
export interface Examination {
  /** How the environment says to sign in; nobody is asked. */
  readonly way: WayIn;
  /**
   * Signs in to a service and tells what the token says; undefined of a token that says nothing, such as that for a
   * practice tenant. Throws TenantryError where nobody is signed in.
   */
  identity(service: 'graph' | 'exchange'): Promise<Identity | undefined>;
  /** Whether each of the hosts answers. */
  reach(): Promise<readonly Reached[]>;
  /** The workflows of the repository in the working folder, and its name on GitHub where the remote tells. */
  checkout(): Promise<{ readonly repository?: string; readonly workflows: readonly Workflow[] }>;
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
  /** The parents of a commit of the repository in the working folder; of a merge the branch that was merged into first. */
  parentsOf(ref: string): Promise<readonly string[]>;
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
  /** Asks for a line of text, without the space around it; undefined where nobody can answer, or nobody does any more. */
  ask(question: string): Promise<string | undefined>;
  readonly colour: boolean;
  readonly columns: number;
}

/**
 * The repository on GitHub or GitHub Enterprise, as far as plans, approvals and drift need it. Commits are 40 hexadecimal
 * digits, instants ISO 8601. Every call throws TenantryError where GitHub refuses, with the permission that is missing.
 */
export interface Forge {
  /** `https://github.com/contoso/tenant`, for links. */
  readonly url: string;
  repository(): Promise<ForgeRepository>;

  pullRequest(number: number): Promise<PullRequest>;
  /** Open pull requests to a branch, the oldest first. */
  openPullRequests(base: string): Promise<readonly PullRequest[]>;
  /** Pull requests that these commits of a branch merged into it, in the order of the commits. */
  mergedBy(commits: readonly string[], base: string): Promise<readonly PullRequest[]>;
  /** The pull requests that ever came from a branch of this repository, and what each was for. */
  basesOf(branch: string): Promise<readonly PullRequestBase[]>;
  /** Paths that a pull request adds, changes or removes; of a renamed file both. */
  changedPaths(number: number): Promise<readonly string[]>;
  /** Commits that `head` has and `base` has not, the oldest first. */
  commitsBetween(base: string, head: string): Promise<readonly string[]>;
  /** The hash of a file's or folder's content at a commit, undefined where there is none. */
  hashAt(commit: string, path: string): Promise<string | undefined>;

  /** The comment of ours on a pull request or issue whose text holds the marker; somebody else's never counts. */
  findComment(number: number, marker: string): Promise<ForgeText | undefined>;
  /** Returns its id. */
  addComment(number: number, body: string): Promise<number>;
  editComment(id: number, body: string): Promise<void>;

  /** The issue of ours whose text holds the marker, the newest; open ones first. */
  findIssue(label: string, marker: string): Promise<ForgeIssue | undefined>;
  /** Returns its number. */
  openIssue(issue: {
    readonly title: string;
    readonly body: string;
    readonly label: string;
  }): Promise<number>;
  editIssue(
    number: number,
    edit: { readonly title?: string; readonly body?: string; readonly state?: 'open' | 'closed' },
  ): Promise<void>;

  /** Writes the verdict beside a commit. */
  writeCheck(check: Check): Promise<void>;

  /** The runs of a workflow (its file name), the newest first, at most 100. */
  runs(of: {
    readonly workflow: string;
    readonly commit?: string;
    readonly event?: string;
    readonly branch?: string;
  }): Promise<readonly WorkflowRun[]>;
  rerun(run: number): Promise<void>;
  /** Artifacts of this name that are still there, the newest first; of one run, or of the repository. */
  artifacts(name: string, run?: number): Promise<readonly Artifact[]>;
  /** Its files, by path. */
  download(artifact: number): Promise<ReadonlyMap<string, Uint8Array>>;

  /** The newest first, at most 100. Each costs a request of its own, so stop at the one that is looked for. */
  deployments(environment: string): AsyncIterable<Deployment>;
  /** Returns its id. */
  createDeployment(of: {
    readonly environment: string;
    readonly commit: string;
    readonly description: string;
  }): Promise<number>;
  setDeploymentState(
    id: number,
    state: { readonly state: DeploymentState; readonly description: string; readonly logUrl?: string },
  ): Promise<void>;

  /** The files of a branch, by path; undefined where there is no such branch. */
  readBranch(branch: string): Promise<ReadonlyMap<string, Uint8Array> | undefined>;
  /**
   * Makes a branch of ours point to one new commit with these files on top of `parent`; without a parent the files are all
   * that it holds, and it has no history.
   */
  writeBranch(to: {
    readonly branch: string;
    readonly parent?: string;
    readonly files: ReadonlyMap<string, Uint8Array>;
    readonly message: string;
  }): Promise<void>;
}

export interface ForgeRepository {
  /** `contoso/tenant`. */
  readonly name: string;
  readonly visibility: 'public' | 'internal' | 'private';
  readonly defaultBranch: string;
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
  /** Where it came from another repository, it is a fork's. */
  readonly fork: boolean;
  readonly head: { readonly commit: string; readonly branch: string };
  readonly base: { readonly commit: string; readonly branch: string };
  /** The commit that merged it, where it is merged. */
  readonly mergeCommit?: string;
  readonly mergedAt?: string;
}

export interface PullRequestBase {
  readonly number: number;
  /** The branch that it is for. */
  readonly base: string;
  /** Whether it was for another one before. */
  readonly retargeted: boolean;
}

export interface ForgeText {
  readonly id: number;
  readonly body: string;
}

export interface ForgeIssue {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly title: string;
  readonly body: string;
}

export interface Check {
  readonly name: string;
  readonly commit: string;
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'action_required';
  readonly title: string;
  /** Markdown, at most 65,535 bytes. */
  readonly summary: string;
  /** However many: GitHub takes 50 at a time. */
  readonly annotations: readonly Annotation[];
}

export interface WorkflowRun {
  readonly id: number;
  /** `.github/workflows/plan.yml`. */
  readonly path: string;
  readonly event: string;
  readonly commit: string;
  readonly branch: string;
  /** Absent while it runs. */
  readonly conclusion?: string;
  readonly createdAt: string;
  /** Whether its commit is that of another repository. */
  readonly fork: boolean;
  /** Numbers of the pull requests that its commit is the head of. */
  readonly pullRequests: readonly number[];
  readonly url: string;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly createdAt: string;
  /** The run that made it. */
  readonly run: number;
  readonly bytes: number;
}

export type DeploymentState = 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';

export interface Deployment {
  readonly id: number;
  readonly commit: string;
  readonly createdAt: string;
  /** The newest one; absent where there is none yet. */
  readonly state?: DeploymentState | 'queued' | 'pending';
  /** Whether it ever succeeded: the next success in the same environment makes it `inactive`. */
  readonly succeeded: boolean;
}

/** A certificate that is to be made, with a key of its own. */
export interface NewCertificate {
  readonly part: PublicCertificate['part'];
  /** The common name of its subject. */
  readonly name: string;
  readonly from: Date;
  readonly until: Date;
  /** Of the RSA key. */
  readonly bits: 2048 | 3072;
}

/** The certificates of a folder. Keys and passwords stay in its files and come out of none of these calls. */
export interface CertificateFolder {
  /** None where there is no such folder. Throws TenantryError where a file cannot be read. */
  list(folder: string): Promise<readonly PublicCertificate[]>;
  /** Makes key, certificate and their files, beside what is there. Throws TenantryError where they cannot be written. */
  make(folder: string, wish: NewCertificate): Promise<PublicCertificate>;
}

/** An application that is registered in the tenant. */
export interface RegisteredApplication {
  /** Its object id; `appId` is what it signs in with. */
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
}

/** Who else may act as an application, besides its certificates and federated credentials. */
export interface Holders {
  /** Its sign-in audience: `AzureADMyOrg` for this tenant alone. */
  readonly audience: string;
  /** Those who own it or its service principal, and so may add credentials; without whoever is signed in. */
  readonly owners: readonly string[];
  /** Client secrets, and certificates of the service principal. */
  readonly secrets: number;
}

export interface RegisteredCertificate {
  /** Hexadecimal digits in upper case. */
  readonly sha1: string;
  readonly until: Date;
}

/** What an application acts through, or what defines permissions. */
export interface ServicePrincipal {
  readonly id: string;
  /** Ids of the permissions that it defines, by value. */
  readonly roles: ReadonlyMap<string, string>;
}

/** Permissions of one resource by id, the resource by its application id. */
export interface RequestedRoles {
  readonly appId: string;
  readonly roleIds: readonly string[];
}

/**
 * What setup does in a tenant, and nothing else. Every call throws TenantryError: `setup-not-allowed` where whoever is
 * signed in may not do it, `setup-refused` where the service says no for another reason, `setup-lost` where nobody knows
 * whether it was done.
 */
export interface TenantSetup {
  /** Applications of exactly this name. */
  registrations(displayName: string): Promise<readonly RegisteredApplication[]>;
  /** For this tenant alone. */
  register(displayName: string): Promise<RegisteredApplication>;
  holders(application: string, principal: string | undefined): Promise<Holders>;
  certificates(application: string): Promise<readonly RegisteredCertificate[]>;
  /** Adds it to those that are there. */
  addCertificate(application: string, certificate: PublicCertificate): Promise<void>;
  /** Returns how many there were. */
  removeExpired(application: string, now: Date): Promise<number>;
  federations(application: string): Promise<readonly FederatedCredential[]>;
  addFederation(application: string, credential: FederatedCredential): Promise<void>;
  /** By the id of its application; undefined where there is none. */
  principal(appId: string): Promise<ServicePrincipal | undefined>;
  addPrincipal(appId: string): Promise<ServicePrincipal>;
  /** Notes in the registration what the application is to be allowed, beside what it has noted. */
  request(application: string, resources: readonly RequestedRoles[]): Promise<void>;
  /** Ids of the permissions that a principal has, by the id of the principal that defines them. */
  granted(principal: string): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** This is admin consent to one permission. */
  grant(principal: string, resource: string, role: string): Promise<void>;
  /** Ids of the directory roles that a principal has for the whole tenant. */
  directoryRoles(principal: string): Promise<ReadonlySet<string>>;
  giveDirectoryRole(principal: string, role: string): Promise<void>;
}
