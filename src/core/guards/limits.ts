import type { Limit } from '../desired/settings.ts';
import type { GuardName } from './guard.ts';

/**
 * What holds where tenant.yaml says nothing. A limit of 0 means that each case needs a reviewed override, because it
 * takes away a sign-in, an account, members or a group.
 */
export const defaultLimits: Readonly<Record<GuardName, Limit>> = {
  usersChanged: { count: 500, percent: 20, from: 20 },
  groupsChanged: { count: 50, percent: 20, from: 20 },
  valuesCleared: { count: 20 },
  recoveryContactsCleared: { count: 5 },
  roleHoldersChanged: { count: 5 },
  actingIdentity: { count: 0 },
  tenantShrunk: { percent: 10, from: 20 },
  ownersRemoved: { count: 10 },
  membersLeaving: { count: 50, percent: 10, from: 20 },
  groupsEmptied: { count: 0 },
  matchesEverybody: { count: 0 },
  leavesMeanwhile: { count: 0 },
  assignedToDynamic: { count: 0 },
  signInNamesChanged: { count: 0 },
  immutableIdsWritten: { count: 0 },
  accountsDisabled: { count: 0 },
  groupsCreated: { count: 20 },
  groupsDeleted: { count: 0 },
  definitionsDeleted: { count: 0 },
  twins: { count: 0 },
  protectedObjects: { count: 0 },
  blockedIntroduced: { count: 0 },
  expectationsBroken: { count: 0 },
};

/** The number that may not be exceeded among `total` objects; infinite where nothing applies. */
export function limitFor(limit: Limit, total: number): number {
  const byCount = limit.count ?? Number.POSITIVE_INFINITY;
  const applies = limit.percent !== undefined && total >= (limit.from ?? 0);
  const byPercent = applies ? Math.floor((total * (limit.percent ?? 0)) / 100) : Number.POSITIVE_INFINITY;
  return Math.min(byCount, byPercent);
}
