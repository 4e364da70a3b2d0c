import type { Part } from '../permissions/requirement.ts';

/** A certificate that an application signs in with, as far as everybody may know it. */
export interface PublicCertificate {
  readonly part: Part;
  /** The file that is uploaded: the certificate without its key, in PEM. */
  readonly file: string;
  /** The file with the key as well, for `AZURE_CLIENT_CERTIFICATE_PATH`. */
  readonly keyFile: string;
  /** The certificate itself, DER in base64. */
  readonly der: string;
  /** Hexadecimal digits in upper case, as the Entra admin centre shows them. */
  readonly sha1: string;
  readonly subject: string;
  readonly from: Date;
  readonly until: Date;
}

export const isValid = ({ until }: Pick<PublicCertificate, 'until'>, now: Date): boolean => until > now;

/** The one to sign in with: of those that hold today the one that holds longest. */
export function current(
  certificates: readonly PublicCertificate[],
  now: Date,
): PublicCertificate | undefined {
  return certificates
    .filter((each) => isValid(each, now) && each.from <= now)
    .toSorted((a, b) => b.until.getTime() - a.until.getTime() || b.from.getTime() - a.from.getTime())[0];
}

const dayMs = 86_400_000;

/** Whole days until it ends, 0 on the last. */
export const daysLeft = ({ until }: Pick<PublicCertificate, 'until'>, now: Date): number =>
  Math.max(0, Math.floor((until.getTime() - now.getTime()) / dayMs));

/** So many days before its end a new one is due. */
export const renewalDays = 30;
