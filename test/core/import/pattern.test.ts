import { expect, test } from 'vitest';
import { fillPattern, parsePattern } from '../../../src/core/import/pattern.ts';

const adele = {
  id: '63384f56-42d2-4aa7-b1d6-b10c78f143a2',
  userPrincipalName: 'adele.vance@contoso.com',
  department: 'Human Resources',
  country: 'Brazil',
};

test.each([
  ['users/{department}.yaml', 'users/human-resources.yaml'],
  ['users/{country}/{department}.yaml', 'users/brazil/human-resources.yaml'],
  ['users/{companyName}/{department}.yml', 'users/no-company-name/human-resources.yml'],
  ['users/{domain}.yaml', 'users/contoso-com.yaml'],
  ['users/all.yaml', 'users/all.yaml'],
  ['users/{employeeOrgData.division}.yaml', 'users/no-employee-org-data-division.yaml'],
])('%s leads to %s', (text, path) => {
  expect(fillPattern(parsePattern('user', text), adele, 'adele.vance@contoso.com')).toBe(path);
});

test.each([
  ['groups/{type}.yaml', 'groups/security.yaml'],
  ['groups/{membership}/{type}.yaml', 'groups/dynamic/security.yaml'],
  ['groups/{name}.yaml', 'groups/sg-engineering.yaml'],
])('%s leads to %s', (text, path) => {
  const group = {
    id: 'x',
    groupTypes: ['DynamicMembership'],
    membershipRule: '(user.city -eq "a")',
    securityEnabled: true,
  };
  expect(fillPattern(parsePattern('group', text), group, 'sg-engineering')).toBe(path);
});

test.each([
  ['people/{department}.yaml', 'begin with users/'],
  ['users/{department}.txt', 'end with .yaml'],
  ['users/../{department}.yaml', 'begins with a dot'],
  ['users//{department}.yaml', 'is empty'],
  ['users/a:{department}.yaml', 'not every disk takes'],
  ['users/{departmnet}.yaml', '{departmnet} is nothing'],
  ['users/{mobilePhone}.yaml', '{mobilePhone} is nothing'],
  ['users/{displayName}.yaml', '{displayName} is nothing'],
  ['users/{department.yaml', 'a brace is not closed'],
])('%s is refused: %s', (text, why) => {
  expect(() => parsePattern('user', text)).toThrow(why);
});
