import type { Cloud } from '../../core/desired/settings.ts';
import type { Terminal } from '../../ports.ts';

/** What init receives of the world. It asks no tenant for anything but its name. */
export interface InitWorld {
  /** What the user types to start the program. */
  readonly program: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** The folder that is to be a repository. */
  readonly folder: {
    read(path: string): Promise<Uint8Array | undefined>;
    create(path: string, bytes: Uint8Array): Promise<void>;
    change(path: string, was: Uint8Array, bytes: Uint8Array): Promise<void>;
  };
  /** A file of this package, by its path there. */
  readonly packaged: (path: string) => Promise<Uint8Array>;
  /** Where the folder stands in a Git repository; undefined where it is in none. */
  readonly git: { readonly below: string; readonly origin?: Origin } | undefined;
  /** The tenant that has a domain. Throws TenantryError where it cannot be found. */
  readonly findTenant: (domain: string, cloud: Cloud | undefined) => Promise<{ id: string; cloud: Cloud }>;
}

/** A repository on GitHub or GitHub Enterprise Server: its host, and `owner/name`. */
export interface Origin {
  readonly host: string;
  readonly name: string;
}

/** What the files of a new repository depend on. */
export interface Answers {
  readonly tenant: string;
  readonly cloud: Cloud;
  readonly exchange: 'auto' | 'never';
  /** User principal names or ids of accounts that nobody is to change without an override. */
  readonly breakGlass: readonly string[];
  readonly repository?: Origin;
  /** As CODEOWNERS has them: `@contoso/tenant-admins`. */
  readonly owners: readonly string[];
}
