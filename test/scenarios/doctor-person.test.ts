import { expect, test } from 'vitest';
import type { DoctorReport } from '../../src/core/doctor/report.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { practise, settings } from './support-practice.ts';

const texts = {
  'tenant.yaml': settings,
  'users/a.yaml':
    'users:\n  - { user: nestor.wilke@contoso.com, department: Elsewhere, extensionAttribute3: any }\n',
};

/** What Microsoft answers to a person who asks for it with the Azure CLI. */
const noExchange = {
  id: 'sign-in',
  message: 'Nobody who signs in with the Azure CLI or PowerShell gets a token for outlook.office365.com.',
  remedy: 'Sign in as an application.',
};

test('of a person, directory roles are told, and that Exchange is not for people', async () => {
  const state = contoso();
  const holder = state.users.find(({ id }) =>
    state.roleAssignments?.some(({ principalId }) => principalId === id),
  );
  const name = String(holder?.['userPrincipalName']);
  const practice = await practise({
    state,
    signIn: true,
    throttling: false,
    tokens: (emulator) => ({
      graph: () => Promise.resolve(emulator.personToken(name)),
      exchange: () => Promise.reject(new TenantryError(noExchange)),
    }),
  });
  try {
    const { stdout, exitCode } = await practice.doctor(texts, { json: true });
    const { identity, part, lines, needs } = JSON.parse(stdout) as DoctorReport;
    expect(identity).toMatchObject({ kind: 'person', name });
    expect(part).toBe(undefined);
    expect(needs?.writer.map((need) => need.name)).toContain('User.ReadWrite.All');
    const told = lines.filter(({ id }) => id === 'person').map(({ topic, verdict }) => `${topic} ${verdict}`);
    expect(told).toEqual([expect.stringMatching(/^permissions /), 'exchange warning']);
    const [plan] = lines.filter(({ id }) => id === 'plan');
    expect(plan).toMatchObject({ verdict: 'failure', next: noExchange.remedy });
    expect(exitCode).toBe(1);
  } finally {
    await practice.close();
  }
});
