import { below, type Random } from '../random.ts';
import type { User } from '../state.ts';
import { generateUsers } from './generate-users.ts';
import { oddCompanies, oddNames, trapTitles, variants } from './mess.ts';
import type { Planted } from './planted.ts';

/**
 * People as a tenant of many years has them, beside what `generateUsers` makes: odd and equal names, empty texts, nulls,
 * twenty addresses, departments in several spellings. What a check of data quality has to find of them is in `planted`.
 */
export function messyUsers(random: Random, count: number, domain: string): [User[], Planted[]] {
  const users = generateUsers(random, count, domain);
  const planted: Planted[] = [];
  // Every person gets one kind of mess at most, so that one does not hide another.
  const employees = users.filter((user) => user['userType'] === 'Member' && user['accountEnabled'] === true);
  let used = 0;
  const next = (share: number, mess: (user: User, index: number) => void): void => {
    const wanted = Math.max(1, Math.round((employees.length * share) / 1000));
    for (let index = 0; index < wanted; index++) {
      const user = employees[used++];
      if (user) mess(user, index);
    }
  };

  for (const [department, written, people] of variants) {
    const there = employees.slice(used).filter((user) => user['department'] === department);
    if (there.length < 3 * people + people) continue;
    for (const user of there.slice(0, people)) user['department'] = written;
    planted.push({ id: 'near-duplicate', object: `value:department=${written}` });
  }
  used = Math.floor(employees.length / 2);
  for (const title of trapTitles) {
    const user = employees[used++];
    if (user) user['jobTitle'] = title;
  }
  next(4, (user, index) => {
    delete user['usageLocation'];
    if (index === 0) user['usageLocation'] = '';
    planted.push({ id: 'missing-required', object: `user:${user.id}` });
  });
  next(4, (user, index) => {
    user['department'] = index % 2 === 0 ? '' : null;
    planted.push({ id: 'missing-required', object: `user:${user.id}` });
  });
  next(6, (user, index) => {
    user['companyName'] = oddCompanies[index % oddCompanies.length];
    planted.push({ id: 'outside-vocabulary', object: `user:${user.id}` });
  });
  next(5, (user) => Object.assign(user, nothing));
  next(3, (user, index) => {
    const address = (n: number): string => `smtp:alias${n}.of.${index}@${domain}`;
    user['proxyAddresses'] = [
      ...(user['proxyAddresses'] as string[]),
      ...Array.from({ length: 20 }, (_, n) => address(n)),
    ];
  });
  next(3, (user) => {
    user['streetAddress'] = 'Rua Augusta 1\r\n2º andar\n';
    user['otherMails'] = ['private.address@example.org'];
    user['mobilePhone'] = '+55 11 5555 0199';
  });
  next(2, (user) => {
    user['givenName'] = ' ';
    user['surname'] = '';
    user['city'] = '';
  });
  for (const [index, user] of users.entries())
    if (below(random, 100) < 5) user.displayName = oddNames[index % oddNames.length];
  return [users, planted];
}

/** A service may answer null for whatever is not there. */
const nothing = {
  jobTitle: null,
  employeeId: null,
  employeeType: null,
  city: null,
  country: null,
  officeLocation: null,
  preferredLanguage: null,
  onPremisesExtensionAttributes: null,
  businessPhones: [],
  manager: null,
} as const;
