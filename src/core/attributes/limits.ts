import type { Attribute } from './attribute.ts';
import { forms } from './forms.ts';

/** What a value of this attribute looks like and how long it may be, as sentences in Markdown. */
export function limits(row: Attribute): string {
  const { shape } = row;
  switch (shape.type) {
    case 'text':
      return sentences(
        shape.form === undefined ? 'Text.' : `Must be ${forms[shape.form].words}.`,
        shape.maxLength === undefined ? '' : `At most ${characters(shape.maxLength)}.`,
      );
    case 'boolean':
      return '`true` or `false`.';
    case 'choice':
      return `One of ${shape.values.map((value) => `\`${value}\``).join(', ')}.`;
    case 'dateTime':
      return 'A date, `2026-03-02`, or a date and time, `2026-03-02T09:00:00Z`.';
    case 'texts':
      return sentences(
        shape.maxItems === 1 ? 'A list with one entry.' : `A list of at most ${shape.maxItems} entries.`,
        shape.form === undefined ? '' : `Each must be ${forms[shape.form].words}.`,
        shape.maxLength === undefined ? '' : `Each at most ${characters(shape.maxLength)}.`,
      );
    case 'user':
      return 'One user: an id, a user principal name or a mail address.';
    case 'users':
      return `A list of 1 to ${shape.maxItems} users, exact; or \`{ atLeast: [...] }\`.`;
    case 'rule':
      return `A membership rule of at most ${characters(shape.maxLength)}; line breaks count as one space.`;
    case 'extension':
      return 'As its definition says.';
    case 'structure':
      return 'Keys and values, of at most 2 KB.';
    case 'processing':
      return '`on`, or `paused` with a date and a reason.';
  }
}

function characters(count: number): string {
  return `${count.toLocaleString('en')} characters`;
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
