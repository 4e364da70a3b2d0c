import { fromState } from '../directory/load.ts';
import { readRule } from '../membership/rule.ts';
import { below, pick, uuid, type Random } from '../random.ts';
import type { Group, Reference, User } from '../state.ts';
import { oddNames } from './mess.ts';
import { departments, places } from './people.ts';
import type { Planted } from './planted.ts';

/**
 * Groups of every type and source, among them those that nobody looks after. What a check of data quality has to find of
 * them is in `planted`; who a rule takes in is decided by the tenant's own evaluation.
 */
export function messyGroups(
  random: Random,
  count: number,
  everybody: readonly User[],
  domain: string,
): [Group[], Planted[]] {
  const enabled = everybody.filter(
    (user) => user['accountEnabled'] === true && user['userType'] === 'Member',
  );
  const disabled = everybody.filter((user) => user['accountEnabled'] === false);
  const planted: Planted[] = [];
  const rules = combinations(random);
  const groups = Array.from({ length: count }, (_, index): Group => {
    const kind = kinds[index % kinds.length] ?? 'Assigned';
    const name = `${kind} ${index + 1}`;
    const mailNickname = `${kind}-${index + 1}`.toLowerCase();
    const common: Group = {
      id: uuid(random),
      displayName: below(random, 100) < 8 ? `${pick(random, oddNames)} ${index + 1}` : name,
      description: `Group number ${index + 1}`,
      mailNickname,
      mailEnabled: false,
      securityEnabled: true,
      createdDateTime: '2024-02-05T09:00:00Z',
      owners: some(random, enabled, 2),
    };
    return { ...common, ...ofKind(kind, { random, mailNickname, domain, everybody, rules }) };
  });
  const plant = (group: Group, id: string): void => void planted.push({ id, object: `group:${group.id}` });

  const cloud = groups.filter((group) => group['onPremisesSyncEnabled'] !== true && !isOfExchange(group));
  const [first, ...others] = disabled;
  cloud.forEach((group, index) => {
    switch (index % 11) {
      case 3:
        group.owners = [];
        plant(group, 'no-owners');
        break;
      case 5:
        group.owners = (group.owners ?? []).slice(0, 1);
        plant(group, 'few-owners');
        break;
      case 7:
        if (first) {
          group.owners = references([...(group.owners ?? []), first, ...others.slice(0, 1)]);
          plant(group, 'disabled-owners');
        }
        break;
      case 9:
        group['description'] = index % 2 === 0 ? null : '';
        plant(group, 'no-description');
        break;
      default:
    }
  });

  const dynamic = cloud.filter((group) => typeof group['membershipRule'] === 'string');
  const ofPeople = dynamic.filter((group) => !String(group['membershipRule']).includes('device.'));
  const [like, same, nobody] = ofPeople.toReversed();
  if (like && same && nobody) {
    // The same to the service: letter case of names and operators, parentheses and white space do not count.
    same['membershipRule'] = String(like['membershipRule'])
      .replaceAll('-eq', '-EQ')
      .replace(' -and ', '  -and  ');
    for (const group of [like, same]) plant(group, 'identical-rules');
    nobody['membershipRule'] = 'user.department -eq "Department of Silly Walks"';
  }
  const people = everybody.map((user) => fromState('user', user, null));
  for (const group of dynamic) {
    const rule = readRule(String(group['membershipRule']));
    if (rule.type === 'refused')
      throw new Error(`The service would refuse ${String(group['membershipRule'])}`);
    group.members = people.filter((user) => rule.takesIn(user, 0)).map(({ id }) => ({ id }));
    if (group['membershipRuleProcessingState'] === 'Paused') group.members = [];
    else if (group.members.length === 0 && rule.side === 'user') plant(group, 'matches-nobody');
  }
  return [groups, planted];
}

const kinds = [
  'Dynamic',
  'Assigned',
  'Team',
  'Dynamic',
  'Synced',
  'DynamicTeam',
  'Dynamic',
  'Distribution',
  'Assigned',
  'Dynamic',
  'RoleAssignable',
  'MailSecurity',
  'Dynamic',
  'Paused',
  'SyncedDistribution',
  'Dynamic',
  'Restricted',
  'Dynamic',
  'Licensed',
  'Dynamic',
] as const;

interface Material {
  readonly random: Random;
  readonly mailNickname: string;
  readonly domain: string;
  readonly everybody: readonly User[];
  readonly rules: string[];
}

function ofKind(kind: (typeof kinds)[number], material: Material): Partial<Group> {
  const { random, everybody, rules } = material;
  const mail = `${material.mailNickname}@${material.domain}`;
  const members = { members: some(random, everybody, below(random, 30)) };
  const addressed = { mailEnabled: true, mail, proxyAddresses: [`SMTP:${mail}`] };
  const team = { ...addressed, groupTypes: ['Unified'], securityEnabled: false, visibility: 'Private' };
  const synced = {
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: '2026-01-05T06:00:00Z',
    owners: [],
  };
  const rule = {
    membershipRule: rules.pop() ?? `user.employeeId -eq "${material.mailNickname}"`,
    membershipRuleProcessingState: 'On',
  };
  switch (kind) {
    case 'Dynamic':
      return { groupTypes: ['DynamicMembership'], ...rule };
    case 'DynamicTeam':
      return { ...team, ...rule, groupTypes: ['Unified', 'DynamicMembership'] };
    case 'Paused':
      return { groupTypes: ['DynamicMembership'], ...rule, membershipRuleProcessingState: 'Paused' };
    case 'Assigned':
      return members;
    case 'Team':
      return { ...team, ...members, resourceProvisioningOptions: ['Team'] };
    case 'Synced':
      return { ...synced, ...members, onPremisesSamAccountName: material.mailNickname };
    case 'SyncedDistribution':
      return { ...synced, ...addressed, ...members, securityEnabled: false };
    case 'Distribution':
      return { ...addressed, ...members, securityEnabled: false, owners: [] };
    case 'MailSecurity':
      return { ...addressed, ...members, owners: [] };
    case 'RoleAssignable':
      return { ...members, isAssignableToRole: true, visibility: 'Private' };
    case 'Restricted':
      return { ...members, isManagementRestricted: true };
    case 'Licensed':
      return { ...members, assignedLicenses: [{ skuId: uuid(random), disabledPlans: [] }] };
  }
}

const isOfExchange = (group: Group): boolean =>
  group['mailEnabled'] === true && !(group['groupTypes'] as string[] | undefined)?.includes('Unified');

/** Rules of which no two are the same. */
function combinations(random: Random): string[] {
  const all = departments.flatMap(([department, titles]) =>
    places.flatMap(([place]) =>
      titles.map(
        (title) =>
          `(user.department -eq "${department}") -and (user.usageLocation -eq "${place}") -and (user.jobTitle -eq "${title}")`,
      ),
    ),
  );
  for (let index = all.length - 1; index > 0; index--) {
    const other = below(random, index + 1);
    [all[index], all[other]] = [all[other] ?? '', all[index] ?? ''];
  }
  return all;
}

function some(random: Random, users: readonly User[], count: number): Reference[] {
  const ids = new Set<string>();
  while (ids.size < Math.min(count, users.length)) {
    const user = users[below(random, users.length)];
    if (user) ids.add(user.id);
  }
  return references([...ids].map((id) => ({ id })));
}

const references = (all: readonly Reference[]): Reference[] =>
  [...new Set(all.map(({ id }) => id))].toSorted().map((id) => ({ id }));
