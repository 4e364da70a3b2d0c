import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Plan } from '../core/plan/plan.ts';
import { planSchema } from '../core/plan/schema.ts';
import { TenantryError } from '../core/problem.ts';
import { jsonText } from '../render/json.ts';
import type { World } from './world.ts';

/** Writes a plan for `apply --plan`, encrypted where there is a key. */
export async function writePlan(
  path: string,
  plan: Plan,
  world: Pick<World, 'sealing' | 'writeText'>,
): Promise<void> {
  await world.writeText(path, world.sealing.seal(planText(plan)));
}

/** The published form of a plan. */
export const planText = (plan: Plan): string => `${jsonText(plan, 2)}\n`;

/**
 * Reads a plan that `plan --out` wrote. Throws TenantryError where it is none, or of another format, or cannot be
 * decrypted.
 */
export async function readPlan(path: string, world: Pick<World, 'readText' | 'sealing'>): Promise<Plan> {
  const value = parse(world.sealing.open(await world.readText(path), path), path);
  const valid = new Ajv2020({ allowUnionTypes: true }).compile<Plan>(planSchema());
  if (valid(value)) return value;
  const [error] = valid.errors ?? [];
  throw notAPlan(path, `${error?.instancePath ?? ''} ${error?.message ?? ''}`.trim());
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notAPlan(path, error instanceof Error ? error.message : String(error));
  }
}

function notAPlan(path: string, detail: string): TenantryError {
  return new TenantryError({
    id: 'plan-file',
    message: `The file ${path} is not a plan of this version of Tenantry (${detail})`,
    remedy: 'Make one with `tenantry plan --out FILE`.',
  });
}
