import { badRequest, unsupportedQuery } from '../errors.ts';
import { parseExpand, type Expand } from './expand.ts';
import { invalidQuery, unrecognizedArgument } from './faults.ts';
import type { OrderTerm } from './orderby.ts';

export type { Expand } from './expand.ts';
export type { OrderTerm } from './orderby.ts';

/** The OData options of one request, decoded and typed; what they mean for a collection is decided elsewhere. */
export interface Query {
  select?: string[];
  expand?: Expand[];
  top?: number;
  count: boolean;
  filter?: string;
  search?: string;
  orderby?: OrderTerm[];
  skiptoken?: string;
  deltatoken?: string;
  format?: string;
}

/** Pages of the directory hold 100 objects unless asked otherwise, and never more than this (facts, section 1.1). */
export const MAX_PAGE = 999;

const READERS: Readonly<Record<string, (query: Query, value: string) => void>> = {
  $select: (query, value) => {
    query.select = names(value);
  },
  $expand: (query, value) => {
    query.expand = parseExpand(value);
  },
  $top: (query, value) => {
    query.top = pageSize(value);
  },
  $count: (query, value) => {
    query.count = isTrue(value);
  },
  $filter: (query, value) => {
    query.filter = value;
  },
  $search: (query, value) => {
    query.search = value;
  },
  $orderby: (query, value) => {
    query.orderby = order(value);
  },
  $skiptoken: (query, value) => {
    query.skiptoken = value;
  },
  $deltatoken: (query, value) => {
    query.deltatoken = value;
  },
  $format: (query, value) => {
    query.format = value;
  },
};

/**
 * The query string of a request (with or without its question mark). Option names are read in any case and with `%24`
 * for the dollar, values with `+` or `%20` for a space. An option that the directory does not know is refused by name,
 * and so is one without its dollar (microsoft-graph-docs issue 3879); `$skip` is known and not supported.
 */
export function parseQuery(search: string): Query {
  const query: Query = { count: false };
  const seen = new Set<string>();
  for (const [name, value] of pairs(search)) {
    const option = name.toLowerCase();
    if (option === '$skip') throw badRequest("'$skip' is not supported by the service.");
    const read = Object.hasOwn(READERS, option) ? READERS[option] : undefined;
    if (read === undefined) throw unrecognizedArgument(name);
    if (seen.has(option)) {
      throw invalidQuery(
        `Query option '${option}' was specified more than once, but it must be specified at most once.`,
      );
    }
    seen.add(option);
    read(query, value);
  }
  return query;
}

function pairs(search: string): [string, string][] {
  const text = search.startsWith('?') ? search.slice(1) : search;
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ')).trim();
  } catch {
    throw invalidQuery('The query specified in the URI is not valid.');
  }
}

function names(value: string): string[] {
  return value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function pageSize(value: string): number {
  if (!/^-?\d+$/.test(value)) {
    throw invalidQuery(
      `Invalid value '${value}' for $top query option found. The $top query option requires a non-negative integer value.`,
    );
  }
  const size = Number(value);
  if (size < 1 || size > MAX_PAGE) {
    throw unsupportedQuery(
      `Invalid page size specified: '${value}'. Must be between 1 and ${MAX_PAGE} inclusive.`,
    );
  }
  return size;
}

function isTrue(value: string): boolean {
  const word = value.toLowerCase();
  if (word === 'true') return true;
  if (word === 'false') return false;
  throw invalidQuery(
    `Invalid value '${value}' for $count query option found. Valid values are 'true' and 'false'.`,
  );
}

function order(value: string): OrderTerm[] {
  return names(value).map((term) => {
    const [property = '', direction = 'asc', ...more] = term.split(/\s+/);
    const word = direction.toLowerCase();
    if (more.length > 0 || (word !== 'asc' && word !== 'desc')) {
      throw invalidQuery(`Syntax error at position ${property.length + 1} in '${value}'.`);
    }
    return { property, descending: word === 'desc' };
  });
}
