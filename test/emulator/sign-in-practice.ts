import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { State } from '../../src/emulator/state.ts';
import { id, practice, type Practice } from './practice.ts';

/** The application that tests sign in as, what it acts through, and its tenant. */
export const appId = id(900);
export const principalId = id(901);
export const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';

export const graph = '00000003-0000-0000-c000-000000000000';
export const exchange = '00000002-0000-0ff1-ce00-000000000000';

/** An application with roles for Microsoft Graph, or for others written as `resource role`. */
export function registered(...roles: string[]): Pick<State, 'applications' | 'servicePrincipals'> {
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

export interface SignInPractice extends Practice {
  login: string;
  tls: { port: number; certificateAuthority: string };
}

/** A practice tenant over TLS, which this process trusts from now on. */
export async function signInPractice(
  state: Partial<State>,
  options: EmulatorOptions = {},
): Promise<SignInPractice> {
  const tenant = await practice(state, { tls: true, ...options });
  const { login, tls } = tenant;
  if (login === null || tls === null) throw new Error('The practice tenant was started without sign-in.');
  setDefaultCACertificates([...getCACertificates('default'), tls.certificateAuthority]);
  return { ...tenant, login, tls };
}

/** Claims of a token, unchecked. */
export function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<
    string,
    unknown
  >;
}
