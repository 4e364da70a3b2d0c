import type { Attribute } from './attribute.ts';

/** What most attributes of groups have in common; a row says what is different. */
const usual = {
  on: 'group',
  update: 'property',
  travels: 'profile',
  equality: 'exact',
  clearing: 'null',
  sensitive: false,
  mastered: 'onPremises',
  inDefaults: true,
} as const;

/**
 * The attributes of groups. Limits and update rules: https://learn.microsoft.com/graph/api/resources/group,
 * https://learn.microsoft.com/graph/api/group-post-groups and https://learn.microsoft.com/graph/api/group-update.
 */
export const groupAttributes = [
  {
    ...usual,
    name: 'displayName',
    shape: { type: 'text', maxLength: 256 },
    read: { property: 'displayName' },
    clearing: 'never',
    inDefaults: false,
    doc: 'The name that people see.',
    example: 'SG-Engineering-BR',
  },
  {
    ...usual,
    name: 'description',
    shape: { type: 'text', maxLength: 1024 },
    read: { property: 'description' },
    doc: 'What the group is for and what it grants.',
    example: 'Engineers in Brazil',
  },
  {
    ...usual,
    name: 'mailNickname',
    shape: { type: 'text', maxLength: 64, form: 'mailNickname' },
    read: { property: 'mailNickname' },
    clearing: 'never',
    consequence: { changed: 'The mail address of a mail-enabled group is derived from it.' },
    inDefaults: false,
    doc: 'The mail alias, unique among Microsoft 365 groups.',
    example: 'sg-engineering-br',
  },
  {
    ...usual,
    name: 'type',
    shape: { type: 'choice', values: ['security', 'microsoft365'] },
    read: { property: 'groupTypes' },
    update: 'creation',
    clearing: 'never',
    doc: 'What kind of group it is. Fixed once the group exists.',
    example: 'security',
  },
  {
    ...usual,
    name: 'visibility',
    shape: { type: 'choice', values: ['Public', 'Private', 'HiddenMembership'] },
    read: { property: 'visibility' },
    clearing: 'never',
    doc: 'Who sees and joins a Microsoft 365 group. HiddenMembership only at its creation.',
    example: 'Private',
  },
  {
    ...usual,
    name: 'owners',
    shape: { type: 'users', maxItems: 100 },
    read: { property: 'owners' },
    update: 'references',
    travels: 'owners',
    equality: 'set',
    clearing: 'never',
    doc: 'Who may manage the group: exactly these people, or with atLeast these and whoever else there is.',
    example: '[lee.gu@contoso.com]',
  },
  {
    ...usual,
    name: 'membershipRule',
    shape: { type: 'rule', maxLength: 3072 },
    read: { property: 'membershipRule' },
    update: 'rule',
    travels: 'membershipRule',
    equality: 'rule',
    consequence: {
      changed: 'Entra evaluates the members again, which can take from minutes to a day.',
      cleared: 'Members stay as they are; nobody enters or leaves by rule any more.',
    },
    inDefaults: false,
    doc: 'Who is a member, as a dynamic membership rule; null where members are assigned.',
    example: '(user.department -eq "Engineering")',
  },
  {
    ...usual,
    name: 'membershipRuleProcessingState',
    shape: { type: 'processing' },
    read: { property: 'membershipRuleProcessingState' },
    update: 'processing',
    travels: 'membershipRuleProcessingState',
    clearing: 'never',
    consequence: {
      changed:
        'Paused: nobody enters or leaves, whatever the rule says. On: Entra evaluates the members again.',
    },
    inDefaults: false,
    doc: 'Whether the rule is processed: On or Paused.',
    example: 'On',
  },
] as const satisfies readonly Attribute[];
