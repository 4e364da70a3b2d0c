import { draftOf } from '../../../src/commands/import/draft.ts';
import { treeWith } from '../../../src/commands/import/check-files.ts';
import { workUntilItHolds, type Outcome } from '../../../src/commands/import/work.ts';
import { load } from '../../../src/config/load.ts';
import { chooseAttributes, parseAttributes } from '../../../src/core/import/chosen.ts';
import { parsePattern } from '../../../src/core/import/pattern.ts';
import type { Scope } from '../../../src/core/import/scope.ts';
import { noDefinitions, noEvidence, type Live, type LiveObject } from '../../../src/core/live/live.ts';
import { indexLive } from '../../../src/core/match/live-index.ts';
import { diff } from '../../../src/core/plan/diff.ts';
import { formatPlace } from '../../../src/core/problem.ts';
import { tenantId, tenantYaml, tree } from '../../config/support.ts';

export const now = new Date('2026-11-22T10:00:00Z');

export const liveOf = (
  users: readonly LiveObject[],
  groups: readonly LiveObject[] = [],
  more: Partial<Live> = {},
): Live => ({
  tenant: { id: tenantId, displayName: 'Contoso', verifiedDomains: [], federatedDomains: [] },
  users,
  groups,
  devices: [],
  deletedUsers: [],
  deletedGroups: [],
  evidence: noEvidence,
  definitions: noDefinitions,
  ...more,
});

export interface Asked {
  readonly attributes?: string;
  readonly usersTo?: string;
  readonly groupsTo?: string;
  readonly scope?: Partial<Scope>;
  readonly pin?: boolean;
  readonly prune?: boolean;
  readonly acceptDrift?: boolean;
}

export const everything: Scope = {
  users: true,
  groups: true,
  departments: [],
  domains: [],
  skipSynced: false,
};

export interface Imported extends Outcome {
  /** All files after the import. */
  readonly files: Readonly<Record<string, string>>;
}

/** An import into files by their path, without a service. */
export function imported(
  live: Live,
  files: Readonly<Record<string, string>> = {},
  asked: Asked = {},
): Imported {
  const before = tree(files);
  const { desired, problems } = load(before, 'tenant');
  if (!desired || problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
  const { pin = false, prune = false, acceptDrift = false } = asked;
  const wish = parseAttributes(asked.attributes, desired.definitions);
  const outcome = workUntilItHolds(
    {
      draft: draftOf(before, 'tenant'),
      head: desired,
      live,
      index: indexLive(live),
      scope: { ...everything, ...asked.scope },
      chosen: chooseAttributes(wish, live.groups, live.definitions),
      patterns: {
        user: parsePattern('user', asked.usersTo ?? 'users/{department}.yaml'),
        group: parsePattern('group', asked.groupsTo ?? 'groups/{type}.yaml'),
      },
      now,
    },
    { pin, prune, acceptDrift },
  );
  return { ...outcome, files: { 'tenant.yaml': tenantYaml, ...files, ...Object.fromEntries(outcome.texts) } };
}

/** What a plan would do with the files, and what is wrong in them: nothing, after an import. */
export function stillToDo(files: Readonly<Record<string, string>>, live: Live): readonly string[] {
  const { desired, problems } = load(treeWith(new Map(), new Map(Object.entries(files))), 'tenant');
  const wrong = problems.map(({ place, message }) => `${place ? formatPlace(place) : ''} ${message}`);
  if (!desired) return wrong;
  const index = indexLive(live);
  const { changes, blocked, unresolved } = diff(desired, live, index, desired.settings);
  return [
    ...wrong,
    ...[...changes, ...blocked].map(
      ({ key, before, after }) => `${key}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
    ),
    ...unresolved.map(({ label, attribute = '', message }) => `${label} ${attribute}: ${message}`),
  ];
}
