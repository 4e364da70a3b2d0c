import { isDynamic, isMicrosoft365, newItem, text, withProperties, type Item } from '../directory/item.ts';
import { badRequest, denied } from '../errors.ts';
import { uuid } from '../random.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { readBody, requireValues, type Body } from './body.ts';
import { checkUnique } from './conflicts.ts';
import { checkExtensionCount } from './extension-count.ts';
import {
  checkAssigned,
  checkGroupChange,
  checkGroupValues,
  checkLink,
  checkManageable,
  checkNewGroup,
  checkOwnerQuota,
  checkReferences,
} from './group-rules.ts';
import { merged } from './merge.ts';
import { referenced } from './references.ts';
import { checkRestricted } from './restricted.ts';
import type { Origin } from './store.ts';
import { checkSource, checkSynced } from './synced.ts';

/** The group that a POST or an upsert would create, after all checks. A person who creates one owns it. */
export function newGroup(tenant: Tenant, body: Json | undefined, origin: Origin, uniqueName?: string): Item {
  const read = readBody(body, 'group', tenant.documents, ['uniqueName']);
  const { values } = read;
  if (uniqueName !== undefined) values['uniqueName'] = uniqueName;
  requireValues(values, ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'], 'group');
  checkGroupValues(values);
  // These need the group to exist first (group: create).
  if (read.rows.some((row) => row.ownPatch === true))
    throw badRequest(`Property '${ownPatch(read)}' cannot be set when the group is created.`);
  const bare = newItem('group', uuid(tenant.random), merged(newItem('group', '', {}), values));
  const { caller } = origin;
  const bound = withLinks(tenant, bare, read);
  const owners =
    bound.owners.size === 0 && caller.kind === 'user' && tenant.directory.entries.has(caller.id)
      ? new Set([caller.id])
      : bound.owners;
  const item: Item = { ...withProperties(bound, created(tenant, bound)), owners };
  checkNewGroup(item);
  checkExtensionCount(null, item);
  checkUnique(tenant, item);
  return item;
}

/** The version of a group that a PATCH would make; null where the body changes nothing. */
export function changedGroup(
  tenant: Tenant,
  item: Item,
  body: Json | undefined,
  origin: Origin,
): Item | null {
  const read = readBody(body, 'group', tenant.documents, ['uniqueName'], item);
  checkRestricted(tenant, origin.caller, item);
  checkManageable(item);
  checkSource(item, read);
  if (origin.caller.kind === 'app' && read.rows.some((row) => row.appOnly === 'never')) throw denied();
  checkGroupValues(read.values);
  if (read.rows.some((row) => row.ownPatch === true) && !isOwnPatch(read))
    throw badRequest(`Property '${ownPatch(read)}' cannot be updated together with other properties.`);
  if (read.bindings.has('members')) {
    checkAssigned(item);
    checkSynced(item);
  }
  const next = withLinks(tenant, withProperties(item, merged(item, read.values)), read);
  checkGroupChange(item, next, read.values);
  const result = isDynamic(next) && !isDynamic(item) ? switchedOn(next, read.values) : next;
  checkExtensionCount(item, result);
  checkUnique(tenant, result);
  const isSame = JSON.stringify(result.properties) === JSON.stringify(item.properties);
  return isSame && result.members === item.members && result.owners === item.owners ? null : result;
}

/** Properties of Exchange's store, which a PATCH answers with 200 (group: update). */
export function isOwnPatch(body: Body): boolean {
  return body.rows.length > 0 && body.rows.every((row) => row.ownPatch === true);
}

function ownPatch(body: Body): string {
  return body.rows.find((row) => row.ownPatch === true)?.name ?? '';
}

/** What the directory fills in. The address of a Microsoft 365 group is made of its nickname. */
function created(tenant: Tenant, item: Item): JsonObject {
  const now = tenant.clock.iso();
  const common: JsonObject = { createdDateTime: now, renewedDateTime: now };
  const dynamic: JsonObject =
    isDynamic(item) && text(item, 'membershipRuleProcessingState') === null
      ? { membershipRuleProcessingState: 'On' }
      : {};
  if (!isMicrosoft365(item))
    return { ...common, ...dynamic, visibility: text(item, 'visibility') ?? 'Private' };
  const domains = tenant.documents.domains;
  const domain = (domains.find(({ isDefault }) => isDefault) ?? domains[0])?.id ?? 'example.com';
  const mail = `${text(item, 'mailNickname') ?? 'group'}@${domain}`;
  const visibility = text(item, 'visibility') ?? 'Public';
  return { ...common, ...dynamic, visibility, mail, proxyAddresses: [`SMTP:${mail}`] };
}

function switchedOn(item: Item, values: Readonly<JsonObject>): Item {
  if (values['membershipRuleProcessingState'] !== undefined) return item;
  return withProperties(item, { membershipRuleProcessingState: 'On' });
}

/** Adds what `owners@odata.bind` and `members@odata.bind` name: at most 20 each, all or none. */
function withLinks(tenant: Tenant, group: Item, body: Body): Item {
  let next = group;
  for (const link of ['owners', 'members'] as const) {
    const addresses = body.bindings.get(link);
    if (!addresses) continue;
    checkReferences(link, addresses.length);
    if (link === 'members' && isDynamic(group)) throw denied();
    for (const address of addresses) next = withLink(next, link, referenced(tenant, address));
  }
  return next;
}

/** A group with one more owner or member. */
export function withLink(group: Item, link: 'owners' | 'members', target: Item): Item {
  checkLink(group, link, target);
  if (group[link].has(target.id))
    throw badRequest(
      `One or more added object references already exist for the following modified properties: '${link}'.`,
    );
  const linked = new Set(group[link]).add(target.id);
  if (link === 'owners') checkOwnerQuota(linked.size);
  return { ...group, [link]: linked };
}
