import { isMap, isScalar, parseDocument } from 'yaml';
import { attributes } from '../../core/attributes/attributes.ts';
import type { Scalar } from '../../core/attributes/attribute.ts';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

export interface ScalarContext {
  /** Between brackets or braces. */
  readonly flow: boolean;
  /** The key whose value it is; none for items of lists and for keys themselves. */
  readonly key?: string;
  /** How the value was written that it replaces. */
  readonly before?: { readonly style: ScalarStyle; readonly text: string };
}

/**
 * A scalar as YAML: quoted where it has to be, where other readers of YAML take it for a number, a date or a truth value,
 * and where somebody quoted the earlier value without need, which is their style.
 */
export function scalarText(value: Scalar | null, context: ScalarContext): string {
  if (typeof value !== 'string') return String(value);
  const { before } = context;
  if (before?.style === 'single' && fitsSingle(value)) return `'${value.replaceAll("'", "''")}'`;
  const chosen = before?.style === 'double' && !needsQuotes(before.text, { ...context, before: undefined });
  return chosen || needsQuotes(value, context) ? doubleQuoted(value) : value;
}

type Context = Omit<ScalarContext, 'before'> & { readonly before?: ScalarContext['before'] | undefined };

function needsQuotes(text: string, context: Context): boolean {
  if (context.key === 'processing' && text === 'on') return false;
  if (dateLike.test(text)) return !(isPlainDate(context) && plainSafe(text, context.flow));
  return looksTyped.some((form) => form.test(text)) || !plainSafe(text, context.flow);
}

function isPlainDate({ key, before }: Context): boolean {
  return before === undefined
    ? plainDates.has(key ?? '')
    : plainDates.has(key ?? '') || (before.style === 'plain' && dateLike.test(before.text));
}

const dateLike = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?$/;
const looksTyped = [
  /^[-+.(]*\d[\d\s_.,:()/+-]*$/,
  /^[-+]?0[xob][\da-f_]+$/i,
  /^[-+]?(?:\d[\d_]*\.?[\d_]*|\.[\d_]+)e[-+]?\d+$/i,
  /^[-+]?\.(?:inf|nan)$/i,
  // YAML 1.1, which many tools still read, has more words for truth.
  /^(?:~|null|true|false|yes|no|on|off|y|n)$/i,
];

/** Keys whose values are dates, which this format reads without quotation marks. */
const plainDates: ReadonlySet<string> = new Set([
  'until',
  ...attributes.user.filter(({ shape }) => shape.type === 'dateTime').map(({ name }) => name),
]);

/** Whether YAML reads the text as it is written; the parser is asked unless there is nothing special in it. */
function plainSafe(text: string, flow: boolean): boolean {
  if (/^\p{L}[\p{L}\p{N}]*(?:[ ._@/-][\p{L}\p{N}]+)*$/u.test(text)) return true;
  if (/[\r\n]/.test(text) || unprintable.test(text)) return false;
  const document = parseDocument(flow ? `{ k: ${text} }\n` : `k: ${text}\n`, {
    version: '1.2',
    schema: 'core',
    logLevel: 'error',
  });
  const { contents } = document;
  const pair = isMap(contents) && contents.items.length === 1 ? contents.items[0] : undefined;
  const value = pair?.value;
  return (
    document.errors.length === 0 &&
    document.comment === null &&
    isScalar(value) &&
    value.value === text &&
    value.type === 'PLAIN' &&
    !value.comment &&
    value.anchor === undefined &&
    value.tag === undefined
  );
}

/** https://yaml.org/spec/1.2.2/#51-character-set, and what editors show as nothing. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/u;
const allUnprintable = new RegExp(unprintable.source, 'gu');

const fitsSingle = (text: string): boolean => !unprintable.test(text);

/** JSON is YAML, but for the characters that JSON leaves as they are. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    allUnprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
