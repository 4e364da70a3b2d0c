import type { Item } from '../directory/item.ts';
import { badRequest } from '../errors.ts';
import type { Body } from './body.ts';

/**
 * What stays in the cloud's hands on a user that is synchronised from on-premises: everything else is mastered there
 * (microsoft-graph-docs issue 18038).
 */
const cloudMastered = new Set([
  'usageLocation',
  'userType',
  'otherMails',
  'ageGroup',
  'consentProvidedForMinor',
  'passwordPolicies',
  'identities',
  'preferredDataLocation',
  'customSecurityAttributes',
]);

const cloudMasteredOfGroups = new Set([
  'membershipRuleProcessingState',
  'preferredDataLocation',
  'theme',
  'classification',
  'visibility',
  'uniqueName',
]);

/** Refuses properties that another directory masters, with the one text that does not say which. */
export function checkSource(item: Item, body: Body): void {
  const allowed = item.kind === 'user' ? cloudMastered : cloudMasteredOfGroups;
  const mastered = body.rows.filter((row) => !allowed.has(row.name) && row.ownPatch !== true);
  if (mastered.length > 0 || body.namesSyncedExtension) checkSynced(item);
  // Once managed by Exchange: no property of Graph shows it (microsoft-graph-docs issue 12584). The resource page of
  // 2026 excepts objects whose source of authority was moved to the cloud.
  if (
    item.service['exchangeMastered'] === true &&
    item.service['isCloudManaged'] !== true &&
    body.rows.some((row) => row.name === 'onPremisesExtensionAttributes')
  )
    throw badRequest(
      'Unable to update the specified properties for objects that have originated within an external service.',
    );
}

/** Refuses what only the on-premises directory may change. */
export function checkSynced(item: Item): void {
  if (item.properties['onPremisesSyncEnabled'] !== true) return;
  throw badRequest(
    'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
  );
}
