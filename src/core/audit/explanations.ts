import type { FindingId } from '../../rules/finding-ids.ts';

/** Why each kind of finding matters, in one or two sentences for those who meet it for the first time. */
export const explanations: Readonly<Record<FindingId, string>> = {
  'outside-vocabulary':
    'tenant.yaml lists the values that an attribute may have, and this is none of them. Rules compare whole values, so that whoever has another spelling is not in the group.',
  'near-duplicate':
    'The value differs from a much more frequent one in a letter or two, in case, accents or blanks. Rules take the two for different values, unless capitals are all the difference.',
  'missing-required':
    'Somebody who can sign in lacks an attribute that everybody is to have. Without usageLocation no licence can be assigned.',
  'no-owners':
    'Nobody is asked when somebody wants to join, and nobody notices when the group is not needed any more.',
  'freezes-nothing': 'A freeze of a name that no entry has holds nothing back.',
  'few-owners': 'When the only owner leaves, nobody looks after the group.',
  'disabled-owners': 'Somebody who cannot sign in does not look after a group.',
  'no-description': 'Nobody can tell later what the group is for and who may be in it.',
  'paused-past':
    'Nobody enters or leaves a dynamic group that is paused, whatever its rule says: joiners do not get access, and leavers keep it.',
  'matches-nobody':
    'The rule takes in nobody, mostly because a value in it is spelt otherwise than in the directory. Whoever cannot be told counts as a possible member.',
  'identical-rules':
    'Several groups of one type have the same rule in its canonical form. Each is worked out by itself, and they come apart when one of them is changed.',
  'extension-attribute-in-use':
    'Who uses which of the fifteen extension attributes is mostly written down nowhere. Exchange calls them CustomAttribute1 to 15.',
  'extension-sensitive':
    'The value looks like a secret, a card, an account or an identity number, and everybody in the organisation can read values of extensions.',
  'unused-definition':
    'Nothing holds a value of it and nothing reads it. A tenant can have 100 values of extensions on an object.',
  'definition-without-owner':
    'Definitions belong to an application. Without it, or without its service principal in the tenant, values cannot be relied on in rules, and the definition cannot be changed.',
  'member-of': 'The preview of memberOf ended on 2026-11-03. Such a group keeps its last members.',
  'mixed-operators': '-and binds tighter than -or, which authors forget. Parentheses say what is meant.',
  'matches-blanks': 'A comparison with a negative operator is true of whoever has no value at all.',
  'always-true': 'The condition decides nothing, because it is true of everybody.',
  'never-true': 'The condition decides nothing, because it is true of nobody.',
  'chained-equality':
    'Comparisons of one property with several values are shorter and faster as a list with -in.',
  'needless-pattern': '-match is slower than the operator that says the same.',
  'needless-contains': '-contains is slower than -eq or -startsWith, and takes in more than is meant.',
  'pattern-undecided':
    'The pattern cannot be evaluated outside the service, so that who matches cannot be predicted.',
  'doubled-backslash': 'A backslash is not doubled in a rule; the pattern then looks for a backslash.',
  wildcard: 'No operator knows wildcards: * is an ordinary character.',
  'time-dependent': 'The members change with time, without a change of anybody.',
  'date-without-zone': 'A date without a time zone is taken as UTC.',
  'plan-without-status': 'A service plan stays in the list of a user after the licence is removed.',
  'self-service-property': 'People can change the property themselves, and with it their access.',
  'quoted-null': '"null" in quotes is a text of four letters and not the absence of a value.',
  'empty-text': 'Empty text is not the absence of a value, and no property holds it.',
  'single-apostrophe': 'A single apostrophe in a text sometimes matches nothing.',
  'sync-disabled': 'Users of the cloud have no dirSyncEnabled, which is not false.',
  'any-not-equal': '-any with -ne is true as soon as one other item is there.',
  'all-of-nothing': '-all is true of a collection without items.',
  'address-prefix': 'Proxy addresses begin with smtp: or SMTP:, without a blank.',
  'address-case': 'Comparison ignores case, so that SMTP: and smtp: are the same.',
  'bare-condition': 'The condition of -any or -all stands without parentheses.',
  'direct-collection': 'Comparing a whole collection is not documented any more.',
  'empty-list': 'A list without texts matches nobody.',
  'system-labels': 'The reference and Graph disagree on what systemLabels is.',
  'reports-with-manager': 'Since 2026 the documentation says that the manager is a member too.',
  'odd-space': 'Whether the service takes a special blank for a blank is not documented.',
  'ordering-of-text': 'Texts are compared letter by letter: version 10 comes before version 9.',
};
