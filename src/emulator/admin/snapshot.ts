import { dump } from '../directory/load.ts';
import { pendingEvaluations } from '../membership/agenda.ts';
import { catchUp } from '../membership/rounds.ts';
import type { State } from '../state.ts';
import type { Tenant } from '../tenant.ts';

/** All that the tenant holds now, with what is still to be evaluated. */
export function snapshot(tenant: Tenant): State {
  catchUp(tenant);
  const pending = pendingEvaluations(tenant.agenda);
  const state = dump(tenant.directory, tenant.documents);
  return pending.length === 0 ? state : { ...state, pendingEvaluations: pending };
}
