import type { Form } from '../core/attributes/attribute.ts';
import { forms } from '../core/attributes/forms.ts';
import { note, type Flaw, type Flaws } from './flaw.ts';
import type { Node, ScalarNode } from './node.ts';
import { quote, yamlText } from './quote.ts';

/** What a text has to be like. */
export interface TextRules {
  /** The key, for the messages. */
  readonly name: string;
  readonly maxLength?: number;
  readonly form?: Form;
  /** A pattern without a name, and the words that complete "must be …". */
  readonly pattern?: { readonly pattern: string; readonly words: string; readonly remedy?: string };
  /** What to do where it is empty. */
  readonly empty: string;
  /** Unquoted dates are refused: other readers of YAML take them for dates. */
  readonly datesQuoted?: boolean;
}

/** Control characters, halves of characters, and the line separators that only Unicode knows. */
const forbidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const dateLike = /^\d{4}-\d{2}-\d{2}([Tt ]\d{1,2}:\d{2}\S*)?$/;
const patterns = new Map<string, RegExp>();

/** Text without the spaces around it, which the service drops too; undefined where it has a flaw. */
export function readText(node: Node | undefined, rules: TextRules, flaws: Flaws): string | undefined {
  if (node?.type !== 'scalar' || typeof node.value !== 'string' || flaws.has(node)) {
    return undefined;
  }
  const value = node.value.trim();
  const flaw = textFlaw(value, node, rules);
  if (flaw === undefined) {
    return value;
  }
  note(flaws, node, flaw);
  return undefined;
}

function textFlaw(value: string, node: ScalarNode, rules: TextRules): Flaw | undefined {
  const name = quote(rules.name);
  if (value === '') {
    const what = node.value === '' ? 'empty text' : 'nothing but spaces';
    return { id: 'empty-text', message: `${name} is ${what}.`, remedy: rules.empty };
  }
  if (rules.datesQuoted === true && node.plain && dateLike.test(node.source)) {
    return {
      id: 'not-text',
      message: `${name} is text, but ${quote(node.source)} without quotation marks is a date to many readers of YAML.`,
      remedy: `Write it between quotation marks: ${yamlText(node.source)}.`,
    };
  }
  return (
    controlFlaw(value, name) ??
    lengthFlaw(value, name, rules.maxLength) ??
    formFlaw(value, name, rules.form === undefined ? rules.pattern : forms[rules.form])
  );
}

/** The flaw of a value that holds a character that cannot be seen or sent. */
export function controlFlaw(value: string, name: string): Flaw | undefined {
  const found = forbidden.exec(value);
  if (found === null) {
    return undefined;
  }
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const what = found[0] === '\n' || found[0] === '\r' ? 'a line break' : `the control character U+${code}`;
  return {
    id: 'control-character',
    message: `${name} holds ${what} at character ${found.index + 1}.`,
    remedy: 'Remove it; it may have come along from where the value was copied.',
  };
}

/** Measured as the service does, in UTF-16 units. */
export function lengthFlaw(value: string, name: string, most: number | undefined): Flaw | undefined {
  if (most === undefined || value.length <= most) {
    return undefined;
  }
  const counted =
    Array.from(value).length < value.length ? ' Emoji and some rare characters count twice.' : '';
  return {
    id: 'too-long',
    message: `${name} has ${value.length.toLocaleString('en')} characters; the service takes at most ${most.toLocaleString('en')}.`,
    remedy: `Shorten it by ${(value.length - most).toLocaleString('en')}.${counted}`,
  };
}

function formFlaw(value: string, name: string, form: TextRules['pattern']): Flaw | undefined {
  if (form === undefined || compiled(form.pattern).test(value)) {
    return undefined;
  }
  return {
    id: 'bad-form',
    message: `${name} must be ${form.words}, not ${quote(value)}.`,
    remedy: form.remedy ?? 'Correct the value.',
  };
}

function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, known);
  return known;
}
