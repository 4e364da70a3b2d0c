import { TenantryError } from '../../core/problem.ts';
import { member } from '../http/json.ts';
import type { Transport } from '../http/http-exchange.ts';
import type { Answered, Purpose } from '../http/read-failure.ts';
import { readFailure } from './read-failure.ts';

/** A directory object as it stands in an answer. */
export interface Item {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** One page of a list: what it holds, and where the next one is. */
export interface Page {
  readonly items: readonly Item[];
  /** As the service gave it. */
  readonly nextLink?: string;
}

export interface Connection {
  readonly transport: Transport;
  /** The practice tenant, where there is one. */
  readonly endpoint: URL | undefined;
  /** Origins whose links may be followed. */
  readonly origins: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads a list page by page to its end: pages may be short or empty, only a missing nextLink is the end
 * (https://learn.microsoft.com/graph/paging). `isNone` knows refusals that mean an empty list. Throws TenantryError where
 * any page cannot be read.
 */
export async function* pagesOf(
  connection: Connection,
  purpose: Purpose,
  start: string | Page,
  isNone: (reply: Answered) => boolean = never,
): AsyncGenerator<readonly Item[]> {
  const seen = new Set<string>();
  let page = typeof start === 'string' ? await readPage(connection, purpose, start, isNone) : start;
  while (true) {
    yield page.items;
    const { nextLink } = page;
    if (nextLink === undefined) return;
    // The same link twice would go on forever.
    if (seen.has(nextLink)) throw brokenPaging(purpose, 'a page names itself or an earlier one as the next');
    seen.add(nextLink);
    page = await readPage(connection, purpose, nextTarget(nextLink, connection, purpose), never);
  }
}

const never = (): boolean => false;

async function readPage(
  connection: Connection,
  purpose: Purpose,
  target: string,
  isNone: (reply: Answered) => boolean,
): Promise<Page> {
  const { transport, endpoint, signal } = connection;
  const exchange = await transport({
    method: 'GET',
    target,
    repeatable: true,
    parse: (text) => pageOf(JSON.parse(text)),
    ...(signal ? { signal } : {}),
  });
  const { outcome } = exchange;
  if (outcome.type === 'replied' && isPage(outcome.body)) return outcome.body;
  if (outcome.type === 'replied' && isNone(outcome.reply)) return { items: [] };
  throw readFailure(purpose, exchange, endpoint);
}

/** The page that an item of a batch answers; undefined where it is none. */
export function pageIn(reply: { readonly status: number; readonly body: unknown }): Page | undefined {
  if (reply.status !== 200) return undefined;
  try {
    return pageOf(reply.body);
  } catch {
    return undefined;
  }
}

/** The page in a body. Throws where it is none, or where something on it has no id. */
export function pageOf(body: unknown): Page {
  const items = member(body, 'value');
  const nextLink = member(body, '@odata.nextLink');
  if (!Array.isArray(items) || !items.every(isItem)) throw new TypeError('no list of objects');
  if (nextLink === undefined || nextLink === null) return { items };
  if (typeof nextLink !== 'string') throw new TypeError('no link');
  return { items, nextLink };
}

function isItem(value: unknown): value is Item {
  return typeof member(value, 'id') === 'string';
}

function isPage(body: unknown): body is Page {
  return typeof body === 'object' && body !== null && 'items' in body;
}

/**
 * The path and query of a nextLink, as they are. Throws TenantryError where it leads elsewhere: following it would hand
 * the token to another host.
 */
export function nextTarget(link: string, { origins }: Pick<Connection, 'origins'>, purpose: Purpose): string {
  const origin = origins.find((each) => link.toLowerCase().startsWith(`${each}/v1.0/`));
  if (origin === undefined || !URL.canParse(link) || new URL(link).origin !== origin)
    throw brokenPaging(
      purpose,
      `the next page is said to be at ${originOf(link)}, which is not Microsoft Graph`,
    );
  return link.slice(origin.length + '/v1.0'.length);
}

function originOf(link: string): string {
  return URL.canParse(link) ? new URL(link).origin : 'an address that is none';
}

function brokenPaging(purpose: Purpose, what: string): TenantryError {
  return new TenantryError({
    id: 'graph-paging',
    message: `Microsoft Graph gave no sound list on trying to ${purpose.doing}: ${what}.`,
    remedy: 'Nothing was changed. Check what stands between this machine and Microsoft Graph.',
  });
}
