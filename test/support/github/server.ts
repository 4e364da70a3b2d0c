import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { actionRoutes } from './action-routes.ts';
import { notFound, Refusal, type Route, type Said } from './asked.ts';
import { keepOutput } from '../evidence/record.ts';
import { checkRoutes } from './check-routes.ts';
import { filled, operation, wrongAnswer, wrongRequest } from './contract.ts';
import { deploymentRoutes } from './deployment-routes.ts';
import type { Faults } from './faults.ts';
import { gitRoutes } from './git-routes.ts';
import type { Issuer } from './oidc.ts';
import { allowed } from './permissions.ts';
import { pullRoutes } from './pull-routes.ts';
import type { State, Token } from './state.ts';
import { talkRoutes } from './talk-routes.ts';

/** A request that came in, and what was answered; status 0 where the connection was dropped. */
export interface Request {
  readonly method: string;
  /** Below the root of the API, encoded as it came. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  status: number;
}

export interface Surroundings {
  readonly state: State;
  readonly faults: Faults;
  readonly issuer: Issuer;
  /** Where the API is below the origin: nothing, or `/api/v3` as on GitHub Enterprise Server. */
  readonly root: string;
  /** Where the files of artifacts are. */
  readonly storage: () => string;
  readonly requests: Request[];
  /** Answers that GitHub's description does not allow. */
  readonly violations: string[];
}

export const repositoryPath = '/repos/{owner}/{repo}';

interface Known extends Route {
  readonly pattern: RegExp;
  readonly described: string;
}

export function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}

/** All that is answered below `/repos/{owner}/{repo}`. */
export const routesWith = (storage: () => string): readonly Route[] => [
  ...pullRoutes,
  ...gitRoutes,
  ...talkRoutes,
  ...checkRoutes,
  ...actionRoutes(storage),
  ...deploymentRoutes,
];

/** The server itself, which does not listen yet. */
export function apiServer(around: Surroundings): Server {
  const routes = routesWith(around.storage).map((route): Known => {
    const described = `${repositoryPath}${route.path}`;
    // The name of a reference may come with its slashes.
    const pattern = described.replaceAll('{ref}', '(?<ref>.+)').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    return { ...route, described, pattern: new RegExp(`^${pattern}$`) };
  });
  return createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      answer(around, routes, incoming, response, Buffer.concat(parts).toString('utf8'));
    });
  });
}

function answer(
  around: Surroundings,
  routes: readonly Known[],
  incoming: IncomingMessage,
  response: ServerResponse,
  text: string,
): void {
  const { state, faults, root, requests } = around;
  const method = incoming.method ?? '';
  const url = new URL(incoming.url ?? '/', state.serverUrl);
  const path = url.pathname.startsWith(`${root}/`) ? url.pathname.slice(root.length) : url.pathname;
  const request: Request = {
    method,
    path,
    query: Object.fromEntries(url.searchParams),
    body: text === '' ? undefined : parsed(text),
    status: 0,
  };
  requests.push(request);
  keepOutput('request to GitHub', `${method} ${path}`, text);
  const fault = faults.next(method, path);
  if (fault && 'drop' in fault && fault.drop === 'before') {
    incoming.socket.destroy();
    return;
  }
  let said: Said;
  try {
    if (fault && 'status' in fault)
      throw new Refusal(fault.status, fault.message ?? 'A fault', undefined, fault.headers);
    said = sayTo(around, routes, request, url, incoming.headers.authorization);
  } catch (error) {
    if (!(error instanceof Refusal)) around.violations.push(`${method} ${path}: ${String(error)}`);
    const refusal = error instanceof Refusal ? error : new Refusal(500, String(error));
    const { status, message, errors, headers } = refusal;
    const body = {
      message,
      ...(errors && { errors }),
      status: String(status),
      documentation_url: 'https://docs.github.com/rest',
    };
    said = { status, headers, body };
  }
  if (fault && 'drop' in fault && fault.drop === 'after') {
    incoming.socket.destroy();
    return;
  }
  const json = said.body === undefined ? '' : JSON.stringify(said.body);
  response.writeHead(said.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
    'x-github-request-id': `F00:${requests.length}`,
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '900',
    ...said.headers,
  });
  if (fault && 'drop' in fault) {
    response.write(json.slice(0, json.length / 2), () => incoming.socket.destroy());
    return;
  }
  request.status = said.status;
  response.end(json);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function sayTo(
  around: Surroundings,
  routes: readonly Known[],
  request: Request,
  url: URL,
  authorization: string | undefined,
): Said {
  const { state, issuer, root, violations } = around;
  const { method, path, body } = request;
  const secret = /^(?:bearer|token) (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
  if (path === '/_oidc/token') {
    const value = issuer.idToken(secret, url.searchParams.get('audience') ?? undefined);
    if (value === undefined) throw new Refusal(401, 'Unauthorized');
    return { status: 200, body: { count: value.length, value } };
  }
  if (path === '/_oidc/.well-known/openid-configuration') {
    const of = issuer.issuer();
    return { status: 200, body: { issuer: of, jwks_uri: `${of}/.well-known/jwks` } };
  }
  if (path === '/_oidc/.well-known/jwks') return { status: 200, body: issuer.jwks() };

  const token = state.tokens.get(secret);
  if (!token) throw new Refusal(401, secret === '' ? 'Requires authentication' : 'Bad credentials');
  if (url.pathname === (root === '' ? '/graphql' : '/api/graphql')) return viewer(token, body);
  if (!url.pathname.startsWith(`${root}/`)) throw notFound();
  const route = routes.find((each) => each.method === method && each.pattern.test(path));
  if (!route) throw notFound();
  const params = Object.fromEntries(
    Object.entries(route.pattern.exec(path)?.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]),
  );
  if (params['owner'] !== state.owner || params['repo'] !== state.repo) throw notFound();
  const permissions = { 'x-accepted-github-permissions': route.needs };
  if (!allowed(token.permissions, route.needs)) {
    const kind = token.login.endsWith('[bot]') ? 'integration' : 'personal access token';
    throw new Refusal(403, `Resource not accessible by ${kind}`, undefined, permissions);
  }
  const described = operation(method, route.described);
  const wrong = wrongRequest(described, url.searchParams, body);
  if (wrong !== undefined) throw new Refusal(422, `Invalid request.\n\n${wrong}`);
  const said = route.answer({
    state,
    token,
    params,
    query: url.searchParams,
    body: (body ?? {}) as Readonly<Record<string, unknown>>,
    url,
  });
  const whole = filled(described, said.status, said.body);
  const departure = wrongAnswer(described, said.status, whole);
  if (departure !== undefined) violations.push(`${method} ${route.described} ${said.status}: ${departure}`);
  return { ...said, body: whole, headers: { ...permissions, ...said.headers } };
}

/** The only question that anybody here asks GraphQL: whose token this is. */
function viewer({ login }: Token, body: unknown): Said {
  const query = typeof body === 'object' && body !== null && 'query' in body ? String(body.query) : '';
  if (/^\s*(?:query\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(query))
    return { status: 200, body: { data: { viewer: { login } } } };
  return { status: 200, body: { errors: [{ message: 'this GraphQL knows nothing but the viewer' }] } };
}
