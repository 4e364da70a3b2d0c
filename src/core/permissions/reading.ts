import { kindOf } from '../../rules/walk.ts';
import { parseRule } from '../../rules/parse.ts';
import type { RouteKind } from '../attributes/attribute.ts';
import type { Desired } from '../desired/desired.ts';
import type { Facts } from './facts.ts';
import { counted, usedAttributes, type Used } from './files.ts';
import { need, type Part, type Reason, type Requirement } from './requirement.ts';

/** What a plan of these files reads, and what goes with it. Applies plan again, so it is needed for them too. */
export function readingRequirements(desired: Desired, facts: Facts, part: Part): readonly Requirement[] {
  const users = usedAttributes(desired, 'user');
  const groups = usedAttributes(desired, 'group');
  const schemas = desired.definitions.filter(({ kind }) => kind === 'schemaExtension').length;
  const owners = reasonsOf(groups, 'owners');
  const openOfUsers = reasonsOf(users, 'openExtension');
  const openOfGroups = reasonsOf(groups, 'openExtension');
  const numbered = reasonsOf(users, 'extensionAttribute');
  const guarded = reasonsOf(users, 'sensitive', 'cloudSensitive', 'immutableId');
  const { length: definitions } = desired.definitions;
  const someRules = groups.some(({ row }) => row.route === 'membership');
  return [
    ...need('readTenant', [always("the tenant's name and domains")]),
    ...need('readUsers', [always('every user, since rules and references can be about any')]),
    ...need('readGroups', [always('every group, since each rule can be concerned')]),
    ...need('readMembers', [always('members of the groups whose rules are concerned')]),
    ...need('countUsers', [always('the number of users, to notice a list that ends early')]),
    ...need('readDeletedUsers', desired.users.length === 0 ? [] : [always('deleted users')]),
    ...need('readDeletedGroups', desired.groups.length === 0 ? [] : [always('deleted groups')]),
    ...need('readOwners', owners),
    ...need('readUserExtensions', openOfUsers),
    ...need('readGroupExtensions', openOfGroups),
    ...need('readDevices', deviceRules(desired)),
    ...need('readRoleHolders', guarded),
    ...need(
      'readRoleHolders',
      users.length === 0 ? [] : [always('the guard roleHoldersChanged')],
      'recommended',
    ),
    ...need('readDirectoryDefinitions', [
      ...some(definitions, 'definition of an extension', 'definitions of extensions'),
      ...(facts.rulesReadExtensions ? [always('rules of groups that read directory extensions')] : []),
    ]),
    ...need('readApplications', some(definitions, 'owner of a definition', 'owners of definitions')),
    ...need('readSchemaDefinitions', some(schemas, 'schema extension', 'schema extensions')),
    ...users.flatMap(({ row: { permissions }, reason }) =>
      permissions && 'besides' in permissions ? [besides(permissions.besides, reason)] : [],
    ),
    ...need('readRecipients', desired.settings.exchange.route === 'never' ? [] : numbered),
    ...need(
      'readLicences',
      someRules ? [always('doctor: the licences that rules of groups take')] : [],
      'recommended',
    ),
    ...need(
      'readAudits',
      part === 'reader'
        ? [always('drift: who changed a value')]
        : [always('approvals and drift: who changed a value')],
      'recommended',
    ),
  ];
}

const always = (what: string): Reason => ({ what });

const some = (count: number, one: string, more: string): readonly Reason[] =>
  count === 0 ? [] : [always(`${count} ${count === 1 ? one : more}`)];

const reasonsOf = (used: readonly Used[], ...routes: readonly RouteKind[]): readonly Reason[] =>
  used.filter(({ row }) => routes.includes(row.route)).map(({ reason }) => reason);

function besides(
  { read, write }: { readonly read: string; readonly write: string },
  reason: Reason,
): Requirement {
  return { doing: `read ${reason.what}`, anyOf: [[read], [write]], level: 'required', reasons: [reason] };
}

function deviceRules(desired: Desired): readonly Reason[] {
  const about = desired.groups.filter(({ attributes }) => {
    const text = attributes['membershipRule']?.value;
    const rule = typeof text === 'string' ? parseRule(text).rule : undefined;
    return rule !== undefined && kindOf(rule) === 'device';
  });
  return counted('rules about devices', about.length, 'group');
}
