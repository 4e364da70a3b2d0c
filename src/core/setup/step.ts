import type { Part } from '../permissions/requirement.ts';
import type { PublicCertificate } from './certificate.ts';
import type { DirectoryRole, ExchangeRole, ResourceRoles } from './grants.ts';

/** What Entra compares a token with, letter by letter. */
export interface FederatedCredential {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** What a step brings about, as data: every form in which it is shown, and the run itself, comes from this. */
export type Work =
  | { readonly work: 'application'; readonly displayName: string }
  | { readonly work: 'principal' }
  | { readonly work: 'certificate'; readonly certificate: PublicCertificate }
  | { readonly work: 'removeExpired' }
  | { readonly work: 'federation'; readonly credential: FederatedCredential }
  | {
      readonly work: 'permissions';
      readonly resources: readonly ResourceRoles[];
      /** What of the files takes each of them, by value. */
      readonly reasons: Readonly<Record<string, string>>;
    }
  | { readonly work: 'directoryRole'; readonly role: DirectoryRole }
  | { readonly work: 'exchangeRole'; readonly displayName: string; readonly role: ExchangeRole }
  | { readonly work: 'environment'; readonly environment: Environment }
  | { readonly work: 'signIn'; readonly keyFile: string }
  /** Without a key file it signs in by itself, in a job. */
  | { readonly work: 'doctor'; readonly keyFile?: string };

/** An environment of GitHub, who may use it, and which variables its jobs see. */
export interface Environment {
  readonly repository: string;
  readonly name: string;
  /** Patterns of branches whose jobs may use it. */
  readonly branches: readonly string[];
  readonly reviewers: 'none' | 'advised';
}

export interface Step {
  /** `reader/application`; unique. */
  readonly id: string;
  readonly part: Part;
  /** What, in a few words: `Register the application Tenantry reader`. */
  readonly title: string;
  readonly why: string;
  /** Who may do it: `a Privileged Role Administrator`. */
  readonly who: string;
  /** How to tell that it is done already. */
  readonly done: string;
  readonly work: Work;
}

/** Steps that are done in Entra, by requests to Microsoft Graph; the others are done by hand. */
export const isInGraph = ({ work: { work } }: Step): boolean =>
  !['exchangeRole', 'environment', 'signIn', 'doctor'].includes(work);
