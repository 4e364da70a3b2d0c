import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyApplication, planApplication } from '../../../src/emulator/contoso/sign-in.ts';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import { startEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { graphResource } from '../../../src/emulator/sign-in/resources.ts';
import type { Group } from '../../../src/emulator/state.ts';
import { temporary } from '../cli.ts';
import { startConnectProxy } from '../connect-proxy.ts';
import { id } from '../tenant.ts';
import type { RunOptions } from './environment.ts';
import { startGitHub, type GitHubLoopback } from './github.ts';
import { runWorkflow, type Surroundings, type WorkflowRun } from './run-workflow.ts';

/** A repository and a tenant, with a reader and a writer that trust the environments of the repository. */
export interface WithTenant {
  readonly github: GitHubLoopback;
  readonly emulator: Emulator;
  readonly tenantId: string;
  readonly run: (workflow: string, occasion: RunOptions, more?: Surroundings) => Promise<WorkflowRun>;
  /** The department of a user by the part of the name before the @. */
  readonly departmentOf: (name: string) => unknown;
  readonly close: () => Promise<void>;
}

export interface WithTenantOptions {
  readonly files: (tenantId: string) => Readonly<Record<string, string>>;
  /** Departments by name. */
  readonly people: Readonly<Record<string, string>>;
  readonly groups?: readonly Group[];
  /** Permissions for Microsoft Graph. */
  readonly reader: readonly string[];
  readonly writer: readonly string[];
}

const principal = (of: typeof planApplication, displayName: string, roles: readonly string[]) => ({
  id: of.servicePrincipalId,
  appId: of.appId,
  displayName,
  appRoleAssignments: roles.map((role) => ({ resource: graphResource.appId, role })),
});

export async function withTenant(options: WithTenantOptions): Promise<WithTenant> {
  const tenantId = emptyState().organization.id;
  const applications = [planApplication, applyApplication].map(({ appId }, index) => ({
    id: id(90 + index),
    appId,
    displayName: ['Tenantry reader', 'Tenantry writer'][index] ?? '',
  }));
  const users = Object.entries(options.people).map(([name, department], index) => ({
    id: id(index + 1),
    userPrincipalName: `${name}@contoso.com`,
    displayName: name,
    mailNickname: name,
    accountEnabled: true,
    department,
  }));
  const emulator = await startEmulator({
    tls: true,
    throttling: false,
    state: {
      ...emptyState(),
      users,
      groups: [...(options.groups ?? [])],
      applications,
      servicePrincipals: [
        principal(planApplication, 'Tenantry reader', options.reader),
        principal(applyApplication, 'Tenantry writer', options.writer),
      ],
    },
  });
  const github = await startGitHub({ files: options.files(tenantId) });
  for (const [{ appId }, environment] of [
    [planApplication, 'tenantry-plan'],
    [applyApplication, 'tenant'],
  ] as const) {
    const subject = `repo:${github.repository}:environment:${environment}`;
    emulator.addCredential(appId, { federated: { issuer: github.issuer, subject } });
  }
  const proxy = await startConnectProxy(emulator.tls?.port ?? 0);
  const authority = join(temporary(), 'authority.pem');
  writeFileSync(authority, emulator.tls?.certificateAuthority ?? '');
  const surroundings: Surroundings = {
    env: { ...proxy.environment(authority), NODE_USE_ENV_PROXY: '' },
    vars: (environment) => ({
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: environment === 'tenant' ? applyApplication.appId : planApplication.appId,
    }),
  };
  return {
    github,
    emulator,
    tenantId,
    run: (workflow, occasion, more = {}) =>
      runWorkflow(github, workflow, occasion, { ...surroundings, ...more }),
    departmentOf: (name) =>
      emulator.state().users.find((user) => user['userPrincipalName'] === `${name}@contoso.com`)?.[
        'department'
      ],
    close: async () => {
      await Promise.all([emulator.close(), proxy.close(), github.close()]);
    },
  };
}
