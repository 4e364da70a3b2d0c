import { limitTo, parseTarget } from '../core/plan/only.ts';
import { makePlan } from '../core/plan/make-plan.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Live } from '../core/live/live.ts';
import { TenantryError } from '../core/problem.ts';
import type { Reader } from '../ports.ts';
import { read } from '../read/read.ts';
import type { Configuration } from './configuration.ts';
import type { Target, World } from './world.ts';

export interface PlanningOptions {
  readonly directory: string;
  readonly base?: string;
  readonly only: readonly string[];
  /** Keys of changes to leave out. */
  readonly without?: readonly string[];
  readonly endpoint?: string;
  readonly trace?: string;
  /** The approved plans outside which nothing will run. */
  readonly within?: readonly Plan[];
  /** With `base`: leave out what was pending before it. */
  readonly introducedOnly?: true;
}

export interface Planned {
  readonly plan: Plan;
  readonly live: Live;
}

/** Reads the tenant and makes the plan. Throws TenantryError where another tenant answers than tenant.yaml names. */
export async function planAgainst(
  reader: Reader,
  configuration: Configuration,
  options: PlanningOptions,
  approved: readonly Plan[],
  world: Pick<World, 'clock' | 'terminal' | 'version'>,
): Promise<Planned> {
  const { head, base } = limited(configuration, options.only);
  const now = world.clock.now();
  const live = await read(reader, base ? [head, base] : [head], now, {
    onProgress: (text) => world.terminal.progress(text),
    onTenant: (tenant) => checkTenant({ tenant }, configuration, options),
  });
  const plan = makePlan({
    head,
    ...(base ? { base } : {}),
    live,
    now,
    only: options.only,
    ...(options.without ? { without: options.without } : {}),
    approved,
    ...(options.within ? { within: options.within } : {}),
    ...(options.introducedOnly ? { introducedOnly: options.introducedOnly } : {}),
    provenance: {
      tool: `tenantry ${world.version}`,
      directory: options.directory,
      ...(options.base === undefined ? {} : { base: options.base }),
      endpoint: options.endpoint ?? head.settings.tenant.cloud,
    },
  });
  return { plan, live };
}

/** The tenant that the files name, through the door that the options name. */
export function targetOf(
  configuration: Pick<Configuration, 'head'>,
  options: Pick<PlanningOptions, 'endpoint' | 'trace'>,
): Target {
  const { tenant } = configuration.head.settings;
  return {
    cloud: tenant.cloud,
    tenantId: tenant.id,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.trace === undefined ? {} : { trace: options.trace }),
  };
}

function limited(
  { head, base }: Configuration,
  only: readonly string[],
): Pick<Configuration, 'head' | 'base'> {
  if (only.length === 0) return base ? { head, base } : { head };
  const targets = only.map(parseTarget);
  const entries = limitTo(head, targets);
  for (const target of targets) {
    const found = limitTo(head, [target]);
    if (found.users.length + found.groups.length === 0)
      throw new TenantryError({
        id: 'only',
        message: `No file declares ${target.kind} ${target.name}`,
        remedy: `Name it as it stands under \`${target.kind}:\`, or by its id.`,
      });
  }
  return base ? { head: entries, base: limitTo(base, targets) } : { head: entries };
}

/** Throws where another tenant answers than the files name. */
export function checkTenant(
  live: Pick<Live, 'tenant'>,
  { head }: Pick<Configuration, 'head'>,
  options: Pick<PlanningOptions, 'endpoint'>,
): void {
  const { id } = head.settings.tenant;
  if (live.tenant.id.toLowerCase() === id.toLowerCase()) return;
  throw new TenantryError({
    id: 'wrong-tenant',
    message: `${options.endpoint === undefined ? 'Microsoft Graph' : `The practice tenant at ${options.endpoint}`} answers for the tenant ${live.tenant.displayName} (${live.tenant.id}), but ${head.settings.file} names ${id}`,
    remedy:
      'Sign in to the tenant that the files are for, or correct `tenant: { id: … }`. Nothing was written.',
  });
}
