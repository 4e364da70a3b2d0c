import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Plan } from '../core/plan/plan.ts';
import { planSchema } from '../core/plan/schema.ts';
import { TenantryError } from '../core/problem.ts';
import { jsonText } from '../render/json.ts';
import { kindOfFile } from './file-kind.ts';
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
  return parsePlan(await world.readText(path), path, world);
}

/** The same with the text of the file. */
export function parsePlan(text: string, path: string, { sealing }: Pick<World, 'sealing'>): Plan {
  const kind = kindOfFile(text);
  if (kind === 'journal' || kind === 'tornJournal')
    throw new TenantryError({
      id: 'plan-file',
      message: `The file ${path} is the journal of an apply, not a plan.`,
      remedy:
        'Name the file that `tenantry plan --out FILE` wrote. A journal is for `tenantry rollback` and `tenantry verify`.',
    });
  const value = parse(sealing.open(text, path), path);
  const valid = new Ajv2020({ allowUnionTypes: true }).compile<Plan>(planSchema());
  if (valid(value)) return value;
  throw notAPlan(path, 'is not a plan of this version of Tenantry');
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notAPlan(path, 'is not a plan: it is not JSON, or it was cut off');
  }
}

const notAPlan = (path: string, what: string): TenantryError =>
  new TenantryError({
    id: 'plan-file',
    message: `The file ${path} ${what}.`,
    remedy: 'Make one with `tenantry plan --out FILE`.',
  });
