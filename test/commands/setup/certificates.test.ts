import { describe, expect, test } from 'vitest';
import { certificateFor } from '../../../src/commands/setup/certificates.ts';
import type { PublicCertificate } from '../../../src/core/setup/certificate.ts';
import type { CertificateFolder, NewCertificate } from '../../../src/ports.ts';
import { problemOf } from '../../adapters/problem-of.ts';
import { certificate } from '../../core/setup/wishes.ts';

const now = new Date('2026-11-22T08:00:00.500Z');
const holds = (file: string, from: string, until: string): PublicCertificate => ({
  ...certificate('reader'),
  file,
  from: new Date(from),
  until: new Date(until),
});

/** A folder with these in it, what was asked of it, and what was said. */
async function tried(
  there: readonly PublicCertificate[],
  more: { readonly rotate?: boolean; readonly days?: number } = {},
) {
  const made: NewCertificate[] = [];
  const said: string[] = [];
  const certificates: CertificateFolder = {
    list: async () => [...there, { ...certificate('writer'), file: 'writer.cer' }],
    make: async (_, wish) => {
      made.push(wish);
      return { ...certificate('reader'), file: 'new.cer', until: wish.until };
    },
  };
  const terminal = {
    print: () => {},
    say: (text: string) => void said.push(text),
    progress: () => {},
    confirm: async () => undefined,
    ask: () => Promise.resolve(undefined),
    colour: false,
    columns: 80,
  };
  const clock = { now: () => now, sleep: async () => {} };
  const options = { folder: 'keys', days: 365, bits: 2048, rotate: false, ...more } as const;
  const chosen = await certificateFor('reader', 'Tenantry reader', options, {
    certificates,
    terminal,
    clock,
  });
  return { chosen: chosen.file, made, said };
}

const old = holds('old.cer', '2026-01-01', '2027-06-01');
const ending = holds('ending.cer', '2026-01-01', '2026-12-01');
const expired = holds('expired.cer', '2025-01-01', '2026-01-01');

describe('the certificate of an application', () => {
  test('is made where there is none, and holds from a little before now', async () => {
    const { chosen, made } = await tried([], { days: 90 });
    expect(chosen).toBe('new.cer');
    expect(made).toEqual([
      {
        part: 'reader',
        name: 'Tenantry reader',
        from: new Date('2026-11-22T07:55:00Z'),
        until: new Date('2027-02-20T07:55:00Z'),
        bits: 2048,
      },
    ]);
  });
  test('is the one that is there', async () => {
    expect(await tried([expired, old])).toEqual({ chosen: 'old.cer', made: [], said: [] });
  });
  test('that ends soon is used, and it is said', async () => {
    const { chosen, said } = await tried([ending]);
    expect(chosen).toBe('ending.cer');
    expect(said).toEqual([
      'ending.cer ends in 8 days, on 2026-12-01. Run setup with --rotate to have a new one beside it.',
    ]);
  });
  test('is made anew on demand, and the old one may go later', async () => {
    const { chosen, said } = await tried([old], { rotate: true });
    expect(chosen).toBe('new.cer');
    expect(said[1]).toContain('The one before, old.cer');
    expect(said[1]).toContain('holds until 2027-06-01. It stays registered, so nothing stops now.');
  });
  test('that has expired is not replaced without being asked', async () => {
    const { message, remedy } = await problemOf(() => tried([expired]));
    expect(message).toBe('expired.cer expired on 2026-01-01, and there is no newer one.');
    expect(remedy).toContain('--rotate');
    expect((await tried([expired], { rotate: true })).chosen).toBe('new.cer');
  });
});
