import { expect } from 'vitest';
import { systemClock } from '../../src/adapters/clock/clock.ts';
import { planSealing } from '../../src/adapters/sealing/plan-sealing.ts';
import { identityOf } from '../../src/adapters/sign-in/identity.ts';
import type { Tokens } from '../../src/adapters/sign-in/sign-in.ts';
import { connectTenant } from '../../src/adapters/tenant/connect-tenant.ts';
import { apply } from '../../src/apply/apply.ts';
import { parseJournal } from '../../src/apply/journal.ts';
import { report, type Report } from '../../src/apply/report.ts';
import { apply as applyCommand } from '../../src/commands/apply.ts';
import { drift as driftCommand, type DriftOptions } from '../../src/commands/drift.ts';
import { doctor as doctorCommand, type DoctorOptions } from '../../src/commands/doctor.ts';
import { plan as planCommand, type PlanOptions } from '../../src/commands/plan.ts';
import { rollback as rollbackCommand } from '../../src/commands/rollback.ts';
import { verify as verifyCommand } from '../../src/commands/verify.ts';
import type { WritingWorld } from '../../src/commands/world.ts';
import { load } from '../../src/config/load.ts';
import type { Desired } from '../../src/core/desired/desired.ts';
import { makePlan } from '../../src/core/plan/make-plan.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { Clock, Examination, FileTree, JournalFile } from '../../src/ports.ts';
import { read } from '../../src/read/read.ts';
import { keepOutput } from '../support/evidence/record.ts';

/** The text of configuration files by their path below `tenant/`. */
export type Texts = Readonly<Record<string, string>>;

/** The files as the loader takes them. */
export const treeOf = (texts: Texts): FileTree =>
  new Map(
    Object.entries(texts).map(([path, text]) => [
      path,
      { type: 'file', bytes: new TextEncoder().encode(text) },
    ]),
  );

/** What the files declare; they have to be free of problems. */
export function desiredOf(texts: Texts): Desired {
  const { desired, problems } = load(treeOf(texts), 'tenant');
  expect(problems).toEqual([]);
  if (!desired) throw new Error('The files declare no tenant.');
  return desired;
}

/** A practice tenant, and what a person does to it with Tenantry, in this process but over HTTP. */
export interface Practice {
  readonly emulator: Emulator;
  readonly plan: (texts: Texts) => Promise<Plan>;
  /** `tenantry plan`. */
  readonly show: (texts: Texts, options?: Partial<PlanOptions>) => Promise<Applied>;
  /** The engine alone, with a plan as it is. */
  readonly run: (plan: Plan) => Promise<Report>;
  /** `tenantry apply`, with an approved plan or without one. */
  readonly apply: (texts: Texts, approved?: Plan, how?: How) => Promise<Applied>;
  /** `tenantry rollback` of an apply of this practice. */
  readonly rollback: (journal: string, texts: Texts, how?: How) => Promise<Applied>;
  /** `tenantry verify` of an apply of this practice. */
  readonly verify: (journal: string, texts: Texts, how?: How & { readonly json?: true }) => Promise<Applied>;
  /** `tenantry drift`. */
  readonly drift: (texts: Texts, options?: Partial<DriftOptions>) => Promise<Applied>;
  /** `tenantry doctor`. */
  readonly doctor: (
    texts: Texts,
    options?: Partial<DoctorOptions> & { readonly way?: Partial<Examination['way']> },
  ) => Promise<Applied>;
  /** From now on the disk has no room for such lines of a journal; without an argument it has for all. */
  readonly fillDisk: (noRoomFor?: (line: string) => boolean) => void;
  /** Takes all journals away. */
  readonly forget: () => void;
  /** Changes the text of a journal, as somebody or something does to a file. */
  readonly damage: (journal: string, change: (text: string) => string) => void;
  readonly close: () => Promise<void>;
}

export interface How {
  /** Keys of changes to leave out. */
  readonly without?: readonly string[];
  /** Seconds. */
  readonly wait?: number;
  /** What is answered where nobody said `--yes`. */
  readonly answer?: boolean;
  /** Hears what is said, and may interrupt. */
  readonly onSaid?: (text: string, interrupt: () => void) => void;
}

export interface Applied {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the journal says; absent where none was begun. */
  readonly report?: Report;
  /** Where the journal is; empty where none was begun. */
  readonly journal: string;
}

/**
 * `patient`: the client's clock is the machine's; otherwise waiting takes no time. `following`: it is the emulator's.
 */
export async function practise(
  options: EmulatorOptions & {
    readonly patient?: boolean;
    readonly following?: boolean;
    /** Where tokens come from, where the emulator wants real ones. */
    readonly tokens?: (emulator: Emulator) => Tokens;
  } = {},
): Promise<Practice> {
  const { patient = false, following = false, tokens: given, ...rest } = options;
  const emulator = await startEmulator({ seed: 1, ...rest });
  const clock = patient ? systemClock() : following ? followingClock(emulator) : hasty(emulator);
  const journals = new Map<string, string[]>();
  const disk = { isFullFor: (_line: string): boolean => false };
  const tokens = given?.(emulator) ?? {
    graph: () => Promise.resolve('practice'),
    exchange: () => Promise.resolve('practice'),
  };
  const graph = connectTenant({
    cloud: 'global',
    endpoint: new URL(emulator.graph),
    tenantId: emulator.state().organization.id,
    tokens,
    clock,
    random: () => 0.5,
  });
  return {
    emulator,
    plan: async (texts) => {
      const head = desiredOf(texts);
      const provenance = { tool: 'test', directory: 'tenant', endpoint: emulator.graph };
      return makePlan({
        head,
        live: await read(graph.reader, [head], new Date()),
        now: clock.now(),
        provenance,
      });
    },
    show: async (texts, more = {}) => {
      const world = worldOf(emulator, clock, texts, undefined, graph, journals, disk);
      const options = { directory: 'tenant', only: [], json: false, detailedExitcode: false };
      return world.outcome(await planCommand({ ...options, endpoint: emulator.graph, ...more }, world));
    },
    run: async (plan) => {
      const { writer } = graph;
      const journal = journalIn([]);
      return report(await apply({ plan, writer, clock, journal, endpoint: emulator.graph }));
    },
    apply: async (texts, approved, { wait, onSaid, without, answer } = {}) => {
      const world = worldOf(emulator, clock, texts, approved, graph, journals, disk, onSaid, answer);
      const exitCode = await applyCommand(
        {
          directory: 'tenant',
          plans: approved ? [approvedPath] : [],
          yes: answer === undefined,
          unreviewed: false,
          endpoint: emulator.graph,
          ...(without === undefined ? {} : { without }),
          ...(wait === undefined ? {} : { wait }),
        },
        world,
      );
      return world.outcome(exitCode);
    },
    rollback: async (source, texts, { answer } = {}) => {
      const world = worldOf(emulator, clock, texts, undefined, graph, journals, disk, undefined, answer);
      const options = { directory: 'tenant', source, yes: answer === undefined, endpoint: emulator.graph };
      return world.outcome(await rollbackCommand(options, world));
    },
    verify: async (journal, texts, { wait, onSaid, json = false } = {}) => {
      const world = worldOf(emulator, clock, texts, undefined, graph, journals, disk, onSaid);
      const options = { directory: 'tenant', journal, json, endpoint: emulator.graph };
      return world.outcome(
        await verifyCommand({ ...options, ...(wait === undefined ? {} : { wait }) }, world),
      );
    },
    drift: async (texts, more = {}) => {
      const world = worldOf(emulator, clock, texts, undefined, graph, journals, disk);
      const options = { directory: 'tenant', json: false, endpoint: emulator.graph };
      return world.outcome(await driftCommand({ ...options, ...more }, world));
    },
    doctor: async (texts, { way, ...more } = {}) => {
      const world = worldOf(emulator, clock, texts, undefined, graph, journals, disk);
      const examination: Examination = {
        way: { text: 'As a test.', because: [], unused: [], problems: [], ...way },
        identity: async (service) => identityOf(await tokens[service]()),
        reach: () => Promise.resolve([]),
        checkout: () => Promise.resolve({ workflows: [] }),
      };
      const examining = { ...world, nodeVersion: '24.18.0', examine: () => Promise.resolve(examination) };
      const options = { directory: 'tenant', json: false, endpoint: emulator.graph };
      return world.outcome(await doctorCommand({ ...options, ...more }, examining));
    },
    fillDisk: (noRoomFor = () => false) => {
      disk.isFullFor = noRoomFor;
    },
    forget: () => journals.clear(),
    damage: (journal, change) => {
      const lines = journals.get(journal) ?? [];
      lines.splice(0, lines.length, ...change(lines.join('\n')).split('\n'));
    },
    close: () => emulator.close(),
  };
}

/** A clock on which waiting takes no time, and takes the emulator along. */
function hasty(emulator: Emulator): Clock {
  const start = emulator.clock.now();
  let passed = 0;
  return {
    now: () => new Date(start + passed),
    async sleep(ms) {
      await new Promise((resolve) => setImmediate(resolve));
      passed += ms;
      emulator.advance(ms);
    },
  };
}

/** The emulator's clock, on which waiting takes no time either. */
const followingClock = (emulator: Emulator): Clock => ({
  now: () => new Date(emulator.clock.now()),
  async sleep(ms) {
    await new Promise((resolve) => setImmediate(resolve));
    emulator.advance(ms);
  },
});

const approvedPath = 'approved.json';

function worldOf(
  emulator: Emulator,
  clock: Clock,
  texts: Texts,
  approved: Plan | undefined,
  graph: ReturnType<typeof connectTenant>,
  journals: Map<string, string[]>,
  disk: Disk,
  onSaid: How['onSaid'] = () => {},
  answer?: boolean,
): WritingWorld & { outcome(exitCode: number): Applied } {
  const printed: string[] = [];
  const said: string[] = [];
  const interrupt = new AbortController();
  const before = new Set(journals.keys());
  const connection = { ...graph, root: emulator.graph, close: () => Promise.resolve() };
  const terminal: WritingWorld['terminal'] = {
    print: (text) => void printed.push(text),
    say: (text) => {
      said.push(text);
      onSaid(text, () => interrupt.abort());
    },
    progress: () => {},
    confirm: (question) => {
      said.push(question);
      return Promise.resolve(answer ?? false);
    },
    ask: () => Promise.resolve(undefined),
    colour: false,
    columns: 120,
  };
  return {
    outcome: (exitCode) => {
      const journal = [...journals.keys()].find((path) => !before.has(path)) ?? '';
      const records = parseJournal((journals.get(journal) ?? []).join('\n')).records;
      const [stdout, stderr] = [printed.join(''), said.join('\n')];
      keepOutput('terminal', 'stdout', stdout);
      keepOutput('terminal', 'stderr', stderr);
      keepOutput('journal', journal, (journals.get(journal) ?? []).join('\n'));
      return {
        exitCode,
        stdout,
        stderr,
        journal,
        ...(records.length > 0 ? { report: report(records) } : {}),
      };
    },
    version: 'test',
    program: 'tenantry',
    files: {
      read: () => Promise.resolve(treeOf(texts)),
      readAt: () => Promise.resolve(new Map()),
      parentsOf: () => Promise.resolve([]),
    },
    terminal,
    clock,
    signal: interrupt.signal,
    unattended: true,
    connect: () => connection,
    connectForWriting: () => connection,
    readText: (path) =>
      Promise.resolve(
        path === approvedPath ? JSON.stringify(approved) : (journals.get(path) ?? []).join('\n'),
      ),
    findText: () => Promise.resolve(undefined),
    readBytes: () => Promise.reject(new Error('There is no such file.')),
    writeText: (path, text) => Promise.resolve(keepOutput('file', path, text)),
    writeFiles: (files) => {
      for (const [path, text] of files) keepOutput('file', path, text);
      return Promise.resolve();
    },
    sealing: planSealing(undefined),
    lock: () => Promise.resolve({ release: () => Promise.resolve() }),
    openJournal: (path) => {
      const lines = journals.get(path) ?? [];
      journals.set(path, lines);
      return Promise.resolve(journalIn(lines, path, disk));
    },
    listJournals: () => Promise.resolve([...journals.keys()]),
  };
}

interface Disk {
  isFullFor: (line: string) => boolean;
}

function journalIn(lines: string[], path = 'journal.jsonl', disk?: Disk): JournalFile {
  return {
    path,
    append: (more) => {
      if (disk && more.some((line) => disk.isFullFor(line)))
        return Promise.reject(
          new TenantryError({
            id: 'journal-file',
            message: `The journal ${path} cannot be written: no space is left on the disk.`,
            remedy: 'Make room, and run the command again.',
          }),
        );
      lines.push(...more);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

/** An entry of a file: keys of the YAML to values that JSON can write, as YAML takes them too. */
export type Entry = Readonly<Record<string, unknown>>;

/** A file of users or of groups. */
export const yaml = (kind: 'users' | 'groups', entries: readonly Entry[], defaults: Entry = {}): string =>
  [
    ...(Object.keys(defaults).length === 0 ? [] : [`defaults: ${JSON.stringify(defaults)}`]),
    ...(entries.length === 0 ? [`${kind}: []`] : [`${kind}:`]),
    ...entries.map((entry) => {
      const lines = Object.entries(entry).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
      return `  - ${lines.join('\n    ')}`;
    }),
    '',
  ].join('\n');

/** The settings of the practice tenant, with guards that let everything through that a test is not about. */
export const settings = `format: 1
tenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }
guards:
  usersChanged: { count: 100000 }
  groupsChanged: { count: 100000 }
  valuesCleared: { count: 100000 }
  ownersRemoved: { count: 100000 }
  signInNamesChanged: { count: 100000 }
  accountsDisabled: { count: 100000 }
  groupsDeleted: { count: 100000 }
  definitionsDeleted: { count: 100000 }
  twins: { count: 100000 }
`;
