import { dump } from '../directory/load.ts';
import { dumpRecipients } from '../exchange/recipients.ts';
import { pendingEvaluations } from '../membership/agenda.ts';
import { catchUp } from '../membership/rounds.ts';
import type { State } from '../state.ts';
import type { Tenant } from '../tenant.ts';

/** All that the tenant holds now, with what is still to be evaluated. */
export function snapshot(tenant: Tenant): State {
  catchUp(tenant);
  const pending = pendingEvaluations(tenant.agenda);
  const exchange = dumpRecipients(tenant.recipients);
  return {
    ...dump(tenant.directory, tenant.documents),
    ...(pending.length === 0 ? {} : { pendingEvaluations: pending }),
    ...(exchange === undefined ? {} : { exchange }),
  };
}
