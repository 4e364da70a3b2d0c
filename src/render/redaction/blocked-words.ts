import type { BlockedReason, BrokenExpectation } from '../../core/plan/plan.ts';

/** Why a value cannot be written and what to do, without saying of whom or which value. */
export interface Words {
  readonly message: string;
  readonly remedy: string;
}

const onPremises = 'Change it in on-premises Active Directory; Entra Connect brings it to the cloud.';

export const blockedWords: Readonly<Record<BlockedReason, Words>> = {
  masteredOnPremises: {
    message: 'the object is synced from on-premises Active Directory, which holds this value',
    remedy: onPremises,
  },
  noRecipient: {
    message: 'the user came from on-premises once and is no recipient of Exchange Online',
    remedy: 'Give the user a licence with an Exchange mailbox, or make it a mail user.',
  },
  exchangeNotUsed: {
    message: 'only Exchange Online can change this, and tenant.yaml says that it is not used',
    remedy: 'Run `tenantry plan --powershell FILE` and have an Exchange administrator run that script.',
  },
  holdsRole: {
    message: 'the user holds an administrator role or may come to it, so applications cannot change this',
    remedy: 'Have a Privileged Authentication Administrator change it in the Entra admin centre.',
  },
  managementRestricted: {
    message: 'the object is in a restricted management administrative unit',
    remedy: 'Have an administrator whose role is scoped to that administrative unit change it.',
  },
  managedInExchange: {
    message: 'Exchange Online manages groups like this one',
    remedy: 'Change it in the Exchange admin centre, under Recipients > Groups.',
  },
  roleAssignable: {
    message: 'a group to which roles can be assigned cannot have a membership rule',
    remedy: 'Use membership: assigned for this group.',
  },
  syncedDefinition: {
    message: 'Entra Connect made the definition of this extension and brings its values',
    remedy: onPremises,
  },
  frozen: { message: 'the object is frozen', remedy: 'Take it out of `freeze` in tenant.yaml.' },
  heldElsewhere: {
    message: 'tenant.yaml names another authority for this attribute',
    remedy: 'Change it there, or take the attribute out of the entry.',
  },
  domainNotVerified: {
    message: 'the domain is not verified in this tenant',
    remedy: 'Use a verified domain, or verify this one in the Entra admin centre first.',
  },
  domainFederated: {
    message: 'the user signs in through a federated domain',
    remedy: 'Move the sign-in name to a managed domain first, and back afterwards.',
  },
  nameTaken: {
    message: 'the sign-in name belongs to another user',
    remedy: 'Give that user another sign-in name first.',
  },
  immutableIdTaken: {
    message: 'another user has this immutable id already',
    remedy: 'Clear it there first.',
  },
  groupTypeFixed: {
    message: 'the type of a group is fixed once it exists',
    remedy: 'Create a new group of that type under another key, move its uses over, then delete this one.',
  },
  visibilityFixed: {
    message: 'this visibility can be chosen only while a group is created',
    remedy: 'Choose Public or Private, or create a new group.',
  },
  definitionMissing: {
    message: 'the definition of this extension is not in the tenant',
    remedy: 'See what the plan says about the definition; the value can follow once it is there.',
  },
  definitionFixed: {
    message: 'this part of a definition is fixed once it is there',
    remedy: 'Define another one, or write here what it is.',
  },
  definitionInUse: {
    message: 'some of the objects that have values of it cannot be changed',
    remedy: 'The definition can be deleted once no object has a value.',
  },
  tooManyExtensions: {
    message: 'more open extensions would be created than an application may create on one object',
    remedy: 'Put the values into fewer open extensions.',
  },
};

export const unresolvedWords = (attribute: string | undefined): Words => ({
  message: `${attribute === undefined ? 'the entry' : 'the reference'} was not found in the tenant, or is not clear`,
  remedy: 'What was found instead is not shown here; `tenantry plan` and the plan in the artifact say it.',
});

export const expectationWords: Readonly<Record<BrokenExpectation['expected'], string>> = {
  includes: 'somebody who is expected to be a member is not, or it cannot be determined',
  excludes: 'somebody who is expected to be no member is one, or it cannot be determined',
  size: 'the group has another size than is expected',
};
