import { attributes } from './attributes.ts';
import { attributeSchema, referencePattern, referenceWords } from './attribute-schema.ts';
import type { Attribute, ObjectKind } from './attribute.ts';
import { extensionKeys, extensionSchemas } from './extension-keys.ts';
import { extensionsSchema } from './extensions-schema.ts';
import { forms } from './forms.ts';
import { described, dialect, generatedBy, object, text, type Json, type JsonSchema } from './json-schema.ts';
import { dayPattern, tenantSchema } from './tenant-schema.ts';

/** What a key in this repository for a group looks like; Graph takes up to 128 characters as `uniqueName`. */
export const groupKey = {
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
  maxLength: 120,
  words: 'letters A-Z a-z, digits, and . _ - after the first character',
};

/** The JSON Schemas of the configuration files, from the attribute table. */
export function schemas(): Record<'tenant' | 'users' | 'groups' | 'extensions', JsonSchema> {
  return {
    tenant: tenantSchema(),
    users: usersSchema(),
    groups: groupsSchema(),
    extensions: extensionsSchema(),
  };
}

function usersSchema(): JsonSchema {
  const user = object(
    {
      user: text(described('Who it is: the user principal name. With an id it is just a label.')),
      id: objectId,
      ...entryProperties('user'),
      ...extensions,
    },
    ['user'],
    { if: { required: ['id'] }, else: { properties: { user: form('userPrincipalName') } } },
  );
  return file('user', 'users', 'Users of the tenant, one entry each.', user);
}

function groupsSchema(): JsonSchema {
  const group = object(
    {
      group: text({
        pattern: groupKey.pattern,
        maxLength: groupKey.maxLength,
        patternErrorMessage: `Must be a key of ${groupKey.words}.`,
        ...described(
          'The key of the group in this repository. Groups that Tenantry creates get it as their unique name.',
        ),
      }),
      id: objectId,
      ...entryProperties('group'),
      ...extensions,
      membership,
      expect: expectation,
      transition: {
        const: 'pause',
        ...described(
          'Pauses the group while its rule and the attributes that the rule reads are written, so that nobody leaves who belongs to it before and after.',
        ),
      },
      delete: {
        const: true,
        ...described('Deletes the group. Such an entry has a key and an id and nothing else.'),
      },
    },
    ['group'],
    { dependentRequired: { delete: ['id'] } },
  );
  return file('group', 'groups', 'Groups of the tenant, one entry each.', group);
}

function file(kind: ObjectKind, key: 'users' | 'groups', title: string, entry: JsonSchema): JsonSchema {
  const defaults = object(
    entryProperties(kind, (row) => row.inDefaults),
    [],
    {
      ...described('Values for every entry of this file that does not say anything else.'),
    },
  );
  return {
    $schema: dialect,
    $comment: generatedBy,
    title: `Tenantry: ${key}`,
    ...described(title),
    ...object(
      { defaults, [key]: { type: 'array', ...described(title), items: { $ref: `#/$defs/${kind}` } } },
      [key],
    ),
    $defs: { [kind]: entry, ...definitions(kind), ...extensionSchemas },
  };
}

/** Values of extensions are different for every entry, so they are not in `defaults`. */
const extensions: JsonSchema = Object.fromEntries(
  extensionKeys.map((name) => [name, { $ref: `#/$defs/${name}` }]),
);

/** Membership is written as one key and held as two attributes. */
const writtenAsMembership = new Set(['membershipRule', 'membershipRuleProcessingState']);

function rows(kind: ObjectKind): readonly Attribute[] {
  return attributes[kind].filter((row) => !writtenAsMembership.has(row.name));
}

/** A member of a complex value stands under the name of that value: `employeeOrgData: { division: … }`. */
function entryProperties(kind: ObjectKind, holds: (row: Attribute) => boolean = () => true): JsonSchema {
  return Object.fromEntries(
    rows(kind)
      .filter(holds)
      .map((row) => complexName(row.name) ?? row.name)
      .map((name) => [name, { $ref: `#/$defs/${name}` }]),
  );
}

function definitions(kind: ObjectKind): JsonSchema {
  const all: Record<string, Json> = {};
  const members: Record<string, Record<string, Json>> = {};
  for (const row of rows(kind)) {
    const complex = complexName(row.name);
    if (complex === undefined) {
      all[row.name] = attributeSchema(row);
    } else {
      const properties = (members[complex] ??= {});
      properties[row.name.slice(complex.length + 1)] = attributeSchema(row);
      all[complex] = object(properties, [], {
        type: ['object', 'null'],
        minProperties: 1,
        ...described('A value of several parts. `null` clears all of them.'),
      });
    }
  }
  return all;
}

function complexName(name: string): string | undefined {
  const dot = name.indexOf('.');
  return dot === -1 ? undefined : name.slice(0, dot);
}

function form(name: keyof typeof forms): JsonSchema {
  return { pattern: forms[name].pattern, patternErrorMessage: `Must be ${forms[name].words}.` };
}

const objectId: JsonSchema = text({
  ...form('id'),
  ...described(
    'The object id in Entra. With it the entry means that object and no other, whatever its name.',
  ),
});

const referencesList = (doc: string): JsonSchema => ({
  type: 'array',
  items: text({ pattern: referencePattern, patternErrorMessage: `Must be ${referenceWords}.` }),
  ...described(doc),
});

const peopleCount = (doc: string): JsonSchema => ({ type: 'integer', minimum: 0, ...described(doc) });

/** Unit tests of the rule of a group. */
const expectation: JsonSchema = object(
  {
    includes: referencesList('People who must be members.'),
    excludes: referencesList('People who must not be members.'),
    size: object(
      { min: peopleCount('At least so many members.'), max: peopleCount('At most so many members.') },
      [],
      described('How many members there should be.'),
    ),
  },
  [],
  described('What the rule should come to. It is checked at every plan, on the tenant as it will be.'),
);

const ruleRow = attributes.group.find((row) => row.name === 'membershipRule');

const paused = object(
  {
    until: {
      type: 'string',
      pattern: dayPattern,
      patternErrorMessage: 'Must be a day such as 2026-12-01.',
      ...described('The last day of the pause.'),
    },
    reason: text(described('Why, for those who read this later.')),
  },
  ['until', 'reason'],
);

/** `if` and `else` instead of `oneOf`: what is not the one word is compared with the other form alone. */
const membership: JsonSchema = {
  title: 'membership',
  examples: ['assigned'],
  ...described(
    'How people become members. Without this key the membership is not managed.',
    'How people become members: `assigned`, or by `rule`. Without this key the membership is not managed.',
  ),
  if: { enum: ['assigned'] },
  else: object(
    {
      rule: ruleRow === undefined ? text() : attributeSchema({ ...ruleRow, clearing: 'never' }),
      processing: {
        title: 'processing',
        examples: ['on'],
        ...described('Whether the rule is processed. Without this key that is not managed.'),
        if: { enum: ['on'] },
        else: object({ paused }, ['paused'], {
          errorMessage: 'Must be `on`, or `paused:` with `until` and `reason` below it.',
        }),
      },
    },
    ['rule'],
    { errorMessage: 'Must be `assigned`, or hold a `rule:`.' },
  ),
};
