import type { Cloud } from '../desired/settings.ts';
import type { Need } from '../permissions/needed.ts';
import type { Part } from '../permissions/requirement.ts';
import type { PublicCertificate } from './certificate.ts';

/**
 * How rights in Exchange Online are given.
 * `standard`: the reader gets View-Only Recipients within Exchange, the writer the directory role Exchange Recipient Administrator;
 * `directory`: both get directory roles, so that nothing is done within Exchange;
 * `custom`: both get roles within Exchange, the writer one that can set the fifteen attributes and nothing else.
 */
export type ExchangeRoles = 'standard' | 'directory' | 'custom';

/** The repository whose jobs are to sign in without anything secret. */
export interface Repository {
  /** `contoso/tenant`. */
  readonly name: string;
  /** What the subjects of its tokens begin with: `repo:contoso/tenant`, or with the ids of owner and repository. */
  readonly prefix: string;
  readonly issuer: string;
}

/** One of the two applications. */
export interface Identity {
  readonly part: Part;
  readonly displayName: string;
  /** The environment of GitHub whose jobs sign in as it. */
  readonly environment: string;
  readonly needs: readonly Need[];
  readonly certificate?: PublicCertificate;
}

/** All that setup is to bring about. */
export interface SetupWish {
  readonly tenantId: string;
  readonly cloud: Cloud;
  readonly identities: readonly Identity[];
  readonly exchangeRoles: ExchangeRoles;
  readonly repository?: Repository;
  readonly removeExpired: boolean;
}
