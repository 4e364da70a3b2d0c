import { parseJournal, unfinished } from '../apply/journal.ts';
import { isFulfilled } from '../apply/records.ts';
import { report } from '../apply/report.ts';
import type { PastApply } from '../core/drift/past-apply.ts';
import { TenantryError } from '../core/problem.ts';
import { journalFolder } from './journals.ts';
import type { World } from './world.ts';

/**
 * The applies to a tenant at an address that the journals here tell of. A journal that cannot be read is said and passed
 * over: what it tells besides is not needed to see what drifted.
 */
export async function pastApplies(
  tenantId: string,
  endpoint: string,
  world: Pick<World, 'listJournals' | 'readText' | 'terminal'>,
): Promise<readonly PastApply[]> {
  const found: PastApply[] = [];
  for (const path of await world.listJournals(journalFolder)) {
    try {
      const apply = applyIn(await world.readText(path), path);
      const { id } = apply?.plan.tenant ?? { id: '' };
      if (apply && id.toLowerCase() === tenantId.toLowerCase() && apply.endpoint === endpoint)
        found.push(apply);
    } catch (error) {
      if (!(error instanceof TenantryError)) throw error;
      world.terminal.say(`${path} is passed over: ${error.message}`);
    }
  }
  return found;
}

function applyIn(text: string, path: string): (PastApply & { readonly endpoint: string }) | undefined {
  const journal = parseJournal(text, path);
  if (!journal.plan) return undefined;
  const { at, endpoint, plan } = journal.plan;
  const { operations } = report(journal.records);
  const verified = journal.records.findLast((record) => record.record === 'verified');
  return {
    journal: path,
    at,
    endpoint,
    plan,
    done: new Set(
      operations.flatMap(({ operation, outcome }) => (isFulfilled(outcome) ? [operation.key] : [])),
    ),
    interrupted: unfinished(journal),
    ...(verified ? { verified: { at: verified.at, asPredicted: verified.asPredicted } } : {}),
  };
}
