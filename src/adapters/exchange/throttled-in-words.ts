import type { Reply } from '../../ports.ts';
import type { Step } from '../http/http-exchange.ts';

const tooMany = /maximum number of concurrent requests/i;

/**
 * Exchange Online may say in plain text, with whatever status, that a tenant has too many requests under way. That is
 * throttling, so it gets the status of throttling.
 */
export const throttledInWords: Step = async (exchange, next) => {
  await next();
  const { outcome } = exchange;
  if (outcome.type !== 'replied' || !isThrottling(outcome.reply.text)) return;
  exchange.outcome = { type: 'replied', reply: { ...outcome.reply, status: 429 } };
};

/** The same for an item of a batch. */
export function withStatusOfThrottling(reply: Reply): Reply {
  return typeof reply.body === 'string' && isThrottling(reply.body) ? { ...reply, status: 429 } : reply;
}

function isThrottling(text: string): boolean {
  return !/^\s*[{[]/.test(text) && tooMany.test(text);
}
