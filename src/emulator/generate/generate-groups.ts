import { below, pick, uuid, type Random } from '../random.ts';
import type { Group, Reference, User } from '../state.ts';
import { departments, places } from './people.ts';

/**
 * Invents groups: assigned and dynamic security groups, and some Microsoft 365 groups, each with an owner or two. A
 * dynamic group holds whoever its rule takes in, among everybody; the others hold invented people.
 */
export function generateGroups(
  random: Random,
  count: number,
  people: { invented: readonly User[]; everybody: readonly User[] },
  domain: string,
): Group[] {
  const users = people.invented;
  const teams = new Map<string, Reference[]>();
  for (const { id, department, usageLocation } of people.everybody) {
    if (typeof department !== 'string' || typeof usageLocation !== 'string') continue;
    const team = teamOf(department, usageLocation);
    const known = teams.get(team);
    if (known) known.push({ id });
    else teams.set(team, [{ id }]);
  }
  return Array.from({ length: count }, (_, index) => group(random, index, { users, teams, domain }));
}

/** Rules do not look at letter case. */
function teamOf(department: string, place: string): string {
  return `${department}/${place}`.toLowerCase();
}

/** What groups are made from: people, the same people by department and place, and the domain of addresses. */
interface Material {
  users: readonly User[];
  teams: ReadonlyMap<string, Reference[]>;
  domain: string;
}

function group(random: Random, index: number, { users, teams, domain }: Material): Group {
  const [department] = pick(random, departments);
  const [place] = pick(random, places);
  const dice = below(random, 10);
  const mailNickname = `${department.replaceAll(' ', '')}-${place}-${index + 1}`.toLowerCase();
  const common: Group = {
    id: uuid(random),
    displayName: `SG-${department}-${place}-${index + 1}`,
    description: `People of ${department} in ${place}`,
    mailNickname,
    mailEnabled: false,
    securityEnabled: true,
    visibility: 'Private',
    createdDateTime: '2024-02-05T09:00:00Z',
    owners: some(random, users, 1 + below(random, 2)),
  };
  if (dice < 4)
    return {
      ...common,
      groupTypes: ['DynamicMembership'],
      membershipRule: `(user.department -eq "${department}") -and (user.usageLocation -eq "${place}")`,
      membershipRuleProcessingState: 'On',
      members: teams.get(teamOf(department, place)) ?? [],
    };
  const members = some(random, users, below(random, 30));
  if (dice < 8) return { ...common, members };
  const mail = `${mailNickname}@${domain}`;
  return {
    ...common,
    displayName: `${department} ${place} ${index + 1}`,
    groupTypes: ['Unified'],
    mailEnabled: true,
    securityEnabled: false,
    mail,
    proxyAddresses: [`SMTP:${mail}`],
    visibility: 'Public',
    members,
  };
}

function some(random: Random, users: readonly User[], count: number): Reference[] {
  const ids = new Set<string>();
  for (let index = 0; index < count; index++) {
    const user = users[below(random, users.length)];
    if (user) ids.add(user.id);
  }
  return [...ids].toSorted().map((id) => ({ id }));
}
