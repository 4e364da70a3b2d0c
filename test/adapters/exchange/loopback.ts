import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { connectTenant, type TenantOptions } from '../../../src/adapters/tenant/connect-tenant.ts';
import type { Reader, Writer } from '../../../src/ports.ts';
import { hurriedClock } from '../graph/practice.ts';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface Loopback {
  readonly origin: string;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly seen: Seen[];
  readonly slept: number[];
}

export const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';

const token = async (): Promise<string> => 'secret-token-of-the-test';

/** A server that answers as a test says, for what the practice tenant never does, and a connection to it. */
export async function loopback(
  answer: (response: ServerResponse, request: Seen, count: number) => void,
  more: Partial<TenantOptions> = {},
): Promise<Loopback> {
  const seen: Seen[] = [];
  const server = createServer((incoming, response) => {
    let text = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (part: string) => (text += part));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body: text === '' ? undefined : JSON.parse(text) };
      seen.push(request);
      answer(response, request, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  const { clock, slept } = hurriedClock();
  const connection = connectTenant({
    cloud: 'global',
    tenantId,
    endpoint: new URL(origin),
    tokens: { graph: token, exchange: token },
    clock,
    random: () => 0.5,
    ...more,
  });
  return { origin, seen, slept, ...connection };
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
