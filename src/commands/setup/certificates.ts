import type { Part } from '../../core/permissions/requirement.ts';
import { TenantryError } from '../../core/problem.ts';
import { current, daysLeft, renewalDays, type PublicCertificate } from '../../core/setup/certificate.ts';
import type { SetupWorld } from '../world.ts';

export interface CertificateOptions {
  readonly folder: string;
  readonly days: number;
  readonly bits: 2048 | 3072;
  readonly rotate: boolean;
}

const dayMs = 86_400_000;

/**
 * The certificate with which an application is to sign in: the one of the folder that holds longest, or a new one where
 * there is none or `rotate` asks for it. Says what was made, what ends soon and what may go. Throws TenantryError where
 * all of them have expired.
 */
export async function certificateFor(
  part: Part,
  displayName: string,
  { folder, days, bits, rotate }: CertificateOptions,
  { certificates, clock, terminal }: Pick<SetupWorld, 'certificates' | 'clock' | 'terminal'>,
): Promise<PublicCertificate> {
  const now = clock.now();
  const all = (await certificates.list(folder)).filter((each) => each.part === part);
  const old = current(all, now);
  if (old && !rotate) {
    if (daysLeft(old, now) <= renewalDays)
      terminal.say(
        `${old.file} ends in ${daysLeft(old, now)} days, on ${day(old.until)}. Run setup with --rotate to have a new one beside it.`,
      );
    return old;
  }
  const [last] = all.toSorted((a, b) => b.until.getTime() - a.until.getTime());
  if (!old && last && !rotate) throw expired(last);
  // Clocks differ: what holds from this second on is refused by whoever is a second behind.
  const from = new Date(Math.floor(now.getTime() / 1000) * 1000 - 300_000);
  const until = new Date(from.getTime() + days * dayMs);
  const made = await certificates.make(folder, { part, name: displayName, from, until, bits });
  terminal.say(`Made ${made.file} (valid until ${day(until)}), with the key in ${made.keyFile} and a .pfx.`);
  if (old)
    terminal.say(
      `The one before, ${old.file} (SHA-1 ${old.sha1}), holds until ${day(old.until)}. It stays registered, so nothing stops now. Once everything that signs in as ${displayName} has the new file, delete it under Certificates & secrets, and its files.`,
    );
  return made;
}

function expired({ file, until }: PublicCertificate): TenantryError {
  return new TenantryError({
    id: 'setup-certificate',
    message: `${file} expired on ${day(until)}, and there is no newer one.`,
    remedy: 'Run setup with --rotate to make one; --remove-expired takes the old one out of the application.',
  });
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
