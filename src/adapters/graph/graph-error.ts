import type { HttpReply } from './exchange.ts';

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
    code: text(member(error, 'code')),
    message: text(member(error, 'message')),
    requestId: reply.headers['request-id'] ?? text(member(inner, 'request-id')),
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

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A member of a JSON object, undefined of anything else. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
