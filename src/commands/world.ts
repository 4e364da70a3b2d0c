import type { Cloud } from '../core/desired/settings.ts';
import type {
  CertificateFolder,
  Clock,
  Examination,
  Files,
  JournalFile,
  Lock,
  LockRequest,
  Reader,
  Sealing,
  TenantSetup,
  Terminal,
  Writer,
} from '../ports.ts';

/** Which tenant is meant, and through what door. */
export interface Target {
  readonly cloud: Cloud;
  readonly tenantId: string;
  /** A practice tenant on this machine instead of the service. */
  readonly endpoint?: string;
  /** Where to write every exchange, as HAR 1.2. */
  readonly trace?: string;
}

export interface Connection {
  readonly reader: Reader;
  /** The version root that is asked: `https://graph.microsoft.com/v1.0`, or that of a practice tenant. */
  readonly root: string;
  /** Writes the trace, if one was asked for. */
  close(): Promise<void>;
}

export interface WritingConnection extends Connection {
  readonly writer: Writer;
}

/** What every command receives. Nothing in it can write to a tenant. */
export interface World {
  readonly version: string;
  /** What the user types to start the program. */
  readonly program: string;
  readonly files: Files;
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** Aborts at the first interrupt. */
  readonly signal: AbortSignal;
  /** Whether nobody watches: a CI system set `CI`. */
  readonly unattended: boolean;
  connect(target: Target): Connection;
  readText(path: string): Promise<string>;
  /** The same, undefined where there is no such file. */
  findText(path: string): Promise<string | undefined>;
  readBytes(path: string): Promise<Uint8Array>;
  /** Writes a file for its owner only. */
  writeText(path: string, text: string): Promise<void>;
  /**
   * Writes files of the repository, all of them or none, with the folders that they need. Throws TenantryError where one
   * cannot be written.
   */
  writeFiles(files: ReadonlyMap<string, string>): Promise<void>;
  /** Paths of the journals in a folder, oldest first; none where there is no such folder. */
  listJournals(folder: string): Promise<readonly string[]>;
  /** For plan files, which hold personal data. */
  readonly sealing: Sealing;
}

/** What doctor receives besides. */
export interface ExaminingWorld extends World {
  examine(target: Target): Promise<Examination>;
  /** Of the program that runs this one: `24.18.0`. */
  readonly nodeVersion: string;
}

/** What apply receives besides. */
export interface WritingWorld extends World {
  connectForWriting(target: Target): WritingConnection;
  openJournal(path: string, options: { readonly append: boolean }): Promise<JournalFile>;
  /** Throws TenantryError where another process keeps the lock for longer than the request waits. */
  lock(request: LockRequest): Promise<Lock>;
}

export interface SetupConnection {
  readonly setup: TenantSetup;
  /** Writes the trace, if one was asked for. */
  close(): Promise<void>;
}

/** What setup receives besides; it can neither read people nor change them. */
export interface SetupWorld extends World {
  connectForSetup(target: Target): SetupConnection;
  readonly certificates: CertificateFolder;
  /** The world in which doctor signs in as this application with the key in this file. */
  signedInWith(certificate: { readonly clientId: string; readonly keyFile: string }): ExaminingWorld;
}

/** What the program itself has, to hand each command its part. */
export interface ProgramWorld extends WritingWorld, ExaminingWorld, SetupWorld {}
