import type { Expression } from '../ast.ts';
import { lacksOffset } from '../instant.ts';
import type { RuleProblem } from '../problem.ts';
import { propertiesIn, comparisonsIn } from '../walk.ts';
import { finding } from './finding.ts';

/** Membership that changes although no attribute does, and dates that do not say where. */
export function findTime(body: Expression): RuleProblem[] {
  return comparisonsIn(body).flatMap(({ value }) => {
    if (value.type === 'now')
      return [
        finding(
          'time-dependent',
          value.offset,
          'The members change with time, without a change of anybody. What is shown holds for the instant of the evaluation.',
        ),
      ];
    if (value.type !== 'date' || !lacksOffset(value.text)) return [];
    return [
      finding(
        'date-without-zone',
        value.offset,
        `A date without time zone is taken as UTC. Write ${value.text}${value.text.includes('T') ? '' : 'T00:00:00'}Z.`,
      ),
    ];
  });
}

/** Users that exist in the cloud only have no dirSyncEnabled at all, and no value is not false. */
export function findSyncDisabled(body: Expression): RuleProblem[] {
  return comparisonsIn(body).flatMap(({ subject, operator, value, offset }) => {
    const concerned = subject.type === 'property' && subject.key === 'dirsyncenabled';
    if (!concerned || operator !== 'eq' || value.type !== 'boolean' || value.value) return [];
    return [
      finding(
        'sync-disabled',
        offset,
        'Users of the cloud have no dirSyncEnabled, which is not false. Write user.dirSyncEnabled -ne true.',
      ),
    ];
  });
}

/**
 * Properties that people may write themselves. `entra`: users may update it by default
 * (https://learn.microsoft.com/entra/fundamentals/users-default-permissions). `ad`: in synchronised directories it
 * belongs to the property set Personal Information, which Active Directory lets people write for themselves by default;
 * Microsoft's reference warns of such attributes without listing them, so this list is ours.
 */
const selfService: Readonly<Record<string, 'entra' | 'ad'>> = {
  mobile: 'entra',
  city: 'ad',
  country: 'ad',
  facsimiletelephonenumber: 'ad',
  physicaldeliveryofficename: 'ad',
  postalcode: 'ad',
  state: 'ad',
  streetaddress: 'ad',
  telephonenumber: 'ad',
};

/** Who writes an attribute of a rule decides who is a member. */
export function findSelfService(body: Expression, grantsAccess: boolean): RuleProblem[] {
  if (!grantsAccess) return [];
  const seen = new Set<string>();
  return propertiesIn(body).flatMap(({ side, key, name, offset }) => {
    const how = Object.hasOwn(selfService, key) ? selfService[key] : undefined;
    if (side !== 'user' || how === undefined || seen.has(key)) return [];
    seen.add(key);
    const where = how === 'entra' ? 'in Entra' : 'in a synchronised Active Directory';
    return [
      finding(
        'self-service-property',
        offset,
        `People may be able to write their own ${name} ${where}, and so to let themselves in. Use an attribute that only administrators write.`,
      ),
    ];
  });
}
