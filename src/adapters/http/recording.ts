import type { Recorder } from '../trace/recorder.ts';
import type { HttpExchange, Step } from './http-exchange.ts';

/** Writes every exchange down, also the ones that fail. It stands right above the sending, so it misses none. */
export function recording(recorder: Recorder | undefined): Step {
  return async (exchange, next, headers) => {
    if (!recorder) return await next();
    const started = new Date();
    const before = performance.now();
    await next();
    // A request that never left the machine is no exchange.
    if (exchange.outcome.type === 'notSent') return;
    const { method } = exchange.request;
    const { body } = exchange;
    recorder.record({
      started,
      ms: performance.now() - before,
      request: {
        method,
        url: exchange.url,
        headers: Object.fromEntries(headers),
        ...(body === undefined ? {} : { body }),
      },
      ...answerOf(exchange),
    });
  };
}

function answerOf({ outcome }: HttpExchange) {
  switch (outcome.type) {
    case 'replied':
      return { reply: outcome.reply };
    case 'notSent':
    case 'broken':
      return { failure: outcome.message };
    case 'signInFailed':
    case 'stopped':
      return { failure: outcome.type };
  }
}
