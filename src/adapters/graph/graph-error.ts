import type { HttpReply } from '../http/http-exchange.ts';
import { member, parsed, textOf } from '../http/json.ts';

/** The error of an answer; parts that the service left out are empty. */
export interface GraphError {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

/**
 * Reads an error answer: https://learn.microsoft.com/graph/errors. Gateways in front of Graph answer with HTML or with
 * nothing; such text is not shown, its status is.
 */
export function graphError(reply: Pick<HttpReply, 'status' | 'headers' | 'text'>): GraphError {
  const error = member(parsed(reply.text), 'error');
  const inner = member(error, 'innerError') ?? member(error, 'innererror');
  return {
    code: textOf(member(error, 'code')),
    message: textOf(member(error, 'message')),
    requestId: reply.headers['request-id'] ?? textOf(member(inner, 'request-id')),
  };
}

/** `Insufficient privileges to complete the operation. (Authorization_RequestDenied, status 403, request-id …)` */
export function describeError(reply: Pick<HttpReply, 'status' | 'headers' | 'text'>): string {
  const { code, message, requestId } = graphError(reply);
  const details = [code, `status ${reply.status}`, requestId === '' ? '' : `request-id ${requestId}`].filter(
    (part) => part !== '',
  );
  return `${message === '' ? 'no explanation' : message} (${details.join(', ')})`;
}
