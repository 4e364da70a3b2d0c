import { parseJournal, unfinished, type Journal } from '../apply/journal.ts';
import { pastOf } from '../apply/past.ts';
import { report } from '../apply/report.ts';
import { isFulfilled } from '../apply/records.ts';
import type { Live, LiveTenant } from '../core/live/live.ts';
import type { Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import { finder } from '../core/verification/find-present.ts';
import { leftBehind, type Files } from '../core/verification/left.ts';
import type { Applied, Verification } from '../core/verification/verification.ts';
import { verify } from '../core/verification/verify.ts';
import type { Query, Reader } from '../ports.ts';
import { read } from '../read/read.ts';
import { interruptedWords } from '../render/text/interrupted.ts';
import { kindOfFile } from './file-kind.ts';
import { doneIn, readJournalText, tornWords, whichJournals } from './journals.ts';
import type { World } from './world.ts';

/** An apply as its journal tells it. */
export interface JournaledApply extends Applied {
  /** When it began: ISO 8601. */
  readonly at: string;
  /** The version root that was written to. */
  readonly endpoint: string;
  /** Whether it came to its end. */
  readonly finished: boolean;
  /** Whether the file is encrypted. */
  readonly sealed: boolean;
  /** That it did not, or that the journal has lost its end, as sentences. */
  readonly remarks: readonly string[];
}

/** Reads the journal of an apply. Throws TenantryError where the file is none, or tells of no plan. */
export async function readApply(
  path: string,
  world: Pick<World, 'readText' | 'listJournals' | 'sealing'>,
): Promise<JournaledApply> {
  const { text, sealed } = await readJournalText(path, world);
  const kind = kindOfFile(text);
  if (kind === 'plan' || kind === 'sealed' || kind === 'other')
    throw new TenantryError({
      id: 'nothing-to-verify',
      message:
        kind !== 'other'
          ? `${path} is a plan, which says what was to be written and nothing of what was.`
          : `${path} is not the journal of an apply.`,
      remedy: await whichJournals(world),
    });
  const journal = parseJournal(text, path);
  if (!journal.plan)
    throw new TenantryError({
      id: 'nothing-to-verify',
      message: `The journal ${path} ends within its first record, so it does not say what was written: nothing, if the apply ended there, or anything, if the file was cut afterwards.`,
      remedy: `There is nothing to hold the tenant against; \`tenantry plan\` shows what the files still ask for.`,
    });
  const { operations, open } = report(journal.records);
  const ended = operations.map(({ operation, outcome }) => [operation.key, outcome] as const);
  return {
    at: journal.plan.at,
    endpoint: journal.plan.endpoint,
    finished: !unfinished(journal),
    sealed,
    remarks: remarksOn(path, journal, journal.plan.plan),
    plan: journal.plan.plan,
    done: new Set(ended.flatMap(([key, outcome]) => (isFulfilled(outcome) ? [key] : []))),
    undone: new Map([
      ...ended.filter(([, outcome]) => !isFulfilled(outcome)),
      ...open.map((key) => [key, 'unknown'] as const),
    ]),
    created: pastOf(journal).created,
  };
}

function remarksOn(path: string, journal: Journal, plan: Plan): readonly string[] {
  const torn = tornWords(path, journal);
  return [
    ...(unfinished(journal)
      ? [`${interruptedWords(doneIn({ path, journal, plan }))}, or is still at it; the rest is not judged.`]
      : []),
    ...(torn === '' ? [] : [torn]),
  ];
}

/**
 * Reads what the verification of an apply needs, in bulk as for a plan, and compares. `onTenant` hears which tenant
 * answers before anything more is asked of it. Throws TenantryError where anything is missing.
 */
export async function verifyAgainst(
  applied: Applied,
  files: Files,
  reader: Reader,
  world: Pick<World, 'clock' | 'terminal'>,
  onTenant: (tenant: LiveTenant) => void = () => {},
): Promise<Verification> {
  const at = world.clock.now();
  const progress = (text: string): void => world.terminal.progress(text);
  const live = await read(withCreation(reader), [leftBehind(applied, files)], at, {
    onProgress: progress,
    onTenant,
    known: unneeded,
  });
  const members = await membersOf(applied, live, reader, progress);
  const definitions = new Set([
    ...live.definitions.directory.map(({ name }) => `directoryExtension:${name}`),
    ...live.definitions.schema.map(({ id }) => `schemaExtension:${id}`),
  ]);
  progress('comparing');
  const found = verify(applied, { users: live.users, groups: live.groups, members, definitions, at });
  return await withProcessing(found, reader);
}

/** Evidence for routes, and what plans look up of people and groups that are gone. */
const unneeded = {
  recipients: new Map(),
  cloudManaged: new Set<string>(),
  roleHolders: new Map(),
  deletedUsers: [],
  deletedGroups: [],
  devices: [],
  members: new Map(),
};

/** Of people who came after a plan it could say nothing. */
const withCreation = (reader: Reader): Reader => ({
  answer: (queries) =>
    reader.answer(
      queries.map((query): Query =>
        query.query === 'users'
          ? { ...query, select: [...new Set([...query.select, 'createdDateTime'])].toSorted() }
          : query,
      ),
    ),
});

async function membersOf(
  applied: Applied,
  live: Pick<Live, 'users' | 'groups'>,
  reader: Reader,
  progress: (text: string) => void,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const find = finder(applied, { ...live, members: new Map() });
  const { impact, changes } = applied.plan;
  const keys = [
    ...impact.map(({ group }) => group),
    ...changes.flatMap(({ attribute, object }) => (attribute === 'members' ? [object] : [])),
  ];
  const groups = [...new Set(keys.flatMap((key) => find(key)?.id ?? []))].toSorted();
  if (groups.length === 0) return new Map();
  progress('reading members of groups');
  const [answer] = await reader.answer([{ query: 'members', groups }]);
  return answer?.query === 'members' ? answer.members : new Map();
}

/** Of groups in which somebody is not where they should be, how Entra stands with them. */
async function withProcessing(found: Verification, reader: Reader): Promise<Verification> {
  const groups = found.groups.flatMap(({ id, differences }) =>
    id !== undefined && differences.length > 0 ? [id] : [],
  );
  if (groups.length === 0) return found;
  const [answer] = await reader.answer([{ query: 'processing', groups }]);
  if (answer?.query !== 'processing') return found;
  return {
    ...found,
    groups: found.groups.map((group) => {
      const processing = answer.processing.get(group.id ?? '');
      return processing ? { ...group, processing } : group;
    }),
  };
}
