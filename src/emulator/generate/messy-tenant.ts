import { emptyState } from '../empty-state.ts';
import { createRandom, uuid } from '../random.ts';
import type { State } from '../state.ts';
import { generateRecipients } from './generate-recipients.ts';
import { messyGroups } from './messy-groups.ts';
import { messyUsers } from './messy-users.ts';
import type { Planted } from './planted.ts';

export interface MessyTenant {
  readonly state: State;
  /** What a check of data quality has to find, and nothing else; companies by `companyVocabulary`. */
  readonly planted: readonly Planted[];
}

/** A tenant that has grown for years, of any size, with everything wrong that grows in one. */
export function generateMessyTenant(options: {
  readonly users: number;
  readonly groups: number;
  readonly seed: number;
}): MessyTenant {
  const random = createRandom(options.seed);
  const base = emptyState();
  const domain = 'contoso.com';
  const [users, ofUsers] = messyUsers(random, options.users, domain);
  const [groups, ofGroups] = messyGroups(random, options.groups, users, domain);
  const hr = { id: uuid(random), appId: uuid(random), displayName: 'HR Integration' };
  const orphan = { id: uuid(random), appId: uuid(random), displayName: 'A portal of 2019' };
  const definition = (appId: string, name: string) => ({
    id: uuid(random),
    deletedDateTime: null,
    appDisplayName: null,
    name: `extension_${appId.replaceAll('-', '')}_${name}`,
    dataType: 'String',
    isMultiValued: false,
    isSyncedFromOnPremises: false,
    targetObjects: ['User'],
  });
  const used = definition(hr.appId, 'jobGrade');
  const unused = definition(hr.appId, 'floorPlan');
  const ownerless = definition(orphan.appId, 'portalTheme');
  users.forEach((user, index) => {
    if (index % 50 === 0) user[used.name] = `E${index % 7}`;
    if (index % 97 === 0) user[ownerless.name] = 'dark';
  });
  const held = new Set(
    users.flatMap((user) => Object.keys((user['onPremisesExtensionAttributes'] as object | null) ?? {})),
  );
  const state: State = {
    ...base,
    organization: {
      ...base.organization,
      onPremisesSyncEnabled: true,
      onPremisesLastSyncDateTime: '2026-01-05T06:00:00Z',
    },
    applications: [hr, orphan],
    // The portal's application has no service principal any more.
    servicePrincipals: [{ ...hr, id: uuid(random) }],
    extensionProperties: [used, unused, ownerless].toSorted(byId),
    users: users.toSorted(byId),
    groups: groups.toSorted(byId),
    exchange: { recipients: recipientsOf(users, groups).toSorted(byId) },
  };
  const planted = [
    ...ofUsers,
    ...ofGroups,
    ...[...held].map((name) => ({ id: 'extension-attribute-in-use', object: `attribute:${name}` })),
    { id: 'unused-definition', object: `definition:${unused.name}` },
    { id: 'definition-without-owner', object: `definition:${ownerless.name}` },
  ];
  return { state, planted: [...unique(planted)] };
}

function recipientsOf(
  ...[users, groups]: Parameters<typeof generateRecipients>
): ReturnType<typeof generateRecipients> {
  const kindOf = new Map(groups.map((group) => [group.id, group]));
  return generateRecipients(users, groups).map((recipient) => {
    const group = kindOf.get(recipient.id);
    if (!group || (group['groupTypes'] as string[] | undefined)?.includes('Unified')) return recipient;
    const recipientTypeDetails =
      group['securityEnabled'] === true ? 'MailUniversalSecurityGroup' : 'MailUniversalDistributionGroup';
    return { ...recipient, recipientTypeDetails };
  });
}

const unique = (all: readonly Planted[]): Iterable<Planted> =>
  new Map(all.map((each) => [`${each.id} ${each.object}`, each])).values();

function byId(a: { id?: unknown }, b: { id?: unknown }): number {
  return String(a.id) < String(b.id) ? -1 : 1;
}
