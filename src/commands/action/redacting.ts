import { TenantryError } from '../../core/problem.ts';
import type { Terminal } from '../../ports.ts';
import { defaultRedaction, type Redaction } from '../../render/redaction.ts';
import type { ActionOptions, ActionWorld } from './action-world.ts';

/**
 * How much of the tenant may be seen in the repository, and the world in which no more is seen. Throws TenantryError where
 * what has to be stored could be read by people who may not see it.
 */
export async function redacting<W extends ActionWorld>(
  options: Pick<ActionOptions, 'redaction' | 'store'>,
  world: W,
): Promise<{ readonly redaction: Redaction; readonly world: W }> {
  const { name, visibility } = await world.forge.repository();
  const redaction = options.redaction ?? defaultRedaction(visibility);
  if ((redaction !== 'full' || options.store === 'branch') && !world.hasPlanKey)
    throw new TenantryError({
      id: 'plan-key-missing',
      message:
        redaction === 'full'
          ? 'Plans are to be stored on a branch, and there is no key to encrypt them with'
          : `Plans hold personal data, more people can see ${name} than may see those (redaction: ${redaction}), and there is no key to encrypt them with`,
      remedy:
        'Keep the output of `openssl rand -base64 32` as a secret of the repository, and hand it to the Action as TENANTRY_PLAN_KEY under `env:`.',
    });
  // The log of a run is seen by whoever sees the repository.
  return { redaction, world: redaction === 'full' ? world : { ...world, terminal: silent(world.terminal) } };
}

const silent = (terminal: Terminal): Terminal => ({
  ...terminal,
  print() {},
  say() {},
  progress() {},
});
