import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import { TLSSocket } from 'node:tls';
import { answerAdmin } from '../admin/admin.ts';
import { answerAdminApi } from '../exchange/endpoint.ts';
import { GraphFault } from '../errors.ts';
import { uuid } from '../random.ts';
import { answerSignIn } from '../sign-in/endpoint.ts';
import type { Json } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { operateBatch } from './batch.ts';
import type { Routes } from './call.ts';
import { errorReply } from './error-body.ts';
import { exchange, type Answer } from './exchange.ts';
import { answerManagement } from './management.ts';
import { contentType, metadataLevel } from './metadata.ts';
import { operate } from './operation.ts';
import { partOf } from './part.ts';
import type { GraphRequest, Reply } from './request.ts';
import { segments } from './segments.ts';

/**
 * The practice tenant's HTTP: Graph under its versions, Exchange under `/adminapi`, the tenant's own controls under
 * `/_emulator`, sign-in elsewhere; by host where a host of Microsoft's was asked. With a certificate it is HTTPS alone.
 */
export function createTenantServer(
  tenant: Tenant,
  routes: Routes,
  certificate?: { key: string; cert: string },
): Server | SecureServer {
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    serve(tenant, routes, incoming, outgoing).catch(() => incoming.socket.destroy());
  };
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  // Longer than any client keeps an idle connection, so that none is closed under a request.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function serve(
  tenant: Tenant,
  routes: Routes,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const url = incoming.url ?? '/';
  const text = await read(incoming);
  const method = incoming.method ?? 'GET';
  const host = incoming.headers.host ?? '127.0.0.1';
  const part = partOf(host, url, tenant.signIn !== null);
  if (part === 'admin') {
    const [, path = '/'] = /^\/_emulator(\/[^?]*)?/.exec(url) ?? [];
    return send(outgoing, answerAdmin(tenant, method, path, text), false);
  }
  if (tenant.settings.latencyMs > 0) await tenant.clock.sleep(tenant.settings.latencyMs);
  const origin = `${incoming.socket instanceof TLSSocket ? 'https' : 'http'}://${host}`;
  const headers = headersOf(incoming);
  if (part === 'exchange') {
    const answer = await answerAdminApi(tenant, { method, url, origin, headers, text });
    return send(outgoing, answer.reply, answer.truncate);
  }
  if (part === 'signIn' && tenant.signIn) {
    const answer = await answerSignIn(tenant, tenant.signIn, { method, url, origin, headers, text });
    return send(outgoing, answer.reply, answer.truncate);
  }
  if (part === 'management')
    return send(outgoing, answerManagement(url, tenant.documents.organization.id), false);
  const request = graphRequest(tenant, { method, url, origin, headers });
  const { reply, truncate } = await respond(tenant, routes, request, text);
  send(outgoing, withHeaders(reply, request, tenant), truncate);
}

async function respond(tenant: Tenant, routes: Routes, request: GraphRequest, text: string): Promise<Answer> {
  const isBatch = request.segments.length === 1 && request.segments[0]?.name === '$batch';
  return await exchange(tenant, request, null, async (sequence) => {
    try {
      if (request.root === '') throw new GraphFault(400, 'BadRequest', 'Invalid version.');
      request.body = parse(text);
    } catch (error) {
      return { reply: errorReply(error, request, tenant.clock.now()), truncate: false };
    }
    return isBatch
      ? await operateBatch(tenant, routes, request, sequence)
      : await operate(tenant, routes, request);
  });
}

/** `/beta` answers like v1.0 but for the processing status of dynamic groups, which v1.0 does not have. */
function graphRequest(
  tenant: Tenant,
  {
    method,
    url,
    origin,
    headers,
  }: Pick<GraphRequest, 'method' | 'headers'> & { url: string; origin: string },
): GraphRequest {
  const parts = /^\/(v1\.0|beta)(\/[^?#]*)?(?:\?([^#]*))?/i.exec(url);
  const [version, path = '/', search = ''] = parts ? parts.slice(1) : [undefined, url];
  return {
    id: uuid(tenant.random),
    method,
    path,
    segments: segments(path),
    search,
    headers,
    body: undefined,
    root: version === undefined ? '' : `${origin}/${version.toLowerCase()}`,
    caller: null,
    inBatch: false,
  };
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  return headers;
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new GraphFault(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

/** The headers of every Graph answer. `Date` follows the emulated clock. */
function withHeaders(reply: Reply, request: GraphRequest, tenant: Tenant): Reply {
  const ring = { DataCenter: 'Practice', Slice: 'E', Ring: '1', ScaleUnit: '000', RoleInstance: 'PRACTICE0' };
  const level = metadataLevel(request.headers['accept']);
  const common: Record<string, string> = {
    'request-id': request.id,
    'client-request-id': request.headers['client-request-id'] ?? request.id,
    'x-ms-ags-diagnostic': JSON.stringify({ ServerInfo: ring }),
    'cache-control': 'no-cache',
    date: new Date(tenant.clock.now()).toUTCString(),
  };
  if (reply.body !== undefined) common['content-type'] = contentType(level);
  return { ...reply, headers: { ...common, ...reply.headers } };
}

function send(outgoing: ServerResponse, reply: Reply, truncate: boolean): void {
  const text =
    reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const bytes = Buffer.from(text, 'utf8');
  outgoing.writeHead(reply.status, {
    ...reply.headers,
    ...(reply.status === 204 ? {} : { 'content-length': bytes.length }),
  });
  if (!truncate) {
    outgoing.end(bytes);
    return;
  }
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
}
