import type { GuardName } from '../../core/guards/guard.ts';
import { defaultLimits } from '../../core/guards/limits.ts';
import type { Answers } from './repository.ts';

/** The first `tenant.yaml` of a repository, with what one has to know about each part. */
export function tenantText({ tenant, cloud, exchange, breakGlass }: Answers): string {
  return `# yaml-language-server: $schema=../schemas/tenant.schema.json
#
# Which tenant this repository is about, and how much one pull request may change in it.
# People stand in files under users/, groups under groups/. Whatever no file names is left alone.
format: 1

tenant:
  id: ${tenant}
  cloud: ${cloud}

# Extension attributes 1 to 15 of people with a mailbox can often be written through Exchange Online only.
# auto: there where it is needed. never: what Microsoft Graph refuses is reported as blocked.
exchange:
  route: ${exchange}

# The share of the tenant's write quota that an apply may use. Other programs need the rest.
pace:
  percentOfLimit: 50

# More than this in one plan is refused, until an override has been reviewed. Percentages count from so many objects on.
# Whatever takes away an account, a sign-in name, a group or all of its members needs an override each time.
guards:
${tuned.map(guardLine).join('\n')}

# Accounts and groups that nobody changes without an override: the accounts for emergencies, which are to work when
# nothing else does, and the groups that keep them out of Conditional Access.
protected:
${protectedUsers(breakGlass)}
  groups: []
`;
}

/** Those that people come to tune; the others are built in. */
const tuned = [
  'usersChanged',
  'groupsChanged',
  'valuesCleared',
  'membersLeaving',
] as const satisfies readonly GuardName[];

function guardLine(name: GuardName): string {
  const parts = Object.entries(defaultLimits[name]).map(([part, number]) => `${part}: ${number}`);
  return `  ${name}: { ${parts.join(', ')} }`;
}

const protectedUsers = (users: readonly string[]): string =>
  users.length === 0
    ? '  # Write yours here, such as [breakglass@contoso.com].\n  users: []'
    : `  users: [${users.map(asYaml).join(', ')}]`;

/** Sign-in names have characters that mean something else in YAML. */
const asYaml = (text: string): string => (/^[A-Za-z][\w.@-]*$/.test(text) ? text : JSON.stringify(text));
