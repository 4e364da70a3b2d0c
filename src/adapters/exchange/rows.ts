import { member, textsOf } from '../http/json.ts';

/** What a cmdlet answered of one object. */
export type Row = Readonly<Record<string, unknown>>;

export interface Rows {
  readonly rows: readonly Row[];
  /** As the service gave it. */
  readonly nextLink?: string;
  /** The service says that it left something out. */
  readonly truncated: boolean;
}

const truncation = /more results available than are currently displayed/i;

/**
 * The rows in the body of a success, without the annotations beside their properties; no body is no rows, as after a
 * change. Throws TypeError where it is no such answer.
 */
export function rowsIn(body: unknown): Rows {
  if (body === null || body === undefined || body === '') return { rows: [], truncated: false };
  const value = member(body, 'value');
  const nextLink = member(body, '@odata.nextLink') ?? undefined;
  if (!Array.isArray(value) || !value.every(isObject)) throw new TypeError('no list of objects');
  if (nextLink !== undefined && typeof nextLink !== 'string') throw new TypeError('no link');
  return {
    rows: value.map(withoutAnnotations),
    truncated: textsOf(member(body, '@adminapi.warnings')).some((text) => truncation.test(text)),
    ...(nextLink === undefined ? {} : { nextLink }),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutAnnotations(row: object): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.includes('@')));
}
