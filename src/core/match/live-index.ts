import type { DesiredObject } from '../desired/desired.ts';
import type { Live, LiveObject } from '../live/live.ts';

/** The live tenant by everything that identifies an object or looks as if it did. Names are in lower case. */
export interface LiveIndex {
  readonly users: ReadonlyMap<string, LiveObject>;
  readonly groups: ReadonlyMap<string, LiveObject>;
  readonly devices: ReadonlyMap<string, LiveObject>;
  readonly usersByPrincipalName: ReadonlyMap<string, LiveObject>;
  /** All users that have the address as their mail. */
  readonly usersByMail: ReadonlyMap<string, readonly LiveObject[]>;
  readonly groupsByUniqueName: ReadonlyMap<string, LiveObject>;
}

export function indexLive(live: Pick<Live, 'users' | 'groups'> & Partial<Pick<Live, 'devices'>>): LiveIndex {
  const usersByMail = new Map<string, LiveObject[]>();
  for (const user of live.users) {
    if (!user.mail) continue;
    const address = user.mail.toLowerCase();
    const holders = usersByMail.get(address);
    if (holders) holders.push(user);
    else usersByMail.set(address, [user]);
  }
  return {
    users: byId(live.users),
    groups: byId(live.groups),
    devices: byId(live.devices ?? []),
    usersByPrincipalName: byText(live.users, 'userPrincipalName'),
    usersByMail,
    groupsByUniqueName: byText(live.groups, 'uniqueName'),
  };
}

/**
 * The live object of an entry: an entry with an id is that object and no other; without one, a user is found by user
 * principal name and a group by uniqueName. A display name never identifies anything.
 */
export function findLive(entry: DesiredObject, index: LiveIndex): LiveObject | undefined {
  if (entry.id !== undefined) return (entry.kind === 'user' ? index.users : index.groups).get(entry.id);
  const name = entry.label.toLowerCase();
  return entry.kind === 'user' ? index.usersByPrincipalName.get(name) : index.groupsByUniqueName.get(name);
}

const byId = (objects: readonly LiveObject[]): ReadonlyMap<string, LiveObject> =>
  new Map(objects.map((object) => [object.id.toLowerCase(), object]));

function byText(objects: readonly LiveObject[], property: string): ReadonlyMap<string, LiveObject> {
  const found = new Map<string, LiveObject>();
  for (const object of objects) {
    const text = object[property];
    if (typeof text === 'string') found.set(text.toLowerCase(), object);
  }
  return found;
}
