import { isDynamic, isMicrosoft365, text, type Item } from '../directory/item.ts';
import { badRequest, denied, GraphFault, invalidValue } from '../errors.ts';
import { readRule } from '../membership/rule.ts';
import type { JsonObject } from '../state.ts';

/** The most links of one kind: owners of a group, and references in one request (group: limits). */
export const quota = { owners: 100, perRequest: 20 } as const;

/** Rules of single values; lengths are in the property table. */
export function checkGroupValues(values: Readonly<JsonObject>): void {
  const check = (name: string, valid: (value: string) => boolean): void => {
    const value = values[name];
    if (typeof value === 'string' && !valid(value)) throw invalidValue(name, 'Group');
  };
  // Printable ASCII but for these; the creation page and the update page differ about the full stop.
  check('mailNickname', (value) => /^[\x20-\x7e]+$/.test(value) && !/[@()\\[\]";:<>, ]/.test(value));
  check('membershipRuleProcessingState', (value) => value === 'On' || value === 'Paused');
  check('visibility', (value) => ['Private', 'Public', 'HiddenMembership'].includes(value));
  check('description', (value) => value.length <= 1024);
  check('membershipRule', (value) => value.length <= 3072);
  const types = values['groupTypes'];
  if (Array.isArray(types) && !types.every((type) => type === 'Unified' || type === 'DynamicMembership'))
    throw invalidValue('groupTypes', 'Group');
}

/** Rules between the values of a new group. */
export function checkNewGroup(item: Item): void {
  const mailEnabled = item.properties['mailEnabled'] === true;
  const securityEnabled = item.properties['securityEnabled'] === true;
  if (mailEnabled !== isMicrosoft365(item) || (!securityEnabled && !isMicrosoft365(item)))
    throw badRequest(
      'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
    );
  if (isHidden(item) && !isMicrosoft365(item)) throw invalidValue('visibility', 'Group');
  if (item.properties['isAssignableToRole'] === true && (!securityEnabled || isDynamic(item)))
    throw invalidValue('isAssignableToRole', 'Group');
  checkRule(null, item);
}

/** Rules between the values that an update leaves, and what an update may not touch. */
export function checkGroupChange(before: Item, after: Item, values: Readonly<JsonObject>): void {
  if (values['isAssignableToRole'] !== undefined) throw readOnly('isAssignableToRole');
  const taken = text(before, 'uniqueName');
  if (values['uniqueName'] !== undefined && taken !== null && values['uniqueName'] !== taken)
    throw readOnly('uniqueName');
  if (isHidden(before) !== isHidden(after)) throw invalidValue('visibility', 'Group');
  // The kind of a group is fixed; only its membership turns dynamic and back.
  if (isMicrosoft365(before) !== isMicrosoft365(after)) throw invalidValue('groupTypes', 'Group');
  if (before.properties['mailEnabled'] !== after.properties['mailEnabled'])
    throw invalidValue('mailEnabled', 'Group');
  if (isDynamic(after) && after.properties['isAssignableToRole'] === true)
    throw invalidValue('groupTypes', 'Group');
  checkRule(before, after);
}

function isHidden(item: Item): boolean {
  return text(item, 'visibility') === 'HiddenMembership';
}

/** A rule is looked at when it is written, not again with every other change. Microsoft 365 groups hold no devices. */
function checkRule(before: Item | null, after: Item): void {
  if (!isDynamic(after)) return;
  const rule = text(after, 'membershipRule');
  if (rule === null) throw invalidValue('membershipRule', 'Group');
  if (before && isDynamic(before) && text(before, 'membershipRule') === rule) return;
  const read = readRule(rule);
  if (read.type === 'refused') throw new GraphFault(400, read.code, read.message);
  if (read.side === 'device' && isMicrosoft365(after))
    throw badRequest('Dynamic membership rule validation error: Invalid object type.');
}

/** Distribution lists and mail-enabled security groups are Exchange's. */
export function checkManageable(item: Item): void {
  if (item.properties['mailEnabled'] === true && !isMicrosoft365(item))
    throw badRequest('Cannot Update a mail-enabled security groups and or distribution list.');
}

/** Members of a dynamic group come and go by its rule alone. */
export function checkAssigned(item: Item): void {
  if (isDynamic(item)) throw denied();
}

/** Whom a group takes: users and groups as members, but no groups in a Microsoft 365 group; users as owners. */
export function checkLink(group: Item, link: 'owners' | 'members', target: Item): void {
  const fits =
    target.kind === 'user' ||
    (link === 'members' && target.id !== group.id && !isMicrosoft365(group) && !isMicrosoft365(target));
  if (!fits)
    throw badRequest(`An invalid operation was included in the following modified references: '${link}'.`);
}

/** 403 Directory_QuotaExceeded for more owners than a group may have. */
export function checkOwnerQuota(count: number): void {
  if (count <= quota.owners) return;
  throw new GraphFault(
    403,
    'Directory_QuotaExceeded',
    `Unable to perform operation as '${count}' would exceed the maximum quota count '${quota.owners}' for forward-link 'owners'.`,
  );
}

/** 400 for more references than one request may bring. */
export function checkReferences(link: string, count: number): void {
  if (count > quota.perRequest)
    throw badRequest(
      `The request has ${count} references for '${link}', and at most ${quota.perRequest} are allowed.`,
    );
}

function readOnly(property: string): GraphFault {
  return badRequest(`Property '${property}' is read-only and cannot be set.`);
}
