import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { keepOutput, keepSecret } from './record.ts';

/** Notes the secrets that come to any server of this process, and the tokens that it hands out. */
export function listenToServers(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const path = request.url?.split('?', 1)[0] ?? '';
    for (const name of ['authorization', 'proxy-authorization'] as const) {
      const [, secret] = /^\S+ (.+)$/.exec(request.headers[name] ?? '') ?? [];
      if (secret !== undefined) keepSecret('token', secret);
    }
    if (path.endsWith('/token')) {
      onReceived(request, keepForm);
      onSent(response, keepTokens);
    }
    if (path.endsWith('/_emulator/requests'))
      onSent(response, (text) => keepOutput('answer of the log of requests', path, text));
  });
}

/** Notes what is secret in the form of a token request. */
export function keepForm(text: string): void {
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === 'client_secret') keepSecret('client secret', value);
    if (/^(?:client_)?assertion$/.test(name)) keepSecret('assertion', value);
    if (/^(?:refresh_token|device_code|code|password)$/.test(name)) keepSecret('token', value);
  }
}

/** Notes the tokens in the answer to one: of Entra, or of GitHub, whose token becomes an assertion. */
export function keepTokens(text: string): void {
  for (const [, name, value] of text.matchAll(
    /"(access_token|refresh_token|id_token|device_code|value)"\s*:\s*"([^"\\]+)"/g,
  ))
    keepSecret(name === 'value' ? 'assertion' : 'token', value ?? '');
}

/** Hands over the whole text that a request brings, when it is there. */
function onReceived(request: IncomingMessage, take: (text: string) => void): void {
  const parts: Buffer[] = [];
  const emit = request.emit.bind(request);
  request.emit = (event: string | symbol, ...rest: unknown[]): boolean => {
    if (event === 'data') parts.push(bytesOf(rest[0]));
    if (event === 'end') take(Buffer.concat(parts).toString('utf8'));
    return emit(event as string, ...rest);
  };
}

/** Hands over the whole text that a response sends, before its end is sent. */
function onSent(response: ServerResponse, take: (text: string) => void): void {
  const parts: Buffer[] = [];
  const write = response.write.bind(response) as (...all: unknown[]) => boolean;
  const end = response.end.bind(response) as (...all: unknown[]) => ServerResponse;
  response.write = (...all: unknown[]): boolean => {
    parts.push(bytesOf(all[0]));
    return write(...all);
  };
  response.end = (...all: unknown[]): ServerResponse => {
    take(Buffer.concat([...parts, bytesOf(all[0])]).toString('utf8'));
    return end(...all);
  };
}

const bytesOf = (part: unknown): Buffer =>
  typeof part === 'string'
    ? Buffer.from(part)
    : part instanceof Uint8Array
      ? Buffer.from(part)
      : Buffer.alloc(0);
