import { parsed } from '../http/json.ts';
import { readFailure } from '../http/read-failure.ts';
import type { Connection } from './connection.ts';
import { bodyOf, pageSize, targetOf, type Command } from './protocol.ts';
import { purpose, speech, unsound } from './read-failure.ts';
import { rowsIn, type Row, type Rows } from './rows.ts';

/**
 * Reads what a cmdlet lists, page by page to the end. A next page is asked for with the same body and headers: the link
 * names a place within the answer of one server. Throws TenantryError where any page cannot be read or something is
 * left out.
 */
export async function* pagesOf(connection: Connection, command: Command): AsyncGenerator<readonly Row[]> {
  const seen = new Set<string>();
  let target = targetOf(command, connection.tenantId);
  while (true) {
    const { page, origin } = await readPage(connection, command, target);
    yield page.rows;
    const { nextLink } = page;
    if (nextLink === undefined) {
      if (page.truncated) throw unsound('it says that it left something out');
      return;
    }
    // The same link twice would go on forever.
    if (seen.has(nextLink)) throw unsound('a page names itself or an earlier one as the next');
    seen.add(nextLink);
    target = continuation(nextLink, [origin, connection.origin]);
  }
}

async function readPage(
  { transport, endpoint, signal }: Connection,
  command: Command,
  target: string,
): Promise<{ readonly page: Rows; readonly origin: string }> {
  let page: Rows | undefined;
  const exchange = await transport({
    method: 'POST',
    target,
    headers: { prefer: `odata.maxpagesize=${pageSize}`, 'x-cmdletname': command.cmdlet },
    body: JSON.stringify(bodyOf(command)),
    // It only reads, so it can be sent again.
    repeatable: true,
    parse: (text) => (page = rowsIn(objectIn(text))),
    ...(signal ? { signal } : {}),
  });
  const { outcome } = exchange;
  if (outcome.type === 'replied' && outcome.body !== undefined && page)
    return { page, origin: new URL(exchange.url).origin };
  throw readFailure(speech, purpose, exchange, endpoint);
}

/** To an empty body nothing was left to say after a change; a list is never empty in that way. */
function objectIn(text: string): object {
  const body = parsed(text);
  if (typeof body !== 'object' || body === null) throw new TypeError('no list');
  return body;
}

/** The path and query of a nextLink, as they are. A link that leads elsewhere is refused. */
function continuation(link: string, origins: readonly string[]): string {
  const origin = origins.find((each) => link.toLowerCase().startsWith(`${each}/adminapi/`));
  if (origin === undefined || URL.parse(link)?.origin !== origin)
    throw unsound(
      `the next page is said to be at ${URL.parse(link)?.origin ?? 'an address that is none'}, which is not where the page came from`,
    );
  return link.slice(origin.length);
}
