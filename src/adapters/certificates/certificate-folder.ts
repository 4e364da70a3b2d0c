import { X509Certificate } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TenantryError } from '../../core/problem.ts';
import type { PublicCertificate } from '../../core/setup/certificate.ts';
import type { CertificateFolder, NewCertificate } from '../../ports.ts';
import { reason } from '../sign-in/token-file.ts';
import { makeCertificate, newPassword } from './make-certificate.ts';

/** Opens the PFX files that are made from now on, where it is set. */
export const passwordName = 'TENANTRY_PFX_PASSWORD';

/** `tenantry-reader-2026-11-22.cer`, and with a number where the day has several. */
const fileName = /^tenantry-(reader|writer)-(\d{4}-\d\d-\d\d)(?:-\d+)?\.cer$/;

/**
 * Certificates as files: `.cer` for everybody, and for the owner alone `.pem` and `.pfx` with the key and a file with the
 * password of the PFX, unless the environment has one. Nothing that is there is written over.
 */
export function certificateFolder(
  environment: Readonly<Record<string, string | undefined>>,
): CertificateFolder {
  return {
    async list(folder) {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw problem(folder, 'read', error);
      });
      const found: PublicCertificate[] = [];
      for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) {
        const part = fileName.exec(name)?.[1];
        if (part === 'reader' || part === 'writer') found.push(await read(folder, name, part));
      }
      return found;
    },
    make: async (folder, wish) => await make(folder, wish, passwordIn(environment)),
  };
}

/** Programs do not agree on what other characters are in the password of a PFX. */
function passwordIn(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const password = environment[passwordName] || undefined;
  if (password === undefined || /^[ -~]+$/.test(password)) return password;
  throw new TenantryError({
    id: 'setup-certificate',
    message: `The password in ${passwordName} has characters that not every program takes in the password of a PFX file.`,
    remedy:
      'Take one of letters without accents, digits and punctuation; or unset it, and one is made for you.',
  });
}

async function read(
  folder: string,
  name: string,
  part: PublicCertificate['part'],
): Promise<PublicCertificate> {
  const file = join(folder, name);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw problem(file, 'read', error);
  });
  try {
    const certificate = new X509Certificate(text);
    return {
      part,
      file,
      keyFile: file.replace(/\.cer$/, '.pem'),
      der: certificate.raw.toString('base64'),
      sha1: certificate.fingerprint.replaceAll(':', ''),
      subject: certificate.subject,
      from: certificate.validFromDate,
      until: certificate.validToDate,
    };
  } catch {
    throw new TenantryError({
      id: 'setup-certificate',
      message: `${file} holds no certificate.`,
      remedy: 'Take the file away, with the .pem and .pfx of the same name, and run setup again.',
    });
  }
}

async function make(
  folder: string,
  wish: NewCertificate,
  password: string | undefined,
): Promise<PublicCertificate> {
  // For its owner alone.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw problem(folder, 'made', error);
  });
  const { part, name, from, until, bits } = wish;
  const stem = await freeName(folder, `tenantry-${part}-${from.toISOString().slice(0, 10)}`);
  const secret = password ?? newPassword();
  const made = await makeCertificate({ name, from, until, bits, password: secret });
  const files: readonly (readonly [string, string | Uint8Array, number])[] = [
    [`${stem}.pem`, made.both, 0o600],
    [`${stem}.pfx`, made.pfx, 0o600],
    ...(password === undefined ? [[`${stem}.pfx-password.txt`, `${secret}\n`, 0o600] as const] : []),
    // Last, since it is what the others are found by.
    [`${stem}.cer`, made.certificate, 0o644],
  ];
  await keepFromGit(folder);
  await writeAll(folder, files);
  return await read(folder, `${stem}.cer`, part);
}

const secretFiles = ['tenantry-*.pem', 'tenantry-*.pfx', 'tenantry-*.pfx-password.txt'];

/**
 * Git is to leave keys and passwords alone, whatever else it leaves alone in the folder, which may be the top of a
 * repository. What a `.gitignore` says stays; the last line of it that fits a file counts
 * (https://git-scm.com/docs/gitignore).
 */
async function keepFromGit(folder: string): Promise<void> {
  const path = join(folder, '.gitignore');
  try {
    const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (before === undefined) {
      const isEmpty = (await readdir(folder)).length === 0;
      await writeFile(path, isEmpty ? '*\n' : `${secretFiles.join('\n')}\n`, { flag: 'wx' });
      return;
    }
    const lines = before.split(/\r?\n/);
    if (lines.includes('*') || secretFiles.every((each) => lines.includes(each))) return;
    const gap = before === '' || before.endsWith('\n') ? '' : '\n';
    await appendFile(path, `${gap}${secretFiles.join('\n')}\n`);
  } catch (error) {
    throw problem(path, 'written', error);
  }
}

/** All of them or none. */
async function writeAll(
  folder: string,
  files: readonly (readonly [string, string | Uint8Array, number])[],
): Promise<void> {
  const written: string[] = [];
  for (const [name, content, mode] of files) {
    const path = join(folder, name);
    try {
      await writeFile(path, content, { flag: 'wx', mode });
      written.push(path);
    } catch (error) {
      await Promise.all(written.map((each) => rm(each, { force: true })));
      throw problem(path, 'written', error);
    }
  }
}

async function freeName(folder: string, wanted: string): Promise<string> {
  const taken = new Set(
    (await readdir(folder)).map((name) => name.replace(/\.(?:cer|pem|pfx|pfx-password\.txt)$/, '')),
  );
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(name)) return name;
  }
}

function problem(path: string, what: string, error: unknown): TenantryError {
  const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  return new TenantryError({
    id: 'setup-certificate',
    message: `${path} cannot be ${what}: ${exists ? 'it is there already' : reason(error)}.`,
    remedy: 'Name another folder with --certificate-dir, or mend the rights of this one.',
  });
}
