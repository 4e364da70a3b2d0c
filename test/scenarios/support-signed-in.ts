import { expect } from 'vitest';
import { directoryRoleIds, exchangeReading, permissionKind } from '../../src/core/permissions/permission.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { State } from '../../src/emulator/state.ts';
import { practise, type Practice } from './support-practice.ts';

const application = {
  appId: '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293',
  principal: '2b9e6d10-8f5c-4a37-b1e4-c0d2a3948576',
};
const secret = 'granted-in-a-test/and+nowhere~else';
const resources = {
  graph: '00000003-0000-0000-c000-000000000000',
  exchange: '00000002-0000-0ff1-ce00-000000000000',
};
const scopes = {
  graph: 'https://graph.microsoft.com/.default',
  exchange: 'https://outlook.office365.com/.default',
};

/** A practice tenant in which one application is signed in, with just what it is granted. */
export interface SignedIn extends Practice {
  /** The tenant as it was at first, with these permissions and roles; the next request has a new token. */
  readonly grant: (names: readonly string[], change?: (state: State) => void) => void;
}

export async function signedInPractice(state: State = contoso()): Promise<SignedIn> {
  const held: Record<string, string | undefined> = {};
  const practice = await practise({
    state,
    signIn: true,
    throttling: false,
    tokens: (emulator) => ({
      graph: async () => (held['graph'] ??= await tokenOf(emulator, scopes.graph)),
      exchange: async () => (held['exchange'] ??= await tokenOf(emulator, scopes.exchange)),
    }),
  });
  const { emulator } = practice;
  emulator.addCredential(application.appId, { secret });
  const start = emulator.state();
  return {
    ...practice,
    grant: (names, change = () => {}) => {
      const next = granting(structuredClone(start), names);
      change(next);
      emulator.putState(next);
      if (names.includes(exchangeReading))
        emulator.assignExchangeRole(application.principal, ['Get-Mailbox', 'Get-MailUser']);
      practice.forget();
      delete held['graph'];
      delete held['exchange'];
    },
  };
}

async function tokenOf(emulator: Emulator, scope: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: application.appId,
    client_secret: secret,
    scope,
  });
  const tenant = emulator.state().organization.id;
  const response = await fetch(`${emulator.login}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
  const answer = (await response.json()) as { access_token?: string };
  expect(response.status).toBe(200);
  return answer.access_token ?? '';
}

/** Roles within Exchange stand in no state of the directory. */
function granting(state: State, names: readonly string[]): State {
  const kinds = names.map((name) => [permissionKind(name), name] as const);
  const roles = kinds.flatMap(([kind, name]) => (kind === 'directoryRole' ? [name] : []));
  return {
    ...state,
    servicePrincipals: [
      ...(state.servicePrincipals ?? []).filter(({ appId }) => appId !== application.appId),
      {
        id: application.principal,
        appId: application.appId,
        displayName: 'Under test',
        appRoleAssignments: kinds.flatMap(([kind, role]) =>
          kind === 'graph' || kind === 'exchange' ? [{ resource: resources[kind], role }] : [],
        ),
      },
    ],
    roleAssignments: [
      ...(state.roleAssignments ?? []).filter(({ principalId }) => principalId !== application.principal),
      ...roles.map((role, index) => ({
        id: `role-${index}`,
        principalId: application.principal,
        roleDefinitionId: directoryRoleIds[role] ?? '',
        directoryScopeId: '/',
      })),
    ],
  };
}
