import { describe, expect, test } from 'vitest';
import type { Evidence, LiveObject, Recipient } from '../../src/core/live/live.ts';
import { groupState, userState } from '../../src/core/route/observe.ts';
import {
  definitionStates,
  groupStates,
  recipientStates,
  roleStates,
  sources,
  type GroupState,
  type UserState,
} from '../../src/core/route/states.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import type { JsonObject, User } from '../../src/emulator/state.ts';

/** Every state that decides through which door a value goes is in the example, with somebody in it. */

const seed = contoso();
const details = new Map(
  seed.exchange?.recipients.map(({ id, recipientTypeDetails }) => [id, recipientTypeDetails]),
);
const isMoved = ({ _service }: { readonly _service?: JsonObject }): boolean =>
  _service?.['isCloudManaged'] === true;

const recipients = new Map<string, Recipient>(
  (seed.exchange?.recipients ?? []).map((each) => [
    each.id,
    {
      type: each.recipientTypeDetails.endsWith('MailUser') ? 'mailUser' : 'mailbox',
      details: each.recipientTypeDetails,
      cloudManaged: each.isExchangeCloudManaged === true,
      attributes: {},
    },
  ]),
);
const throughGroup = seed.groups
  .filter((group) => group['isAssignableToRole'] === true)
  .flatMap(({ members = [], owners = [] }) => [...members, ...owners])
  .map(({ id }) => [id, 'throughGroup'] as const);
const evidence: Evidence = {
  recipients,
  cloudManaged: new Set(seed.users.filter(isMoved).map(({ id }) => id)),
  // The strongest comes last and stays.
  roleHolders: new Map([
    ...throughGroup,
    ...(seed.roleEligibilityScheduleInstances ?? []).map(
      ({ principalId }) => [principalId, 'eligible'] as const,
    ),
    ...(seed.roleAssignments ?? []).map(({ principalId }) => [principalId, 'active'] as const),
  ]),
};

const asLive = (object: object): LiveObject => object as LiveObject;
const stateOf = (user: User): UserState => userState(asLive(user), evidence);
const states = seed.users.map(stateOf);
const occurring = <Key extends keyof UserState>(key: Key) => new Set(states.map((state) => state[key]));

function userNamed(nickname: string): User {
  const found = seed.users.find(({ mailNickname }) => mailNickname === nickname);
  if (!found) throw new Error(`no user ${nickname} in the seed`);
  return found;
}

/** What Graph refuses although nothing shows it. */
const isMastered = ({ _service }: User): boolean => _service?.['exchangeMastered'] === true;

const cloud = { source: 'cloud', recipient: 'none', role: 'none', restricted: false } as const;

describe('users', () => {
  test.each<readonly [string, string, UserState, string | undefined]>([
    ['cloud-born without a mailbox', 'svc-backup', cloud, undefined],
    ['cloud-born with a mailbox', 'adele.vance', { ...cloud, recipient: 'mailbox' }, 'UserMailbox'],
    ['guest', 'alicia.thornber_fabrikam.com#EXT#', { ...cloud, recipient: 'mailUser' }, 'GuestMailUser'],
    [
      'with an immutable id of another system',
      'amara.osei',
      { ...cloud, source: 'anchored', recipient: 'mailbox' },
      'UserMailbox',
    ],
    ['synced now', 'lukasz.dabrowski', { ...cloud, source: 'synced', recipient: 'mailbox' }, 'UserMailbox'],
    [
      'synced, Exchange attributes managed in the cloud',
      'katarzyna.wisniewska',
      { ...cloud, source: 'synced', recipient: 'cloudManagedMailbox' },
      'UserMailbox',
    ],
    [
      'once synced, mailbox',
      'stefan.huber',
      { ...cloud, source: 'traced', recipient: 'mailbox' },
      'UserMailbox',
    ],
    [
      'once synced, shared mailbox',
      'orders.munich',
      { ...cloud, source: 'traced', recipient: 'mailbox' },
      'SharedMailbox',
    ],
    [
      'once synced, mail user',
      'franziska.vogel',
      { ...cloud, source: 'traced', recipient: 'mailUser' },
      'MailUser',
    ],
    ['once synced, no recipient', 'anton.bauer', { ...cloud, source: 'traced' }, undefined],
    [
      'source of authority moved to the cloud',
      'ewa.jablonska',
      { ...cloud, source: 'movedToCloud', recipient: 'mailbox' },
      'UserMailbox',
    ],
    [
      'moved back, waiting for the next sync',
      'grzegorz.wozniak',
      { ...cloud, source: 'traced', recipient: 'mailbox' },
      'UserMailbox',
    ],
    ['active in a role', 'irvin.sayers', { ...cloud, recipient: 'mailbox', role: 'active' }, 'UserMailbox'],
    [
      'eligible for a role',
      'allan.deyoung',
      { ...cloud, recipient: 'mailbox', role: 'eligible' },
      'UserMailbox',
    ],
    [
      'in a role-assignable group',
      'delia.dennis',
      { ...cloud, recipient: 'mailbox', role: 'throughGroup' },
      'UserMailbox',
    ],
    [
      'under restricted management',
      'marisa.hollander',
      { ...cloud, recipient: 'mailbox', restricted: true },
      'UserMailbox',
    ],
  ])('%s: %s', (_, nickname, expected, type) => {
    const user = userNamed(nickname);
    expect([stateOf(user), details.get(user.id)]).toEqual([expected, type]);
  });

  test('whom Exchange masters, which nothing shows, beside somebody who looks the same', () => {
    const [lynne, adele] = [userNamed('lynne.robbins'), userNamed('adele.vance')];
    expect(stateOf(lynne)).toEqual(stateOf(adele));
    expect([isMastered(lynne), isMastered(adele)]).toEqual([true, false]);
  });

  test('every source, recipient and role of the table occurs', () => {
    expect(occurring('source')).toEqual(new Set(sources));
    expect(occurring('recipient')).toEqual(new Set(recipientStates));
    expect(occurring('role')).toEqual(new Set(roleStates));
    expect(occurring('restricted')).toEqual(new Set([true, false]));
  });
});

describe('groups', () => {
  test.each<readonly [string, GroupState]>([
    ['SG-Engineering', 'cloud'],
    ['Role-Helpdesk-Administrators', 'roleAssignable'],
    ['Newsletter Contoso', 'distributionList'],
    ['SG-Plant-Safety', 'mailEnabledSecurity'],
    ['DL-Lodz-Zmiana', 'syncedMailEnabled'],
    ['GG-Lodz-Produkcja', 'synced'],
    ['SG-CA-Exclusions', 'restricted'],
  ])('%s: %s', (displayName, expected) => {
    const found = seed.groups.filter((group) => group.displayName === displayName);
    expect(found.map((group) => groupState(asLive(group)))).toEqual([expected]);
  });

  test('every kind of the table occurs', () => {
    expect(new Set(seed.groups.map((group) => groupState(asLive(group))))).toEqual(new Set(groupStates));
  });
});

test('definitions of extensions: made in the cloud and by Entra Connect, and values of every kind', () => {
  const made = seed.extensionProperties.map(({ isSyncedFromOnPremises: synced }) =>
    synced === true ? 'synced' : 'cloud',
  );
  expect(new Set(made)).toEqual(new Set(definitionStates));
  expect(seed.schemaExtensions).not.toEqual([]);
  const kept = JSON.stringify(seed.users);
  const valued = seed.extensionProperties.filter(({ name }) => kept.includes(`${JSON.stringify(name)}:`));
  expect(valued).toEqual(seed.extensionProperties);
  expect(kept).toContain('"contoso_courses":');
  expect(kept).toContain('"com.contoso.workplace"');
});
