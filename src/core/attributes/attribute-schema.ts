import type { Attribute } from './attribute.ts';
import { immutableIdParts } from './extension-keys.ts';
import { forms } from './forms.ts';
import { described, text, type Json, type JsonSchema } from './json-schema.ts';
import { limits } from './limits.ts';

/** Dates as they may be written: a day, or a day and a time with its distance from UTC. */
export const datePattern =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2}))?$';
export const dateWords = 'a date such as 2026-03-02, or with a time 2026-03-02T09:00:00Z';

/** A user: an object id, a user principal name or a mail address. */
export const referencePattern = `(${forms.id.pattern})|(${forms.mail.pattern})`;
export const referenceWords = 'an object id, a user principal name or a mail address';

/** The schema of one attribute, as it stands in an entry. */
export function attributeSchema(row: Attribute): JsonSchema {
  const nullable = row.clearing !== 'never';
  return { title: row.name, ...hover(row), ...shapeSchema(row, nullable), examples: [exampleValue(row)] };
}

function shapeSchema(row: Attribute, nullable: boolean): JsonSchema {
  const { shape } = row;
  const orNull = (type: string): Json => (nullable ? [type, 'null'] : type);
  switch (shape.type) {
    case 'text':
      return shape.form === 'immutableId'
        ? {
            ...immutableIdParts,
            ...textLimits(shape),
            type: ['string', 'object', 'null'],
            minProperties: 1,
            maxProperties: 1,
          }
        : text({ type: orNull('string'), ...textLimits(shape) });
    case 'rule':
      return text({ type: orNull('string'), ...textLimits(shape) });
    case 'boolean':
      return { type: orNull('boolean') };
    case 'choice':
    case 'processing':
      return {
        enum: [...(shape.type === 'choice' ? shape.values : ['On', 'Paused']), ...(nullable ? [null] : [])],
      };
    case 'dateTime':
      return { type: orNull('string'), pattern: datePattern, patternErrorMessage: `Must be ${dateWords}.` };
    case 'texts':
      return {
        type: orNull('array'),
        maxItems: shape.maxItems,
        uniqueItems: true,
        items: text(textLimits(shape)),
      };
    case 'extension':
      return { type: ['null', 'boolean', 'number', 'string', 'array'] };
    case 'structure':
      return { type: ['object', 'null'] };
    case 'user':
      return text({ type: orNull('string'), ...reference });
    case 'users':
      return {
        type: ['array', 'object'],
        ...people(shape.maxItems),
        properties: {
          atLeast: {
            type: 'array',
            ...people(shape.maxItems),
            ...described('These people, and whoever else there is already.'),
          },
        },
        required: ['atLeast'],
        additionalProperties: false,
      };
  }
}

const reference: JsonSchema = {
  pattern: referencePattern,
  patternErrorMessage: `Must be ${referenceWords}.`,
};

function people(maxItems: number): JsonSchema {
  return { items: text(reference), minItems: 1, maxItems, uniqueItems: true };
}

function textLimits(shape: Attribute['shape']): JsonSchema {
  const form = 'form' in shape && shape.form !== undefined ? forms[shape.form] : undefined;
  return {
    // A rule may be laid out over many lines, which count as one space each: only the loader can measure it.
    ...('maxLength' in shape && shape.maxLength !== undefined && shape.type !== 'rule'
      ? { maxLength: shape.maxLength }
      : {}),
    ...(form === undefined ? {} : { pattern: form.pattern, patternErrorMessage: `Must be ${form.words}.` }),
  };
}

function hover(row: Attribute): JsonSchema {
  const clearing =
    row.clearing === 'never' ? 'It can be changed but not cleared.' : '`null`, in lower case, clears it.';
  const consequences = [row.consequence?.changed, row.consequence?.cleared].filter(
    (each) => each !== undefined,
  );
  const markdown = [
    row.doc,
    [limits(row), clearing].filter((each) => each !== '').join(' '),
    ...(consequences.length > 0 ? [`**What happens besides:** ${consequences.join(' ')}`] : []),
  ].join('\n\n');
  return described([row.doc, ...consequences].join(' '), markdown);
}

function unquoted(written: string): string {
  return written.trim().replace(/^"(.*)"$/, '$1');
}

/** The example of a row, which is written as YAML, as a value. */
function exampleValue(row: Attribute): Json {
  switch (row.shape.type) {
    case 'boolean':
      return row.example === 'true';
    case 'texts':
    case 'users':
      return row.example
        .replace(/^\[(.*)\]$/, '$1')
        .split(',')
        .map(unquoted);
    case 'text':
    case 'choice':
    case 'dateTime':
    case 'user':
    case 'rule':
    case 'processing':
    case 'extension':
    case 'structure':
      return unquoted(row.example);
  }
}
