import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contoso } from '../../src/emulator/contoso.ts';
import { applicationRoles, planApplication } from '../../src/emulator/contoso/sign-in.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import type { State } from '../../src/emulator/state.ts';
import { temporary, type Ended } from '../support/cli.ts';
import { startConnectProxy } from '../support/connect-proxy.ts';
import { leaveOut } from '../support/evidence/files.ts';
import { keepSecret } from '../support/evidence/record.ts';
import { startIssuer } from '../support/issuer.ts';
import { tenantry } from './end-to-end-support.ts';

export const githubIssuer = 'https://token.actions.githubusercontent.com';

/** Who is signed in to the Azure CLI of a machine: administrators of the practice tenant by what they may do. */
export const administrators = {
  'Global Administrator': ['ada.global@contoso.com', '62e90394-69f5-4237-9190-012177145e10'],
  'Application Administrator': ['ben.applications@contoso.com', '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3'],
  'Privileged Role Administrator': ['cyd.roles@contoso.com', 'e8611ab8-c189-46e8-94e1-60213ab1f814'],
} as const;
export type Administrator = keyof typeof administrators;

/** Contoso before anybody thought of Tenantry: no application of ours, and three administrators. */
export function emptyContoso(): State {
  const state = contoso();
  const ours = new Set(applicationRoles.map(({ id }) => id));
  const people = Object.entries(administrators).map(([role, [name]], index) => ({
    id: `aaaaaaaa-0000-4000-8000-00000000000${index}`,
    userPrincipalName: name,
    displayName: role,
    mailNickname: name.split('@')[0] ?? '',
    accountEnabled: true,
    userType: 'Member',
  }));
  return {
    ...state,
    users: [...state.users, ...people].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    applications: (state.applications ?? []).filter(({ appId }) => appId !== planApplication.appId),
    servicePrincipals: (state.servicePrincipals ?? []).filter(({ appId }) => appId !== planApplication.appId),
    roleAssignments: [
      ...(state.roleAssignments ?? []).filter(({ id }) => !ours.has(id)),
      ...Object.values(administrators).map(([, roleDefinitionId], index) => ({
        id: `practice-${roleDefinitionId}`,
        principalId: people[index]?.id ?? '',
        roleDefinitionId,
        directoryScopeId: '/',
      })),
    ],
  };
}

/** A tenant behind Microsoft's names, real sign-in, an issuer in GitHub's place, and an Azure CLI with somebody signed in. */
export interface SetupPlace {
  readonly emulator: Emulator;
  /** Runs the program as an administrator. */
  as(who: Administrator, args: readonly string[], folder: string): Promise<Ended>;
  /** The same as an application. */
  with(
    environment: Readonly<Record<string, string>>,
    args: readonly string[],
    folder: string,
  ): Promise<Ended>;
  /** The variables of a job of GitHub that signs in with the token of an environment. */
  job(appId: string, repository: string, environment: string): Record<string, string>;
  close(): Promise<void>;
}

export async function setupPlace(state: State = emptyContoso()): Promise<SetupPlace> {
  const issuer = await startIssuer();
  const emulator = await startEmulator({
    tls: true,
    throttling: false,
    state,
    issuers: { [githubIssuer]: issuer.url },
  });
  const proxy = await startConnectProxy(emulator.tls?.port ?? 0);
  const authority = join(temporary(), 'authority.pem');
  writeFileSync(authority, emulator.tls?.certificateAuthority ?? '');
  const run = (
    args: readonly string[],
    folder: string,
    env: Readonly<Record<string, string>>,
  ): Promise<Ended> => tenantry(args, { cwd: folder, env: { ...proxy.environment(authority), ...env } });
  return {
    emulator,
    as: (who, args, folder) =>
      run(args, folder, {
        PATH: `${azureCli(emulator, administrators[who][0])}:${process.env['PATH'] ?? ''}`,
      }),
    with: (environment, args, folder) => run(args, folder, environment),
    job(appId, repository, environment) {
      const path = join(temporary(), 'token');
      const token = issuer.token({
        iss: githubIssuer,
        sub: `repo:${repository}:environment:${environment}`,
        aud: 'api://AzureADTokenExchange',
      });
      keepSecret('GitHub token', token);
      writeFileSync(path, token);
      return { AZURE_CLIENT_ID: appId, AZURE_FEDERATED_TOKEN_FILE: path };
    },
    async close() {
      await Promise.all([emulator.close(), proxy.close(), issuer.close()]);
    },
  };
}

/** A folder with a program `az` in it, which hands out a token of this person and knows nothing else. */
function azureCli(emulator: Emulator, userPrincipalName: string): string {
  const folder = temporary();
  const accessToken = emulator.personToken(userPrincipalName);
  keepSecret('token', accessToken);
  const answer = {
    accessToken,
    expiresOn: '2099-01-01 00:00:00.000000',
    expires_on: Math.floor(Date.now() / 1000) + 3600,
    tenant: emulator.state().organization.id,
    tokenType: 'Bearer',
  };
  const program = join(folder, 'az');
  writeFileSync(program, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(answer)}\nEND\n`);
  chmodSync(program, 0o700);
  leaveOut(program);
  return folder;
}
