/** What a look at the surroundings shows. Instants are milliseconds since 1970. */

/** Who a token is for, and what it allows, as it says itself. */
export interface Identity {
  readonly kind: 'application' | 'person';
  /** The client id of the application, also of the one through which a person acts. */
  readonly application?: string;
  /** What it or they are called, where the token tells. */
  readonly name?: string;
  readonly tenantId?: string;
  /** Application permissions. */
  readonly permissions: readonly string[];
  /** Delegated permissions of a person's token. */
  readonly scopes: readonly string[];
  /** Template ids of directory roles. */
  readonly directoryRoles: readonly string[];
}

/** How the environment says to sign in. */
export interface WayIn {
  /** One sentence: `As application 7c1f3a52-…, with the secret in AZURE_CLIENT_SECRET.` */
  readonly text: string;
  /** Names of the variables that decided, and of those that are set and not used. */
  readonly because: readonly string[];
  readonly unused: readonly string[];
  readonly application?: string;
  /** Why it cannot be done, with the remedies. */
  readonly problems: readonly { readonly message: string; readonly remedy: string }[];
  readonly certificate?: Certificate;
  /** What the token says that is exchanged for one of Microsoft's. */
  readonly assertion?: Assertion;
}

export interface Certificate {
  /** Hexadecimal digits in upper case. */
  readonly sha1: string;
  readonly until: number;
}

export interface Assertion {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** How an application is registered in its tenant. */
export interface Registration {
  readonly displayName: string;
  readonly certificates: readonly {
    readonly name: string;
    /** Hexadecimal digits in upper case, where the service tells. */
    readonly sha1?: string;
    readonly until?: number;
  }[];
  readonly secrets: readonly { readonly name: string; readonly until?: number }[];
  /** Undefined where they could not be read. */
  readonly federated?: readonly {
    readonly name: string;
    readonly issuer: string;
    readonly subject: string;
    readonly audiences: readonly string[];
  }[];
}

export interface Synchronisation {
  /** Null: never. False: no longer. */
  readonly enabled: boolean | null;
  readonly lastSync?: string;
}

/** https://learn.microsoft.com/graph/api/resources/serviceplaninfo */
export interface ServicePlan {
  /** `AAD_PREMIUM`. */
  readonly name: string;
  /** Whether it can be used. */
  readonly usable: boolean;
  /** Bought and not suspended. */
  readonly units: number;
}

/** One host that the program talks to. */
export interface Reached {
  readonly host: string;
  /** What is there, in a word or two: `sign-in`. */
  readonly what: string;
  /** Of the service and of this machine when it answered. */
  readonly clock?: { readonly theirs: number; readonly ours: number };
  /** Why it did not answer. */
  readonly problem?: { readonly message: string; readonly remedy: string };
}

export interface Workflow {
  /** `.github/workflows/plan.yml`. */
  readonly path: string;
  readonly text: string;
}
