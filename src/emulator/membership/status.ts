import { textOf } from '../json.ts';
import type { Column } from '../reads/selection.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';

/**
 * `membershipRuleProcessingStatus`, which the beta version has and v1.0 has not: how the evaluation of a rule stands.
 * Only on `$select`; null for groups without a rule and while they are paused (beta resource "group").
 */
export function processingStatus(tenant: Tenant): Column {
  return {
    name: 'membershipRuleProcessingStatus',
    read: ({ properties }) => statusOf(tenant, textOf(properties['id'])),
  };
}

function statusOf(tenant: Tenant, id: string): Json {
  const { agenda, documents } = tenant;
  const ruled = agenda.groups.get(id);
  if (!ruled || ruled.isPaused) return null;
  const last = documents.membershipEvents.findLast(({ group }) => group === id);
  const status = (name: string, errorMessage: string | null): JsonObject => ({
    status: name,
    lastMembershipUpdated: last?.at ?? null,
    errorMessage,
  });
  if (!ruled.rule) return status('Failed', 'The membership rule cannot be evaluated.');
  // Changes of people are processed perpetually: they do not make a finished group unfinished.
  return status(agenda.work.get(id)?.isForEverybody === true ? 'NotStarted' : 'Succeeded', null);
}
