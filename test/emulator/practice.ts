import { afterAll } from 'vitest';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { Group, RoleAssignment, State, User } from '../../src/emulator/state.ts';

/** An answer, with what tests look at. Bodies are whatever the tenant says, so they are read without a type. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

export interface Body {
  [name: string]: Body;
}

export interface Practice extends Emulator {
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
}

/** The header of advanced queries. */
export const eventual = { ConsistencyLevel: 'eventual' };

const started: Emulator[] = [];

/** Starts a practice tenant that is closed when the test file is done. */
export async function practice(state: Partial<State>, options: EmulatorOptions = {}): Promise<Practice> {
  const emulator = await startEmulator({ state: { ...emptyState(), ...state }, ...options });
  if (started.length === 0) afterAll(() => Promise.all(started.map((each) => each.close())));
  started.push(emulator);
  const call: Practice['call'] = (method, path, body, headers) =>
    send(path.startsWith('http') ? path : `${emulator.graph}${path}`, method, body, headers);
  return { ...emulator, call, get: (path, headers) => call('GET', path, undefined, headers) };
}

export async function send(
  address: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(address, {
    method,
    headers: { authorization: 'Bearer practice', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: json(text) };
}

/** `400 Request_BadRequest: message`, or the status alone where all went well. */
export function outcome({ status, body }: Answer): string {
  const error = body['error'];
  return error ? `${status} ${text(error['code'])}: ${text(error['message'])}` : String(status);
}

/** `00000000-0000-4000-8000-0000000000NN`, for people and groups that tests name by number. */
export function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function user(number: number, more: Partial<User> = {}): User {
  return {
    id: id(number),
    userPrincipalName: `person${number}@contoso.com`,
    displayName: `Person ${number}`,
    mailNickname: `person${number}`,
    accountEnabled: true,
    userType: 'Member',
    ...more,
  };
}

export function group(number: number, more: Partial<Group> = {}): Group {
  return {
    id: id(number),
    displayName: `Group ${number}`,
    mailNickname: `group${number}`,
    mailEnabled: false,
    securityEnabled: true,
    ...more,
  };
}

/** The header of another application than the practice one, by the numbers of its application and principal. */
export function asApplication(app: number, principal: number): { authorization: string } {
  const claims = { idtyp: 'app', appid: id(app), app_displayname: `App ${app}`, oid: id(principal) };
  return { authorization: `Bearer x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x` };
}

/** A role of a person or application by number, for the whole tenant: Global Administrator unless it says otherwise. */
export function roleAssignment(number: number, more: Partial<RoleAssignment> = {}): RoleAssignment {
  return {
    id: `assignment-${number}`,
    principalId: id(number),
    roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
    directoryScopeId: '/',
    ...more,
  };
}

/** Links by number, as the state writes them. */
export function refs(...numbers: number[]): { id: string }[] {
  return numbers.map((number) => ({ id: id(number) }));
}

/** The objects of a list answer. */
export function rows(answer: Answer, list = 'value'): Body[] {
  return Object.values<Body>(answer.body[list] ?? {});
}

/** The values of a list answer, by one property. */
export function column(answer: Answer, name: string): unknown[] {
  return rows(answer).map((row) => row[name]);
}

/** A value of an answer as text. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function json(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}
