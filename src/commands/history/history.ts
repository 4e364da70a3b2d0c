import { forms } from '../../core/attributes/forms.ts';
import { tenantEvents, type TenantEvent } from '../../core/drift/object-history.ts';
import { unlogged } from '../../core/live/logged-as.ts';
import type { Desired, DesiredObject } from '../../core/desired/desired.ts';
import type { LiveTenant } from '../../core/live/live.ts';
import { findLive, indexLive } from '../../core/match/live-index.ts';
import { TenantryError } from '../../core/problem.ts';
import type { Reader } from '../../ports.ts';
import { always } from '../../read/always.ts';
import { showHistory } from '../../render/text/history.ts';
import { instantOf } from '../drift.ts';
import { exitCodes } from '../exit-codes.ts';
import { findGroup } from '../find-group.ts';
import { findPerson, nameOfUser } from '../find-person.ts';
import { pastApplies } from '../past-applies.ts';
import { checkTenant, targetOf } from '../planning.ts';
import { printJson, showResult } from '../showing.ts';
import { loadForAsking } from '../tenant-files.ts';
import type { World } from '../world.ts';
import { fileEvents, type GitPast } from './file-events.ts';
import { historyNotes } from './notes.ts';
import { whichAttribute } from './which-attribute.ts';

export interface HistoryOptions {
  /** A user by sign-in name, id or mail address, or `group:NAME`. */
  readonly object: string;
  readonly attribute?: string;
  readonly directory: string;
  readonly since?: string;
  readonly json: boolean;
  readonly endpoint?: string;
  readonly trace?: string;
}

export interface HistoryWorld extends World {
  readonly git: GitPast;
}

/** Whom it is about: in the tenant, where it is there, and by all names that entries may have for it. */
interface Subject {
  readonly kind: 'user' | 'group';
  readonly id: string | undefined;
  readonly name: string;
  readonly names: readonly string[];
  /** Why it is not known; whoever left no trace in Git either is a slip of whoever asks. */
  readonly unknown?: TenantryError;
}

const guid = new RegExp(forms.id.pattern);

/** Who changed what of one object and when, in the tenant and in the files. It only reads. Returns the exit code. */
export async function history(options: HistoryOptions, world: HistoryWorld): Promise<number> {
  const { terminal } = world;
  const now = world.clock.now();
  const { directory, json } = options;
  const since = options.since === undefined ? undefined : instantOf(options.since, now);
  const kind = options.object.startsWith('group:') ? 'group' : 'user';
  const attribute = options.attribute === undefined ? undefined : whichAttribute(kind, options.attribute);
  const files = await loadForAsking(directory, world);
  const connection = world.connect(targetOf(files, options));
  try {
    const { reader } = connection;
    const { tenant, subject } = await findSubject(kind, options, files.head, reader);
    checkTenant({ tenant }, files, options);
    const logSince = since ?? instantOf('30d', now);
    const { entries, unknown } = await auditsOf(reader, subject.id, logSince);
    const applies = await pastApplies(tenant.id, connection.root, world);
    const inTenant: readonly TenantEvent[] =
      subject.id === undefined
        ? []
        : tenantEvents(`${kind}:${subject.id}`, attribute?.name, entries, tenant.actor, applies);
    const log = await world.git.log(directory, since);
    const inFiles = log
      ? await fileEvents(subject, attribute?.inFiles ?? (() => true), directory, log.commits, world.git)
      : [];
    const events = [...inTenant, ...inFiles].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
    if (subject.unknown && events.length === 0) throw subject.unknown;
    const found = {
      kind,
      ...(subject.id === undefined ? {} : { id: subject.id }),
      name: subject.name,
      ...(attribute ? { attribute: attribute.name } : {}),
      since: { tenant: logSince, ...(since === undefined ? {} : { files: since }) },
      events,
      notes: historyNotes({
        isThere: subject.id !== undefined,
        entries: entries.length,
        unknown,
        unlogged: attribute && unlogged(kind, attribute.name),
        git: log === undefined ? 'none' : log.shallow ? 'shallow' : 'whole',
      }),
    };
    if (json) printJson({ format: 1, ...found }, terminal);
    else showResult(showHistory(found, terminal.columns), terminal);
    return exitCodes.success;
  } finally {
    await connection.close();
  }
}

async function findSubject(
  kind: 'user' | 'group',
  { object }: HistoryOptions,
  head: Desired,
  reader: Reader,
): Promise<{ readonly tenant: LiveTenant; readonly subject: Subject }> {
  const select = always[kind];
  const [first, listed] = await reader.answer([
    { query: 'tenant' },
    kind === 'user' ? { query: 'users', select, manager: false } : { query: 'groups', select },
  ]);
  if (first?.query !== 'tenant' || !listed || !('users' in listed || 'groups' in listed)) throw unanswered();
  const users = listed.query === 'users' ? listed.users : [];
  const groups = listed.query === 'groups' ? listed.groups : [];
  const index = indexLive({ users, groups });
  const name = kind === 'group' ? object.slice('group:'.length) : object;
  const entries = kind === 'group' ? head.groups : head.users;
  const entry = entries.find(({ label, id }) =>
    [label, id].some((each) => each?.toLowerCase() === name.toLowerCase()),
  );
  const { tenant } = first;
  const declared = entry && findLive(entry, index);
  if (entry && !declared) return { tenant, subject: onlyInFiles(kind, entry) };
  let live = declared;
  try {
    live ??= kind === 'group' ? findGroup(name, head, index) : findPerson(name, index);
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    // The log still knows the ids of what was deleted, and Git the names of entries that were taken out.
    const id = guid.test(name) ? name.toLowerCase() : undefined;
    return { tenant, subject: { kind, id, name, names: [name], unknown: error } };
  }
  const entryOf = entry ?? entries.find((each) => findLive(each, index)?.id === live.id);
  const names = [live.id, live.userPrincipalName, live.uniqueName, entryOf?.label, entryOf?.id];
  return {
    tenant,
    subject: {
      kind,
      id: live.id,
      name: kind === 'user' ? nameOfUser(live) : `group ${live.displayName ?? live.id}`,
      names: names.filter((each) => typeof each === 'string'),
    },
  };
}

/** The log still knows somebody who was deleted, where the entry has the id. */
const onlyInFiles = (kind: 'user' | 'group', { label, id }: DesiredObject): Subject => ({
  kind,
  id,
  name: kind === 'user' ? label : `group ${label}`,
  names: [label, ...(id === undefined ? [] : [id])],
});

async function auditsOf(reader: Reader, id: string | undefined, since: string) {
  if (id === undefined) return { entries: [], unknown: undefined };
  const [answer] = await reader.answer([{ query: 'audits', objects: [id], since }]);
  if (answer?.query !== 'audits') throw unanswered();
  return { entries: answer.trail.entries.get(id) ?? [], unknown: answer.trail.unknown };
}

const unanswered = (): TenantryError =>
  new TenantryError({
    id: 'incomplete-read',
    message: 'The tenant was not read in full.',
    remedy: 'Run the command again in a few minutes.',
  });
