import type { Processing } from '../../core/verification/verification.ts';
import { member, parsed, textOf } from '../http/json.ts';
import { address } from './address.ts';
import type { Connection } from './pages.ts';

/**
 * How Entra stands with the rules of groups, by group id: `membershipRuleProcessingStatus`, which only the beta version
 * has (https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta). Nothing hangs on it: each is asked
 * once, and a group about which there is no answer, whatever the reason, is not among them.
 */
export async function processingOf(
  connection: Connection,
  groups: readonly string[],
): Promise<ReadonlyMap<string, Processing>> {
  const found = await Promise.all(
    groups.map(async (group) => {
      const status = await statusOf(connection, group);
      return status ? [[group, status] as const] : [];
    }),
  );
  return new Map(found.flat());
}

async function statusOf({ transport, signal }: Connection, group: string): Promise<Processing | undefined> {
  const { outcome } = await transport({
    method: 'GET',
    version: 'beta',
    target: address(['groups', group], { $select: 'id,membershipRuleProcessingStatus' }),
    // What is not needed is not insisted on.
    repeatable: false,
    parse: parsed,
    ...(signal ? { signal } : {}),
  });
  if (outcome.type !== 'replied' || outcome.body === undefined) return undefined;
  const told = member(outcome.body, 'membershipRuleProcessingStatus');
  const status = textOf(member(told, 'status'));
  if (status === '') return undefined;
  const lastUpdated = textOf(member(told, 'lastMembershipUpdated'));
  const error = textOf(member(told, 'errorMessage'));
  return {
    status,
    ...(lastUpdated === '' ? {} : { lastUpdated }),
    ...(error === '' ? {} : { error }),
  };
}
