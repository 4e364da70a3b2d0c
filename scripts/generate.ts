import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reference } from '../src/core/attributes/reference.ts';
import { schemas } from '../src/core/attributes/schema.ts';
import { planSchema } from '../src/core/plan/schema.ts';

/** Everything that is generated from the attribute table and the plan, by path below the repository. */
export function generated(): ReadonlyMap<string, string> {
  const { tenant, users, groups } = schemas();
  return new Map([
    ['schemas/tenant.schema.json', json(tenant)],
    ['schemas/users.schema.json', json(users)],
    ['schemas/groups.schema.json', json(groups)],
    ['schemas/plan.schema.json', json(planSchema())],
    ['docs/attributes.md', reference()],
  ]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

if (import.meta.main) {
  for (const [path, content] of generated()) {
    const file = join(import.meta.dirname, '..', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
