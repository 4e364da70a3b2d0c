import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { TenantryError } from '../../src/core/problem.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { id } from '../support/tenant.ts';
import { everything, files, state } from './support-everything.ts';
import { practise, type Applied, type Practice, type Texts } from './support-practice.ts';

/** `docs/faults.json`: what becomes of an apply where something goes wrong, by fault and phase. */
interface Table {
  readonly phases: Readonly<Record<string, string>>;
  readonly outcomes: Readonly<Record<Outcome, { readonly words: string; readonly exit: number }>>;
  readonly faults: Readonly<
    Record<
      string,
      {
        readonly usual: Outcome;
        readonly except?: Readonly<Record<string, Outcome>>;
        readonly message?: string;
      }
    >
  >;
}
type Outcome = 'done' | 'failed' | 'error' | 'stopped' | '-';
const table = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/faults.json'), 'utf8')) as Table;

/** The request that a phase is tried on: `item` in a batch, and how its answer would look. */
interface Target {
  readonly fault: Fault;
  /** What the journal calls the operation; absent where it is no write. */
  readonly operation?: string;
}
const wire = 'extension_00112233445566778899aabbccddeeff_grade';
const targets: Readonly<Record<string, Target>> = {
  reading: { fault: { method: 'GET', path: '^/users\\?' } },
  're-reading': {
    fault: { method: 'GET', path: `^/users/${id(1)}\\?`, item: true },
    operation: `user:${id(1)} profile`,
  },
  definitions: {
    fault: { method: 'POST', path: '/extensionProperties', item: true },
    operation: `directoryExtension:${wire} create`,
  },
  pauses: {
    fault: { method: 'PATCH', path: `^/groups/${id(53)}`, item: true },
    operation: `group:${id(53)} make assigned`,
  },
  creations: {
    fault: { method: 'PATCH', path: '^/groups\\(uniqueName', item: true },
    operation: 'group:made create',
  },
  attributes: {
    fault: { method: 'POST', path: `^/users/${id(4)}/extensions`, item: true },
    operation: `user:${id(4)} openExtensions.com.contoso.y`,
  },
  referencesAdded: {
    fault: { method: 'PUT', path: `^/users/${id(2)}/manager`, item: true },
    operation: `user:${id(2)} manager`,
  },
  rules: {
    fault: { method: 'PATCH', path: `^/groups/${id(52)}`, item: true },
    operation: `group:${id(52)} make dynamic`,
  },
  referencesRemoved: {
    fault: { method: 'DELETE', path: `^/groups/${id(53)}/owners/${id(1)}`, item: true },
    operation: `group:${id(53)} remove owner ${id(1)}`,
  },
  deletions: {
    fault: { method: 'DELETE', path: `^/groups/${id(54)}`, item: true },
    operation: `group:${id(54)} delete`,
  },
  resumes: {
    // After its pause, its description and its rule.
    fault: { method: 'PATCH', path: `^/groups/${id(51)}`, item: true, skip: 3 },
    operation: `group:${id(51)} resume for transition`,
  },
  verifying: {
    // The second time that these are asked for.
    fault: {
      method: 'GET',
      path: `^/users/${id(2)}\\?\\$select=onPremisesExtensionAttributes`,
      item: true,
      skip: 1,
    },
    operation: `user:${id(2)} extensionAttributes`,
  },
  'exchange re-reading': {
    // The plan has read the recipient before.
    fault: { cmdlet: 'Get-Mailbox', identity: id(3), item: true, skip: 1 },
    operation: `user:${id(3)} extensionAttributes`,
  },
  exchange: { fault: { cmdlet: 'Set-Mailbox', item: true }, operation: `user:${id(3)} extensionAttributes` },
};

/** What goes wrong, added to the requests of a target. */
const strikes: Readonly<Record<string, Fault>> = {
  '429 to a whole request': { status: 429, retryAfter: 3, times: 1 },
  '429 to one item': { status: 429, retryAfter: 3, times: 1 },
  '503 without JSON': {
    status: 503,
    body: '<html>Service Unavailable</html>',
    contentType: 'text/html',
    times: 1,
  },
  '401 in the middle, as the token expires': { status: 401, code: 'InvalidAuthenticationToken', times: 1 },
  '409, the tenant is busy with another write': {
    status: 409,
    code: 'Directory_ConcurrencyViolation',
    times: 1,
  },
  'connection lost before it is done': { drop: 'before', times: 1 },
  'connection lost after it is done': { drop: 'after', times: 1 },
  'an answer that is slow': { delayMs: 300, times: 1 },
  'an answer that is cut short': { truncate: true, times: 1 },
  'an answer that is HTML': { status: 200, body: '<html>Sign in</html>', contentType: 'text/html', times: 1 },
  'a permission that is missing': {
    status: 403,
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  },
};
/** These strike the request that carries the item: an item has neither a connection nor a length of its own. */
const ofWhole = new Set([
  '429 to a whole request',
  '503 without JSON',
  '401 in the middle, as the token expires',
  'connection lost before it is done',
  'connection lost after it is done',
  'an answer that is cut short',
  'an answer that is HTML',
]);

const cells = Object.entries(table.faults).flatMap(([fault, { usual, except = {}, message = '' }]) =>
  Object.keys(table.phases).map((phase) => ({ fault, phase, outcome: except[phase] ?? usual, message })),
);

let practice: Practice;
afterEach(() => practice.close());

/** How many requests of the kind come before the one that carries the target, in an undisturbed run. */
const carriers = new Map<string, { readonly path: string; readonly skip: number }>();
async function carrierOf(phase: string): Promise<{ readonly path: string; readonly skip: number }> {
  const known = carriers.get(phase);
  if (known) return known;
  practice = await practise({ state, throttling: false });
  await practice.apply(everything);
  const { requests } = practice.emulator.requests();
  await practice.close();
  const fault = targets[phase]?.fault ?? {};
  const item = requests.findLast(
    ({ method, path, query, cmdlet, batch }) =>
      (fault.method === undefined || fault.method === method) &&
      (fault.cmdlet === undefined || fault.cmdlet === cmdlet) &&
      (fault.path === undefined ||
        new RegExp(fault.path).test(`${path}${query === '' ? '' : `?${query}`}`)) &&
      (fault.item === undefined || batch !== null),
  );
  const whole = requests.find(({ sequence }) => sequence === (item?.batch ?? item?.sequence));
  if (!whole) throw new Error(`nothing is sent in the phase ${phase}`);
  const alike = requests.filter(
    ({ path, batch, sequence }) => batch === null && path === whole.path && sequence < whole.sequence,
  );
  const found = { path: whole.path, skip: alike.length };
  carriers.set(phase, found);
  return found;
}

async function strike(fault: string, phase: string): Promise<void> {
  const what = strikes[fault];
  const target = targets[phase];
  if (!what || !target) return;
  if (!ofWhole.has(fault) || phase === 'reading') {
    practice.emulator.addFault({ ...target.fault, ...what });
    return;
  }
  const { path, skip } = await (async () => carriers.get(phase) ?? { path: '', skip: 0 })();
  const escaped = path.replaceAll(/[$.()]/g, '\\$&');
  practice.emulator.addFault({ ...what, item: false, path: `^${escaped}`, skip });
}

/** Applies; an error of ours counts as exit code 1 with its message. */
async function applied(texts: Texts): Promise<Pick<Applied, 'exitCode' | 'report'> & { said: string }> {
  try {
    const { exitCode, report, stdout } = await practice.apply(texts);
    return { exitCode, said: stdout, ...(report ? { report } : {}) };
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return { exitCode: 1, said: error.problems.map(({ message, remedy }) => `${message} ${remedy}`).join() };
  }
}

const settled = (): unknown => {
  practice.emulator.settle({ all: true });
  const { auditLogs: _, membershipEvents: __, ...rest } = practice.emulator.state();
  const made = rest.groups.find(({ uniqueName }) => uniqueName === 'made')?.id ?? '-';
  const schema = JSON.stringify(rest.schemaExtensions[0]?.['id'] ?? '-').replaceAll('"', '');
  const property = JSON.stringify(rest.extensionProperties[0]?.['id'] ?? '-').replaceAll('"', '');
  const text = JSON.stringify(
    { ...rest, deletedItems: rest.deletedItems.map(({ id: who }) => who) },
    (name, value: unknown) => (name.endsWith('DateTime') ? undefined : value),
  );
  return JSON.parse(
    text.replaceAll(made, 'MADE').replaceAll(schema, 'SCHEMA').replaceAll(property, 'PROPERTY'),
  ) as unknown;
};

let goal: unknown;
async function goalOf(): Promise<unknown> {
  if (goal !== undefined) return goal;
  practice = await practise({ state, throttling: false });
  expect((await practice.apply(everything)).exitCode).toBe(0);
  goal = settled();
  await practice.close();
  return goal;
}

describe('whatever goes wrong', () => {
  const network = cells.filter(({ fault, outcome }) => outcome !== '-' && fault in strikes);
  test.each(network)('$fault, $phase: $outcome', async ({ fault, phase, outcome, message }) => {
    const asDeclared = await goalOf();
    if (ofWhole.has(fault) && phase !== 'reading') await carrierOf(phase);
    practice = await practise({ state, throttling: false });
    await strike(fault, phase);
    const { exitCode, report, said } = await applied(everything);
    expect({ exitCode, said: exitCode === 0 ? '' : said }).toMatchObject({
      exitCode: table.outcomes[outcome].exit,
    });
    const failed = (report?.operations ?? []).filter(({ outcome: each }) => each !== 'applied');
    const mine = targets[phase]?.operation;
    const keys = failed.map(({ operation }) => operation.key);
    expect(keys.includes(mine ?? '')).toBe(outcome === 'failed');
    expect(outcome === 'done' ? message : said).toMatch(new RegExp(message));
    // Nothing is lost and nothing invented: what did not fail is there, and a run without the fault finishes the rest.
    practice.emulator.clearFaults();
    const rest = outcome === 'done' ? undefined : await applied(everything);
    expect(rest?.exitCode ?? 0).toBe(0);
    expect(settled()).toEqual(asDeclared);
  });
});

describe('a disk that is full, for the journal', () => {
  const rows = cells.filter(({ fault, outcome }) => !(fault in strikes) && outcome !== '-');
  test.each(rows)('$phase: $outcome', async ({ phase, outcome, message }) => {
    const asDeclared = await goalOf();
    const mine = targets[phase]?.operation ?? '';
    practice = await practise({ state, throttling: false });
    practice.fillDisk((line) => line.startsWith('{"record":"intent"') && line.includes(JSON.stringify(mine)));
    const { exitCode, said } = await applied(everything);
    expect([exitCode, said]).toEqual([table.outcomes[outcome].exit, expect.stringMatching(message)]);
    const { fault } = targets[phase] ?? { fault: {} };
    const sent = practice.emulator
      .requests()
      .requests.filter(
        ({ method, path, cmdlet }) =>
          (fault.cmdlet === undefined ? method === fault.method : cmdlet === fault.cmdlet) &&
          new RegExp(fault.path ?? '').test(path),
      );
    expect(sent.slice(fault.skip ?? 0)).toEqual([]);
    practice.fillDisk();
    expect((await applied(everything)).exitCode).toBe(0);
    expect(settled()).toEqual(asDeclared);
  });
});

test('every fault of the table is tried, in every phase of it', () => {
  expect(Object.keys(targets)).toEqual(Object.keys(table.phases));
  const known = [...Object.keys(strikes), 'a disk that is full, for the journal'];
  expect(Object.keys(table.faults)).toEqual(known);
  expect(files()['tenant.yaml']).toContain('guards:');
});
