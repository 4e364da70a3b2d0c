import { findingIds } from '../../rules/finding-ids.ts';
import { csvColumns, csvDates, csvIdentifiers } from '../desired/settings.ts';
import { vocabularyAttributes } from '../desired/vocabulary.ts';
import { guardNames } from '../guards/guard.ts';
import { attributes } from './attributes.ts';
import { forms } from './forms.ts';
import { described, dialect, generatedBy, object, text, type JsonSchema } from './json-schema.ts';

/** A day, as pauses and overrides name it. */
export const dayPattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';
/** The digest of a plan, whole or its beginning. */
export const digestPattern = '^[0-9A-Fa-f]{12,64}$';

/** The values of extensions that an authority can name, as they stand in entries. */
export const extensionReference =
  '^(directoryExtensions\\.[A-Za-z]\\w*|schemaExtensions\\.[A-Za-z]\\w*(\\.\\w+)?|openExtensions\\.[^\\s].*)$';

export const exchangeRoutes = ['auto', 'always', 'never'] as const;

export const clouds = ['global', 'usGovernment', 'usGovernmentDoD', 'china'] as const;

/** The JSON Schema of `tenant.yaml`. */
export function tenantSchema(): JsonSchema {
  return {
    $schema: dialect,
    $comment: generatedBy,
    title: 'Tenantry: tenant',
    ...described('The tenant, and what a plan may do to it.'),
    ...object({ format: { const: 1, ...described('The version of this format.') }, ...parts() }, [
      'format',
      'tenant',
    ]),
  };
}

function parts(): Readonly<Record<string, JsonSchema>> {
  return {
    tenant: object(
      {
        id: text({
          pattern: forms.id.pattern,
          patternErrorMessage: `Must be ${forms.id.words}.`,
          ...described('The tenant id. Tenantry refuses to work with credentials for another tenant.'),
        }),
        cloud: { enum: clouds, default: 'global', ...described('The national cloud that holds the tenant.') },
      },
      ['id'],
      described('Which tenant it is.'),
    ),
    exchange: object(
      {
        route: {
          enum: exchangeRoutes,
          default: 'auto',
          ...described(
            'Through which door extension attributes 1 to 15 of Exchange recipients go. auto: through Exchange Online where Graph refuses them. always: through Exchange Online for every recipient. never: through Graph alone; what Graph refuses is reported as blocked.',
            'Through which door extension attributes 1 to 15 of Exchange recipients go.\n\n- `auto`: through Exchange Online where Graph refuses them.\n- `always`: through Exchange Online for every recipient.\n- `never`: through Graph alone; what Graph refuses is reported as blocked.',
          ),
        },
      },
      [],
      described('How Exchange Online is used.'),
    ),
    pace: object(
      {
        percentOfLimit: {
          type: 'integer',
          minimum: 1,
          maximum: 100,
          default: 50,
          ...described('The share of the write quota of the tenant that an apply may use; others share it.'),
        },
      },
      [],
      described('How fast an apply writes.'),
    ),
    guards: object(
      Object.fromEntries(guardNames.map((name) => [name, limit])),
      [],
      described('How much of each kind of change one plan may have.'),
    ),
    protected: object(
      {
        users: list(text(), 'User principal names or ids.'),
        groups: list(text(), 'Keys of groups in this repository, or ids.'),
      },
      [],
      described('Objects that are not to be changed without an override.'),
    ),
    freeze: list(freeze, 'Objects of which nothing is changed until a day, whatever the files declare.'),
    vocabularies: object(
      Object.fromEntries(vocabularyAttributes.map((name) => [name, vocabulary])),
      [],
      described('The words that are used for attributes of users. Others are reported.'),
    ),
    findings: object(
      Object.fromEntries(Object.keys(findingIds).map((name) => [name, findingSeverity])),
      [],
      described('How much findings in rules and values matter, where it should not be the usual.'),
    ),
    audit: object(
      {
        required: {
          type: 'array',
          items: { enum: requirable },
          default: ['usageLocation', 'department'],
          ...described(
            'Attributes that every user who can sign in and is no guest has to have. `tenantry audit` reports those who do not.',
          ),
        },
      },
      [],
      described('What an audit of the tenant asks for.'),
    ),
    authorities: list(authority, 'Attributes that are held elsewhere and are not to be declared here.'),
    csv: object(
      {
        columns: {
          type: 'object',
          additionalProperties: text({
            anyOf: [
              { enum: csvNames },
              {
                pattern: csvExtension,
                patternErrorMessage:
                  'Must be the name of an attribute of users, of a value of an extension such as directoryExtensions.jobGroupTracker, or `-` to pass the column over.',
              },
            ],
          }),
          ...described(
            'What columns are for, by their header: an attribute, or `-` to pass the column over. `*` is every column that is not known.',
          ),
        },
        match: {
          enum: csvIdentifiers,
          ...described('By what people are looked for; without it by the first of these that a row has.'),
        },
        dates: {
          enum: csvDates,
          ...described('The order of day, month and year in dates such as 03/04/2026.'),
        },
      },
      [],
      described('How `tenantry import csv` reads tables.'),
    ),
    overrides: list(
      override,
      'Reviewed permissions to pass a guard once. A refused plan prints the one to paste.',
    ),
  };
}

/** Attributes of users that can be asked of everybody: those that everybody who reads users may read. */
export const requirable: readonly string[] = attributes.user
  .filter(({ shape, sensitive }) => !sensitive && shape.type !== 'boolean')
  .map(({ name }) => name);

const freeze: JsonSchema = object(
  {
    objects: {
      ...list(text(), 'Users and groups: user principal names, keys of groups in this repository, or ids.'),
      minItems: 1,
    },
    reason: text(described('Why, for those who read this later.')),
    until: {
      type: 'string',
      pattern: dayPattern,
      patternErrorMessage: 'Must be a day such as 2026-12-01.',
      ...described('The last day on which they are frozen (UTC).'),
    },
  },
  ['objects', 'reason', 'until'],
  described(
    'Holds objects as they are, mostly after a rollback, until the files declare what the tenant is to keep.',
  ),
);

const words = (doc: string): JsonSchema => ({ ...list(text(), doc), minItems: 1 });

const vocabulary: JsonSchema = object(
  {
    values: words('The values to be used, as they are to be written.'),
    aliases: {
      type: 'object',
      additionalProperties: words('What people write instead of this value.'),
      ...described('What people write instead, by the value that is meant.'),
    },
  },
  ['values'],
);

const findingSeverity: JsonSchema = {
  enum: ['error', 'warning', 'info', 'off'],
  ...described('`error` makes it a problem, `off` leaves the finding out.'),
};

const limit = object(
  {
    count: { type: 'integer', minimum: 0, ...described('At most so many.') },
    percent: { type: 'number', minimum: 0, maximum: 100, ...described('At most this share, in percent.') },
    from: {
      type: 'integer',
      minimum: 0,
      ...described('The percentage counts from so many objects upwards.'),
    },
  },
  [],
  described('The number that one plan may not exceed. Where count and percent are given, both count.'),
);

export const attributeNames = [
  ...new Set(Object.values(attributes).flatMap((rows) => rows.map((row) => row.name))),
].toSorted();

/** What a column of a table can be for. */
export const csvNames: readonly string[] = [
  ...new Set([...csvColumns, ...attributes.user.map(({ name }) => name)]),
].toSorted();

export const csvExtension = '^(directoryExtensions\\.[A-Za-z]\\w*|schemaExtensions\\.[A-Za-z]\\w*\\.\\w+)$';

const authority = object(
  {
    attributes: {
      ...list(
        text({
          anyOf: [
            { enum: attributeNames },
            {
              pattern: extensionReference,
              patternErrorMessage:
                'Must be the name of an attribute, or of a value of an extension such as directoryExtensions.jobGroupTracker.',
            },
          ],
        }),
        'Names of attributes, and of values of extensions as entries have them: directoryExtensions.jobGroupTracker, schemaExtensions.contoso_courses, openExtensions.com.contoso.settings.',
      ),
      minItems: 1,
    },
    owner: text(described('Who holds them, in words: HR (Workday).')),
  },
  ['attributes', 'owner'],
);

const override = object(
  {
    guard: { enum: guardNames, ...described('The guard that may be passed.') },
    object: text(
      described('Key, id or label of the object it is for; without it, whatever the guard counts.'),
    ),
    upTo: { type: 'integer', minimum: 0, ...described('The number that is permitted.') },
    plan: text({
      pattern: digestPattern,
      patternErrorMessage: 'Must be the digest of the reviewed plan, or its first 12 or more characters.',
      ...described('The digest of the plan that was reviewed, or its first 12 or more characters.'),
    }),
    reason: text(described('Why this is right.')),
    until: {
      type: 'string',
      pattern: dayPattern,
      patternErrorMessage: 'Must be a day such as 2026-12-01.',
      ...described('The last day on which it holds (UTC).'),
    },
  },
  ['guard', 'upTo', 'plan', 'reason', 'until'],
);

function list(items: JsonSchema, doc: string): JsonSchema {
  return { type: 'array', items, ...described(doc) };
}
