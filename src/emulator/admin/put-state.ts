import { load } from '../directory/load.ts';
import { loadRecipients } from '../exchange/recipients.ts';
import { createAgenda } from '../membership/agenda.ts';
import type { Json, State } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { checkState } from './check-state.ts';

/** Replaces all that the tenant holds. Page and delta tokens from before become worthless. */
export function putState(tenant: Tenant, input: Json | State): void {
  const state = checkState(input);
  const { directory, documents } = load(state);
  tenant.directory = directory;
  tenant.documents = documents;
  tenant.recipients = loadRecipients(state.exchange, directory);
  tenant.agenda = createAgenda(directory, state.pendingEvaluations ?? [], {
    now: tenant.clock.now(),
    delayMs: tenant.settings.evaluationMs,
  });
  tenant.epoch++;
  tenant.changed();
}
