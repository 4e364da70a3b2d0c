import type { ExchangeCommand, Reply } from '../../ports.ts';
import { batchReplies } from '../http/batch-replies.ts';
import { redactText } from '../trace/redact.ts';
import { exchangeError } from './exchange-error.ts';
import { rowsIn } from './rows.ts';
import { withStatusOfThrottling } from './throttled-in-words.ts';

/**
 * The replies in the text of an answer to a `$batch`, in the order of the commands, with bodies of one form: `{ value }`
 * of a success, which may have come without any body, or `{ error: { code, message } }`. Throws where one is missing.
 */
export function repliesIn(text: string, commands: readonly ExchangeCommand[]): readonly Reply[] {
  return batchReplies(text, commands).map((reply, index) => uniform(reply, commands[index]));
}

function uniform(raw: Reply, command: ExchangeCommand | undefined): Reply {
  const reply = withStatusOfThrottling(raw);
  const { status } = reply;
  if (status >= 200 && status <= 299) {
    const value = rowsOf(reply.body, command?.cmdlet.startsWith('Set-') === true);
    if (value) return { ...reply, body: { value } };
    return failed(reply, 502, 'UnreadableAnswer', 'The answer to the cmdlet cannot be read.');
  }
  const { code, message } = exchangeError(reply);
  return failed(
    reply,
    status,
    code,
    message === '' ? `Exchange Online answered with status ${status}.` : message,
  );
}

/** A change is answered with an empty list or no body; just what it says beside the list is not known. */
function rowsOf(body: unknown, isChange: boolean): readonly object[] | undefined {
  const isSilent = typeof body === 'object' && !(body && ('value' in body || 'error' in body));
  if (isChange && isSilent) return [];
  try {
    return rowsIn(body).rows;
  } catch {
    return undefined;
  }
}

function failed(reply: Reply, status: number, code: string, message: string): Reply {
  // A service that repeats a request repeats the token that each of its items carries.
  return { ...reply, status, body: { error: { code, message: redactText(message) } } };
}
