import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { exchangePractice, recipient, refused } from './exchange-practice.ts';
import { group, id, outcome, send, text, user } from './practice.ts';

const synced = { onPremisesSyncEnabled: true, onPremisesDomainName: 'lodz.contoso.com' };
const people = {
  users: [user(1, synced), user(2)],
  groups: [group(101, { onPremisesSyncEnabled: true })],
  exchange: { recipients: [recipient(1)] },
};
const body = { onPremisesExtensionAttributes: { extensionAttribute1: 'X' } };
const external =
  '400 Request_BadRequest: Unable to update the specified properties for objects that have originated within an external service.';

describe('directory synchronisation turned off', () => {
  test.each([null, false] as const)(
    'leaves the extension attributes to Exchange; shown as %j',
    async (shownAs) => {
      const tenant = await exchangePractice(people);
      tenant.dirSyncOff(shownAs);
      const patch = async (number: number) =>
        outcome(await tenant.call('PATCH', `/users/${id(number)}`, body));
      // Cloud-born ones, too.
      expect([await patch(1), await patch(2)]).toEqual([external, external]);
      expect(refused(await tenant.invoke('Set-Mailbox', { Identity: id(1), CustomAttribute1: 'X' }))).toBe(
        '200',
      );
      expect(await tenant.shown(1)).toEqual({ extensionAttribute1: 'X' });
      const { body: person } = await tenant.get(
        `/users/${id(1)}?$select=onPremisesSyncEnabled,onPremisesDomainName`,
      );
      expect(person).toMatchObject({
        onPremisesSyncEnabled: shownAs,
        onPremisesDomainName: 'lodz.contoso.com',
      });
      expect((await tenant.call('PATCH', `/users/${id(1)}`, { department: 'IT' })).status).toBe(204);
      const renamed = { displayName: 'Renamed' };
      expect((await tenant.call('PATCH', `/groups/${id(101)}`, renamed)).status).toBe(204);
    },
  );

  test('who comes afterwards is free', async () => {
    const tenant = await exchangePractice(people);
    tenant.dirSyncOff();
    const created = await tenant.call('POST', '/users', {
      accountEnabled: true,
      displayName: 'New',
      mailNickname: 'new',
      userPrincipalName: 'new@contoso.com',
      passwordProfile: { password: 'Secret-1234' },
    });
    expect(outcome(await tenant.call('PATCH', `/users/${text(created.body['id'])}`, body))).toBe('204');
  });

  test('over HTTP', async () => {
    const tenant = await exchangePractice(people);
    const turn = async (input: unknown) => (await send(`${tenant.admin}/dirsync`, 'POST', input)).status;
    expect(await turn({ enabled: true })).toBe(400);
    expect(await turn({ enabled: false, shownAs: true })).toBe(400);
    expect(tenant.state().users[1]).not.toHaveProperty('_service');
    expect(await turn({ enabled: false, shownAs: false })).toBe(204);
    expect(tenant.state().users).toMatchObject([
      { onPremisesSyncEnabled: false, _service: { exchangeMastered: true } },
      { _service: { exchangeMastered: true } },
    ]);
  });
});

test('the state file keeps recipients, and what is on its way', async () => {
  const stateFile = join(await mkdtemp(join(tmpdir(), 'tenantry-')), 'state.json');
  const options = { stateFile, exchangeReplicationMs: 3_600_000 };
  const first = await startEmulator({
    ...options,
    state: { ...emptyState(), users: [user(1)], exchange: { recipients: [recipient(1)] } },
  });
  first.edit('user', id(1), body);
  await first.close();
  const second = await startEmulator(options);
  expect(second.state().exchange).toMatchObject({
    recipients: [{ id: id(1), customAttributes: {} }],
    pendingWrites: [{ user: id(1), to: 'exchange', attributes: { extensionAttribute1: 'X' } }],
  });
  second.settle();
  expect(second.state().exchange?.recipients[0]?.customAttributes).toEqual({ customAttribute1: 'X' });
  await second.close();
});
