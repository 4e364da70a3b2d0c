import type { YAMLError } from 'yaml';
import type { Flaw } from './flaw.ts';
import { listed } from '../core/wording.ts';
import { quote } from './quote.ts';

/** The words for a mistake in the YAML itself, in place of those of the parser. */
export function syntaxFlaw(error: Pick<YAMLError, 'code' | 'message' | 'pos'>, text: string): Flaw {
  const [message, remedy] = words(error, text);
  return {
    id: 'yaml-syntax',
    message,
    remedy: `${remedy} Nothing of this file is used until it can be read.`,
  };
}

function words(error: Pick<YAMLError, 'code' | 'message' | 'pos'>, text: string): readonly [string, string] {
  const [from] = error.pos;
  const line = lineAt(text, from);
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return [tabLines(text), 'Indent with spaces; most editors can convert tabs to spaces.'];
    case 'BLOCK_AS_IMPLICIT_KEY':
      return [
        `The line ${quote(line.trim())} has a second colon, which YAML takes for another key.`,
        'Put the value between quotation marks.',
      ];
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return notAPair(line);
    case 'BAD_INDENT':
      return error.message.startsWith('Flow')
        ? [
            `A list or map that is opened with ${opened(error.message)} is not closed.`,
            'Add the closing bracket.',
          ]
        : [`The line ${quote(line.trim())} is not indented like the lines around it.`, aligned];
    case 'MISSING_CHAR':
      return missing(error.message, line);
    case 'UNEXPECTED_TOKEN':
      return unexpected(text, from, line);
    case 'BAD_SCALAR_START':
      return [
        `A value cannot begin with ${quote(text.charAt(from))} without quotation marks.`,
        'Put the value between quotation marks.',
      ];
    case 'BAD_DQ_ESCAPE':
      return [
        `Between double quotation marks a backslash has a meaning of its own; ${quote(text.slice(from, from + 2))} has none.`,
        'Use single quotation marks, or write each backslash twice.',
      ];
    case 'MULTIPLE_DOCS':
      return [
        'The file holds several documents, divided by `---`.',
        'Keep one document a file: remove the line `---`, or move what follows to a file of its own.',
      ];
    case 'RESOURCE_EXHAUSTION':
      return ['The file is nested too deeply.', 'Nothing in this format is nested more than a few levels.'];
    case 'KEY_OVER_1024_CHARS':
      return [
        'A key is longer than 1,024 characters.',
        'Check the quotation marks and the colon of this line.',
      ];
    case 'ALIAS_PROPS':
    case 'BAD_ALIAS':
    case 'BAD_COLLECTION_TYPE':
    case 'BAD_DIRECTIVE':
    case 'BAD_PROP_ORDER':
    case 'DUPLICATE_KEY':
    case 'IMPOSSIBLE':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
    case 'NON_STRING_KEY':
    case 'TAG_RESOLVE_FAILED':
      return [
        `The line ${quote(line.trim())} is not valid YAML.`,
        'Check its indentation, colons and quotation marks.',
      ];
  }
}

function notAPair(line: string): readonly [string, string] {
  return [
    `The line ${quote(line.trim())} is not of the form \`key: value\`.`,
    'Write a colon and a space between key and value.',
  ];
}

const aligned = 'Let the keys of one entry begin in the same column.';

function missing(message: string, line: string): readonly [string, string] {
  if (message.includes('quote')) {
    return ['A quotation mark is opened and never closed.', 'Add the closing quotation mark.'];
  }
  if (message.startsWith('Sequence item')) {
    return [`The line ${quote(line.trim())} is not indented like the lines around it.`, aligned];
  }
  if (message.startsWith('Comments')) {
    return [
      'A comment stands directly behind a value.',
      'Write a space before the #, or put the value in quotation marks.',
    ];
  }
  if (message.startsWith('Implicit')) {
    return notAPair(line);
  }
  return [
    `Something is missing in the line ${quote(line.trim())}.`,
    'Check its colons, commas and quotation marks.',
  ];
}

function unexpected(text: string, from: number, line: string): readonly [string, string] {
  if (/^["']/.test(line.replace(/^[^:]*:\s+|^[\s-]+/, ''))) {
    return [
      `After the closing quotation mark the line goes on with ${quote(text.slice(from).split('\n', 1)[0] ?? '')}.`,
      "Put the whole value between single quotation marks: '...'.",
    ];
  }
  return [
    `${quote(text.charAt(from))} is out of place in the line ${quote(line.trim())}.`,
    'Begin list entries with `- ` on lines of their own, and put values with special characters in quotation marks.',
  ];
}

function opened(message: string): string {
  return message.includes(' ] ') || message.endsWith(']') ? '`[`' : '`{`';
}

/** One mistake that is made in many lines is told once. */
function tabLines(text: string): string {
  const lines = text.split('\n').flatMap((line, index) => (/^ *\t+\s*\S/.test(line) ? [`${index + 1}`] : []));
  const shown = lines.length > 10 ? [...lines.slice(0, 10), `${lines.length - 10} more`] : lines;
  return lines.length > 1
    ? `The lines ${listed(shown)} are indented with tabs, which YAML does not allow.`
    : 'The line is indented with a tab, which YAML does not allow.';
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? undefined : end);
}
