/** The guards, in the order in which they are shown. */
export const guardNames = [
  'usersChanged',
  'groupsChanged',
  'valuesCleared',
  'ownersRemoved',
  'membersLeaving',
  'groupsEmptied',
  'matchesEverybody',
  'leavesMeanwhile',
  'assignedToDynamic',
  'signInNamesChanged',
  'immutableIdsWritten',
  'accountsDisabled',
  'groupsCreated',
  'groupsDeleted',
  'definitionsDeleted',
  'twins',
  'protectedObjects',
  'blockedIntroduced',
  'expectationsBroken',
] as const;

export type GuardName = (typeof guardNames)[number];

/** A sentence for each guard: what it limits. */
export const guardTexts: Readonly<Record<GuardName, string>> = {
  usersChanged: 'users changed',
  groupsChanged: 'groups changed',
  valuesCleared: 'values cleared',
  ownersRemoved: 'owners removed from groups',
  membersLeaving: 'people leaving one group',
  groupsEmptied: 'groups that lose all their members',
  matchesEverybody: 'rules that match everybody',
  leavesMeanwhile: 'groups that people leave only while attributes and rule are written one after the other',
  assignedToDynamic: 'groups turned from assigned to dynamic members',
  signInNamesChanged: 'sign-in names changed',
  immutableIdsWritten: 'immutable ids written',
  accountsDisabled: 'accounts disabled',
  groupsCreated: 'groups created',
  groupsDeleted: 'groups deleted',
  definitionsDeleted: 'definitions of extensions deleted',
  twins: 'groups created beside one of the same name',
  protectedObjects: 'protected objects changed',
  blockedIntroduced: 'blocked or unresolved entries that this change introduces',
  expectationsBroken: 'expectations that this change breaks',
};
