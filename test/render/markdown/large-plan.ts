import { desired, id, live, liveGroup, liveUser, planOf, user } from '../../support/tenant.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';

const name = (number: number): string => `firstname.lastname${number}@contoso.com`;

/** Everybody leaves one of so many groups and enters the next: two changes for each person. */
export function largePlan(people: number, groups: number): Plan {
  const numbers = Array.from({ length: people }, (_, index) => index);
  const of = (number: number): number => number % groups;
  const department = (index: number): string => `Department ${index % groups}`;
  return planOf(
    desired(
      numbers.map((number) =>
        user(name(number), { department: department(of(number) + 1), officeLocation: `Room ${number}` }),
      ),
      { guards: { usersChanged: { count: 10 } } },
    ),
    live(
      numbers.map((number) => liveUser(number, name(number), { department: department(of(number)) })),
      Array.from({ length: groups }, (_, index) =>
        liveGroup(100_000 + index, groupName(index), {
          groupTypes: ['DynamicMembership'],
          membershipRule: `user.department -eq "${department(index)}"`,
          membershipRuleProcessingState: 'On',
          members: numbers.filter((number) => of(number) === index).map(id),
        }),
      ),
    ),
  );
}

export const groupName = (index: number): string => `SG-Department-${String(index).padStart(3, '0')}`;
