import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { RoleAssignment, State } from '../../src/emulator/state.ts';
import { id, practice, text, type Answer, type Body, type Practice } from './practice.ts';

/** The application that tests sign in as, what it acts through, and its tenant. */
export const appId = id(900);
export const principalId = id(901);
export const tenantId = emptyState().organization.id;
export const secret = 'practice makes perfect';

export const graph = '00000003-0000-0000-c000-000000000000';
export const exchange = '00000002-0000-0ff1-ce00-000000000000';
export const graphScope = 'https://graph.microsoft.com/.default';
export const exchangeScope = 'https://outlook.office365.com/.default';

export const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
export const recipientAdministrator = '31392ffb-586c-42d1-9346-e59415a2cc4e';

/** An application with roles for Microsoft Graph, or for others written as `resource role`. */
export function registered(...roles: string[]): Required<Pick<State, 'applications' | 'servicePrincipals'>> {
  return {
    applications: [{ id: id(902), appId, displayName: 'Test application' }],
    servicePrincipals: [
      {
        id: principalId,
        appId,
        displayName: 'Test application',
        appRoleAssignments: roles.map((role) => {
          const [resource, value] = role.split(' ');
          return value === undefined ? { resource: graph, role } : { resource: resource ?? '', role: value };
        }),
      },
    ],
  };
}

/** A directory role of the application. */
export function directoryRole(roleDefinitionId: string): RoleAssignment {
  return { id: `role-${roleDefinitionId}`, principalId, roleDefinitionId, directoryScopeId: '/' };
}

export interface SignInPractice extends Practice {
  login: string;
  tls: { port: number; certificateAuthority: string };
  /** Asks the token endpoint for a token, with the secret for Graph unless the fields say otherwise; null leaves one out. */
  ask: (fields?: Record<string, string | null>, name?: string) => Promise<Answer>;
  /** A header with a token for a scope. */
  signedIn: (scope?: string) => Promise<{ authorization: string }>;
}

/** A practice tenant over TLS, which this process trusts from now on, with an application that has a secret. */
export async function signInPractice(
  state: Partial<State>,
  options: EmulatorOptions = {},
): Promise<SignInPractice> {
  const tenant = await practice(state, { tls: true, ...options });
  const { login, tls } = tenant;
  if (login === null || tls === null) throw new Error('The practice tenant was started without sign-in.');
  setDefaultCACertificates([...getCACertificates('default'), tls.certificateAuthority]);
  if (state.applications) tenant.addCredential(appId, { secret });
  const ask: SignInPractice['ask'] = async (fields = {}, name = tenantId) => {
    const standard = { grant_type: 'client_credentials', client_id: appId, client_secret: secret };
    const all = Object.entries({ ...standard, scope: graphScope, ...fields });
    const body = new URLSearchParams(all.filter((entry): entry is [string, string] => entry[1] !== null));
    const response = await fetch(`${login}/${name}/oauth2/v2.0/token`, { method: 'POST', body });
    const answer = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text: answer,
      body: (answer === '' ? {} : JSON.parse(answer)) as Body,
    };
  };
  return {
    ...tenant,
    login,
    tls,
    ask,
    async signedIn(scope = graphScope) {
      const { body } = await ask({ scope });
      return { authorization: `Bearer ${text(body['access_token'])}` };
    },
  };
}

/** `401 invalid_client AADSTS7000215: text`, without the ids and the instant at its end; the status alone for a token. */
export function refusal({ status, body }: Answer): string {
  if (!body['error']) return String(status);
  const description = text(body['error_description']).replace(/ Trace ID: .*$/s, '');
  return `${status} ${text(body['error'])} ${description}`;
}

/** Claims of a token, unchecked. */
export function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<
    string,
    unknown
  >;
}
