import { findAttribute } from '../attributes/attributes.ts';
import { liveValue } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import { nameOf, type Found } from './subject.ts';

/** What every user with an account has to have unless `audit: { required }` in tenant.yaml says otherwise. */
export const usuallyRequired: readonly string[] = ['usageLocation', 'department'];

/** Why an attribute is wanted, where that is no matter of taste. */
const why: Readonly<Record<string, string>> = {
  usageLocation: 'Licences cannot be assigned without it.',
};

/** Required attributes that users who can sign in and are no guests do not have. */
export function findMissingRequired(
  users: readonly LiveObject[],
  required: readonly string[],
): readonly Found[] {
  const rows = [...new Set(required)].flatMap((name) => findAttribute('user', name) ?? []);
  return users
    .filter((user) => user['accountEnabled'] === true && user['userType'] !== 'Guest')
    .flatMap((user) =>
      rows
        .filter((row) => isEmpty(row.name === 'manager' ? user.manager : liveValue(row, user)))
        .map(({ name }) => ({
          id: 'missing-required',
          object: `user:${user.id}`,
          name: nameOf(user),
          attribute: name,
          message: `\`${name}\` has no value.`,
          remedy: remedyOf(name, user['onPremisesSyncEnabled'] === true),
        })),
    );
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

function remedyOf(name: string, synced: boolean): string {
  const where =
    synced && name !== 'usageLocation'
      ? 'Set it in Active Directory, where the account comes from.'
      : 'Set it in the entry of the user, or under `defaults:`.';
  return why[name] === undefined ? where : `${where} ${why[name]}`;
}
