import { parsed, textOf } from '../http/json.ts';
import { redirectOf } from './redirecting.ts';

/** The error of an answer; parts that the service left out are empty. */
export interface ExchangeError {
  /** The name of the exception, or what the service calls the status. */
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, or JSON that was read already. */
  readonly body: unknown;
}

/** The type of exceptions that only pass on another one, which is in the details. */
const messenger = /DirectInvokeCmdletExecutionException|^Exception of type '[^']*' was thrown\.?$/;

const notAllowed =
  'Exchange Online does not let the application run this cmdlet: it has no directory role that allows it, such as Exchange Recipient Administrator, or its token is older than the role.';

/**
 * Reads an error answer. What happened is told in one of three places, by the kind of error: errors of cmdlets in
 * `details`, as `id|type|text`; errors in parameters in the inner exception; the outer message says nothing where there
 * is another one. Names come in different letters.
 */
export function exchangeError({ status, headers, body }: Answered): ExchangeError {
  const requestId = headers['request-id'] ?? '';
  const error = member(typeof body === 'string' ? parsed(body) : body, 'error');
  if (error === undefined) return { ...withoutWords(status, headers, body), requestId };
  const detail = detailOf(error);
  const outer = member(error, 'innererror');
  const inner = member(outer, 'internalexception');
  const innerType = textOf(member(inner, 'type'));
  const innerText = textOf(member(inner, 'message'));
  const speaks = innerText !== '' && !messenger.test(innerType) && !messenger.test(innerText);
  const type =
    detail.type || (messenger.test(innerType) ? '' : innerType) || (headers['x-exceptiontype'] ?? '');
  return {
    code: type.split(/[.+]/).at(-1) || textOf(member(error, 'code')) || `Status${status}`,
    message: detail.text || (speaks ? innerText : '') || textOf(member(error, 'message')),
    requestId,
  };
}

/** `The operation couldn't be performed… (ManagementObjectNotFoundException, status 404, request-id …)` */
export function describeError(answered: Answered): string {
  const { code, message, requestId } = exchangeError(answered);
  const details = [code, `status ${answered.status}`, requestId === '' ? '' : `request-id ${requestId}`];
  return `${message.replace(/\.$/, '') || 'no explanation'} (${details.filter((part) => part !== '').join(', ')})`;
}

/** What a role does not allow is answered with 403 and NUL bytes; gateways answer with HTML or nothing. */
function withoutWords(
  status: number,
  headers: Answered['headers'],
  body: unknown,
): Pick<ExchangeError, 'code' | 'message'> {
  if (status === 403) return { code: 'AccessDenied', message: notAllowed };
  if (status === 429)
    return { code: 'TooManyRequests', message: typeof body === 'string' ? plain(body) : '' };
  const target = redirectOf({ status, headers });
  if (target)
    return {
      code: 'Redirect',
      message: `Exchange Online points to ${target.host}, where a token of this cloud must not go.`,
    };
  return { code: status >= 200 && status <= 299 ? '' : `Status${status}`, message: '' };
}

/** A text that is meant to be read: one line, not a page of HTML. */
function plain(text: string): string {
  return /[<{\0]/.test(text) ? '' : (text.trim().split('\n')[0] ?? '');
}

function detailOf(error: unknown): { readonly type: string; readonly text: string } {
  const details = member(error, 'details');
  const messages = (Array.isArray(details) ? details : []).map((each: unknown) =>
    textOf(member(each, 'message')),
  );
  const message = messages.find((each) => each !== '') ?? '';
  const parts = /^[^|]*\|([\w.+`]*)\|(.*)$/s.exec(message);
  return parts ? { type: parts[1] ?? '', text: (parts[2] ?? '').trim() } : { type: '', text: message };
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1];
}
