import type { Recipient } from '../../core/live/live.ts';
import type { ExchangeCommand, Reply } from '../../ports.ts';
import { chunks } from '../http/chunks.ts';
import { insist, type Worth } from '../http/insist.ts';
import { member } from '../http/json.ts';
import { isPassing } from '../http/patience.ts';
import { itemFailure, readFailure } from '../http/read-failure.ts';
import type { Waiting } from '../http/waiting.ts';
import type { Connection } from './connection.ts';
import { batchBody, batchSize, batchTarget } from './protocol.ts';
import { exchangeError } from './exchange-error.ts';
import { batchReplies } from '../http/batch-replies.ts';
import { purpose, speech, unsound } from './read-failure.ts';
import { recipientOf, selections, type ReadingCmdlet } from './recipient.ts';
import { rowsIn, type Row } from './rows.ts';
import { withStatusOfThrottling } from './throttled-in-words.ts';

/** Looks users up by their object ids; who is no recipient is not in the answer. Throws TenantryError. */
export async function readOneByOne(
  connection: Connection,
  users: readonly string[],
  waiting: Waiting,
): Promise<ReadonlyMap<string, Recipient>> {
  const mailboxes = await find(connection, 'Get-Mailbox', users, waiting);
  const others = users.filter((id) => !mailboxes.has(id));
  const mailUsers = await find(connection, 'Get-MailUser', others, waiting);
  return new Map([...mailboxes, ...mailUsers]);
}

async function find(
  connection: Connection,
  cmdlet: ReadingCmdlet,
  users: readonly string[],
  waiting: Waiting,
): Promise<ReadonlyMap<string, Recipient>> {
  const commands = users.map((id): ExchangeCommand => ({
    id,
    cmdlet,
    parameters: { Identity: id },
    select: selections[cmdlet],
  }));
  const how = {
    ...waiting,
    service: speech.service,
    signal: connection.signal,
    ask: (items: readonly ExchangeCommand[]) => ask(connection, items),
    worth: worthOf,
    failure: failureOf,
  };
  const parts = await Promise.all(chunks(commands, batchSize).map((batch) => insist(batch, how)));
  const replies = parts.flatMap((part) => [...part.values()]);
  return new Map(
    replies.flatMap((reply) => {
      const row = rowIn(reply);
      return row ? [[reply.id, recipientOf(row, cmdlet)] as const] : [];
    }),
  );
}

async function ask(
  { transport, tenantId, origin, endpoint, signal }: Connection,
  commands: readonly ExchangeCommand[],
): Promise<readonly Reply[]> {
  let replies: readonly Reply[] | undefined;
  const exchange = await transport({
    method: 'POST',
    target: batchTarget(tenantId),
    headers: { prefer: 'odata.continue-on-error' },
    body: (token) => batchBody(commands, { tenantId, origin, token }),
    // It only reads, so it can be sent again.
    repeatable: true,
    parse: (text) => (replies = batchReplies(text, commands).map(withStatusOfThrottling)),
    ...(signal ? { signal } : {}),
  });
  const { outcome } = exchange;
  if (outcome.type === 'replied' && outcome.body !== undefined && replies) return replies;
  throw readFailure(speech, purpose, exchange, endpoint);
}

function worthOf(reply: Reply): Worth {
  if (rowIn(reply) || isNotFound(reply)) return 'good';
  return isPassing(reply.status) ? 'again' : 'never';
}

/** The one row about the user that was asked for; an answer about anybody else is none. */
function rowIn({ id, status, body }: Reply): Row | undefined {
  if (status !== 200) return undefined;
  try {
    const { rows, nextLink, truncated } = rowsIn(body);
    const [row] = rows;
    const found = member(row, 'ExternalDirectoryObjectId');
    const isWhole = rows.length === 1 && nextLink === undefined && !truncated;
    return isWhole && typeof found === 'string' && found.toLowerCase() === id.toLowerCase() ? row : undefined;
  } catch {
    return undefined;
  }
}

/** Only the service's own word counts: a gateway says 404 as well. */
function isNotFound(reply: Reply): boolean {
  if (reply.status === 200) return false;
  const { code, message } = exchangeError(reply);
  return (
    code === 'ManagementObjectNotFoundException' ||
    (reply.status === 404 && /couldn['’]t be found on/i.test(message))
  );
}

function failureOf(reply: Reply): Error {
  if (reply.status === 200)
    return unsound(`asked for the user ${reply.id}, it answered with something that is not just this user`);
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  return itemFailure(speech, purpose, { status: reply.status, headers: reply.headers, text });
}
