import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reference } from '../src/core/attributes/reference.ts';
import { schemas } from '../src/core/attributes/schema.ts';
import { permissionsReference } from '../src/core/permissions/reference.ts';
import { planSchema } from '../src/core/plan/schema.ts';
import { routesReference } from '../src/core/route/reference.ts';
import { faultsPage } from './faults-page.ts';

/** Everything that is generated, by path below the repository. */
export function generated(): ReadonlyMap<string, string> {
  const { tenant, users, groups, extensions } = schemas();
  return new Map([
    ['schemas/tenant.schema.json', json(tenant)],
    ['schemas/users.schema.json', json(users)],
    ['schemas/groups.schema.json', json(groups)],
    ['schemas/extensions.schema.json', json(extensions)],
    ['schemas/plan.schema.json', json(planSchema())],
    ['docs/attributes.md', reference()],
    ['docs/routes.md', routesReference()],
    ['docs/permissions.md', permissionsReference()],
    ['docs/faults.md', faultsPage()],
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
