import { load } from '../directory/load.ts';
import type { Json, State } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { checkState } from './check-state.ts';

/** Replaces all that the tenant holds. Page and delta tokens from before become worthless. */
export function putState(tenant: Tenant, input: Json | State): void {
  const { directory, documents } = load(checkState(input));
  tenant.directory = directory;
  tenant.documents = documents;
  tenant.epoch++;
  tenant.changed();
}
