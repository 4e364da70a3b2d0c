import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DoctorReport } from '../../src/core/doctor/report.ts';
import type { Need } from '../../src/core/permissions/needed.ts';
import type { Part } from '../../src/core/permissions/requirement.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { tenantTexts } from '../example/tenant-texts.ts';
import { signedInPractice, type SignedIn } from './support-signed-in.ts';

/**
 * The permissions that doctor names for the example are those with which it is planned and applied, on a tenant that lets
 * nobody do more than was granted: with exactly these it works, and each one that is taken away is missed by name.
 */
let tenant: SignedIn;
let needs: Readonly<Record<Part, readonly Need[]>>;

/** Everything that the example could take, so that all that hangs on the tenant is seen. */
const everything = [
  'Application.ReadWrite.All',
  'Application.Read.All',
  'AuditLog.Read.All',
  'Directory.Read.All',
  'Group.ReadWrite.All',
  'Organization.Read.All',
  'RoleManagement.ReadWrite.Directory',
  'User-LifeCycleInfo.ReadWrite.All',
  'User-OnPremisesSyncBehavior.ReadWrite.All',
  'User.ReadWrite.All',
  'Exchange.ManageAsApp',
  'Exchange Recipient Administrator',
];

const names = (part: Part): readonly string[] => needs[part].map(({ name }) => name);
const flat = (text: string): string => text.replace(/\s+/g, ' ');

async function doctor(part: Part): Promise<DoctorReport & { readonly exitCode: number }> {
  const { stdout, exitCode } = await tenant.doctor(tenantTexts, { as: part, json: true });
  return { ...(JSON.parse(stdout) as DoctorReport), exitCode };
}

/** What a command says, whether it ends by itself or with an error. */
async function said(
  run: () => Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number }>,
) {
  try {
    const { stdout, stderr, exitCode } = await run();
    return { text: flat(`${stdout} ${stderr}`), exitCode };
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return {
      text: error.problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' '),
      exitCode: 1,
    };
  }
}

beforeAll(async () => {
  tenant = await signedInPractice();
  tenant.grant(everything);
  const report = await doctor('writer');
  if (!report.needs) throw new Error('doctor tells no needs');
  needs = report.needs;
});
afterAll(() => tenant.close());

describe('with exactly what doctor names', () => {
  test('the example can be planned', async () => {
    tenant.grant(names('reader'));
    expect(await doctor('reader')).toMatchObject({ exitCode: 0 });
    expect(await said(() => tenant.show(tenantTexts))).toMatchObject({ exitCode: 0 });
  });

  test('and applied', async () => {
    tenant.grant(names('writer'));
    expect(await doctor('writer')).toMatchObject({ exitCode: 0 });
    const { text, exitCode } = await said(() => tenant.apply(tenantTexts));
    expect(text).toMatch(/(\d+) writes: \1 applied\./);
    expect(exitCode).toBe(0);
  });
});

// Tests are made before the needs are known; the last one holds the two lists together.
const reader = [
  'Application.Read.All',
  'Directory.Read.All',
  'Exchange.ManageAsApp',
  'RoleManagement.Read.Directory',
  'User-LifeCycleInfo.Read.All',
  'View-Only Recipients',
];
const writer = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Exchange Recipient Administrator',
  'Exchange.ManageAsApp',
  'Group.ReadWrite.All',
  'RoleManagement.ReadWrite.Directory',
  'User-LifeCycleInfo.ReadWrite.All',
  'User-OnPremisesSyncBehavior.ReadWrite.All',
  'User.ReadWrite.All',
];

test('these are what the example needs', () => {
  expect(names('reader').toSorted()).toEqual(reader);
  expect(names('writer').toSorted()).toEqual(writer);
});

describe.each([
  ['reader', reader],
  ['writer', writer],
] as const)('without one permission of the %s', (part, all) => {
  test.each(all)('%s', async (name) => {
    tenant.grant(all.filter((each) => each !== name));
    const { lines, exitCode } = await doctor(part);
    const recommended = needs[part].find((need) => need.name === name)?.level === 'recommended';
    const named = lines.filter(({ permission }) => permission === name);
    expect(named.map(({ verdict }) => verdict)).toEqual([recommended ? 'warning' : 'failure']);
    expect(exitCode).toBe(recommended ? 0 : 1);

    const ended = await said(() =>
      part === 'reader' ? tenant.show(tenantTexts) : tenant.apply(tenantTexts),
    );
    expect(ended.text).toContain(name);
    expect(ended.exitCode).not.toBe(0);
  });
});
