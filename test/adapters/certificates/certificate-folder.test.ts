import { execFileSync } from 'node:child_process';
import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificateFolder } from '../../../src/adapters/certificates/certificate-folder.ts';
import { readCertificate } from '../../../src/adapters/sign-in/certificate.ts';
import { temporary } from '../../support/cli.ts';
import { noteSecretFiles } from '../../support/secret-files.ts';
import { problemOf } from '../problem-of.ts';

const from = new Date('2026-11-22T08:00:00Z');
const until = new Date('2027-11-22T08:00:00Z');
const wish = { part: 'reader', name: 'Tenantry reader', from, until, bits: 2048 } as const;

let folder: string;
beforeEach(() => {
  folder = join(temporary(), 'keys');
});
afterEach(() => {
  if (existsSync(folder) && statSync(folder).isDirectory()) noteSecretFiles(folder);
});
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const mode = (name: string): number => statSync(join(folder, name)).mode & 0o777;

describe('a new certificate', () => {
  test.each([2048, 3072] as const)(
    'with %i bits is what sign-in reads, from PEM and from PFX',
    async (bits) => {
      const made = await certificateFolder({}).make(folder, { ...wish, bits });
      const stem = 'tenantry-reader-2026-11-22';
      expect(readdirSync(folder).toSorted()).toEqual([
        '.gitignore',
        `${stem}.cer`,
        `${stem}.pem`,
        `${stem}.pfx`,
        `${stem}.pfx-password.txt`,
      ]);
      const certificate = new X509Certificate(text(`${stem}.cer`));
      expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(bits);
      expect(certificate.verify(certificate.publicKey)).toBe(true);
      expect(made).toEqual({
        part: 'reader',
        file: join(folder, `${stem}.cer`),
        keyFile: join(folder, `${stem}.pem`),
        der: certificate.raw.toString('base64'),
        sha1: certificate.fingerprint.replaceAll(':', ''),
        subject: 'CN=Tenantry reader',
        from,
        until,
      });
      const password = text(`${stem}.pfx-password.txt`).trim();
      const now = new Date('2027-01-01T00:00:00Z');
      const pem = await readCertificate({}, join(folder, `${stem}.pem`), now);
      const pfx = await readCertificate(
        { AZURE_CLIENT_CERTIFICATE_PASSWORD: password },
        join(folder, `${stem}.pfx`),
        now,
      );
      for (const { pem: both, facts } of [pem, pfx]) {
        expect(facts.sha1).toBe(made.sha1);
        const signature = sign('sha256', Buffer.from('hello'), createPrivateKey(both));
        expect(verify('sha256', Buffer.from('hello'), certificate.publicKey, signature)).toBe(true);
      }
      const wrong = await problemOf(() =>
        readCertificate(
          { AZURE_CLIENT_CERTIFICATE_PASSWORD: `${password}x` },
          join(folder, `${stem}.pfx`),
          now,
        ),
      );
      expect(wrong.message).toContain('cannot be opened with the password');
    },
  );

  test('keeps what is secret for its owner, and out of Git', async () => {
    await certificateFolder({}).make(folder, wish);
    const stem = 'tenantry-reader-2026-11-22';
    expect([`${stem}.pem`, `${stem}.pfx`, `${stem}.pfx-password.txt`].map(mode)).toEqual([
      0o600, 0o600, 0o600,
    ]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(text(`${stem}.cer`)).not.toContain('PRIVATE');
    expect(text('.gitignore')).toBe('*\n');
  });

  test('takes the password of the environment, and writes none', async () => {
    await certificateFolder({ TENANTRY_PFX_PASSWORD: 'pass of "my" own, $1' }).make(folder, wish);
    expect(existsSync(join(folder, 'tenantry-reader-2026-11-22.pfx-password.txt'))).toBe(false);
    const read = await readCertificate(
      { AZURE_CLIENT_CERTIFICATE_PASSWORD: 'pass of "my" own, $1' },
      join(folder, 'tenantry-reader-2026-11-22.pfx'),
      from,
    );
    expect(read.pem).toContain('PRIVATE KEY');
  });

  test('stands beside those that are there, which stay as they are', async () => {
    const certificates = certificateFolder({});
    const first = await certificates.make(folder, wish);
    const bytes = text('tenantry-reader-2026-11-22.pem');
    const second = await certificates.make(folder, wish);
    await certificates.make(folder, { ...wish, part: 'writer', name: 'Tenantry writer' });
    expect(text('tenantry-reader-2026-11-22.pem')).toBe(bytes);
    expect(second.file).toBe(join(folder, 'tenantry-reader-2026-11-22-2.cer'));
    const all = await certificates.list(folder);
    expect(all.map(({ part, sha1 }) => [part, sha1])).toEqual([
      ['reader', second.sha1],
      ['reader', first.sha1],
      ['writer', all[2]?.sha1],
    ]);
  });

  test('has names with any letters', async () => {
    const { subject } = await certificateFolder({}).make(folder, { ...wish, name: 'Größe, 大 = 1' });
    expect(subject).toContain('Größe');
    expect(subject).toContain('大');
  });
});

describe('what cannot be done is said', () => {
  test('a password with letters that programs read in different ways, which is not repeated', async () => {
    const certificates = certificateFolder({ TENANTRY_PFX_PASSWORD: 'pässword' });
    const { message } = await problemOf(() => certificates.make(folder, wish));
    expect(message).toContain('TENANTRY_PFX_PASSWORD');
    expect(message).not.toContain('pässword');
    expect(existsSync(folder)).toBe(false);
  });
  test('a folder that is none', async () => {
    writeFileSync(folder, '');
    const { message } = await problemOf(() => certificateFolder({}).make(folder, wish));
    expect(message).toContain(`${folder} cannot be made`);
  });
  test('a file that is no certificate', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'tenantry-reader-2026-01-01.cer'), 'nothing');
    const { message } = await problemOf(() => certificateFolder({}).list(folder));
    expect(message).toContain('tenantry-reader-2026-01-01.cer holds no certificate.');
  });
  test.skipIf(process.getuid?.() === 0)('a folder that may not be written to', async () => {
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    const { message } = await problemOf(() => certificateFolder({}).make(folder, wish));
    expect(message).toContain('you have no right to do so');
  });
  test('other files are left alone, and a folder that is not there is empty', async () => {
    expect(await certificateFolder({}).list(folder)).toEqual([]);
    mkdirSync(folder);
    writeFileSync(join(folder, 'notes.cer'), 'mine');
    expect(await certificateFolder({}).list(folder)).toEqual([]);
  });
});

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['--git-dir', join(folder, '../git'), '--work-tree', '.', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

const added = (): readonly string[] => {
  git('init', '--quiet');
  return git('ls-files', '--others', '--exclude-standard').trim().split('\n').toSorted();
};

describe('Git leaves keys and passwords alone', () => {
  const certificate = 'tenantry-reader-2026-11-22.cer';

  test('in a folder of their own, with all that is in it', async () => {
    await certificateFolder({}).make(folder, wish);
    expect(added()).toEqual(['']);
  });
  test('and nothing else, where the folder has something in it', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'README.md'), '');
    await certificateFolder({}).make(folder, wish);
    expect(added()).toEqual(['.gitignore', 'README.md', certificate]);
  });
  test.each(['node_modules/', '*.pem\n', '*.pem\r\n!tenantry-*.pem\r\n', ''])(
    'where a .gitignore says %j, which stays',
    async (before) => {
      mkdirSync(folder);
      writeFileSync(join(folder, '.gitignore'), before);
      await certificateFolder({}).make(folder, wish);
      expect(text('.gitignore').startsWith(before)).toBe(true);
      const once = text('.gitignore');
      await certificateFolder({}).make(folder, wish);
      expect(text('.gitignore')).toBe(once);
      expect(added()).toEqual(['.gitignore', 'tenantry-reader-2026-11-22-2.cer', certificate]);
    },
  );
});
