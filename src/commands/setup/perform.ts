import { TenantryError } from '../../core/problem.ts';
import type { ResourceRoles } from '../../core/setup/grants.ts';
import type { Step } from '../../core/setup/step.ts';
import type { RegisteredApplication, RequestedRoles, ServicePrincipal, TenantSetup } from '../../ports.ts';
import { refuseStrangers, type Trust } from './strangers.ts';

/** What is known of one application while its steps are done. */
export interface Known {
  registration?: RegisteredApplication;
  principal?: ServicePrincipal;
}

/** What is left of a step, or nothing where it is done already. */
export interface Left {
  /** What is missing in particular, such as the names of permissions. */
  readonly missing: readonly string[];
  readonly perform: () => Promise<void>;
}

/**
 * Looks whether a step is done. Steps before it have filled what is known. Throws TenantryError where the tenant cannot be
 * asked, or what it says leaves no way.
 */
export async function leftOf(
  { work }: Step,
  setup: TenantSetup,
  known: Known,
  now: Date,
  trust: Trust,
): Promise<Left | undefined> {
  const application = known.registration?.id ?? '';
  const principal = known.principal?.id ?? '';
  switch (work.work) {
    case 'application': {
      const found = await setup.registrations(work.displayName);
      if (found.length > 1) throw ambiguous(work.displayName, found);
      const [registration] = found;
      if (registration) {
        await refuseStrangers(registration, setup, trust);
        known.registration = registration;
        return undefined;
      }
      return left(async () => {
        known.registration = await setup.register(work.displayName);
      });
    }
    case 'principal': {
      const appId = known.registration?.appId ?? '';
      const found = await setup.principal(appId);
      if (found) {
        known.principal = found;
        return undefined;
      }
      return left(async () => {
        known.principal = await setup.addPrincipal(appId);
      });
    }
    case 'certificate': {
      const { certificate } = work;
      const all = await setup.certificates(application);
      if (all.some(({ sha1 }) => sha1 === certificate.sha1)) return undefined;
      return left(() => setup.addCertificate(application, certificate));
    }
    case 'removeExpired': {
      const expired = (await setup.certificates(application)).filter(({ until }) => until <= now);
      if (expired.length === 0) return undefined;
      return left(
        async () => {
          await setup.removeExpired(application, now);
        },
        expired.map(({ sha1, until }) => `SHA-1 ${sha1}, expired on ${until.toISOString().slice(0, 10)}`),
      );
    }
    case 'federation': {
      const { issuer, subject, audience, name } = work.credential;
      const all = await setup.federations(application);
      const same = all.find((each) => each.issuer === issuer && each.subject === subject);
      if (same && same.audience !== audience) throw otherAudience(same.name, same.audience, audience);
      if (same) return undefined;
      const taken = new Set(all.map((each) => each.name));
      const free = [name, ...Array.from({ length: 20 }, (_, index) => `${name}-${index + 2}`)];
      const named = { ...work.credential, name: free.find((each) => !taken.has(each)) ?? name };
      return left(() => setup.addFederation(application, named));
    }
    case 'permissions':
      return await permissionsLeft(work.resources, setup, application, principal);
    case 'directoryRole': {
      if ((await setup.directoryRoles(principal)).has(work.role.id)) return undefined;
      return left(() => setup.giveDirectoryRole(principal, work.role.id));
    }
    case 'exchangeRole':
    case 'environment':
    case 'signIn':
    case 'doctor':
      return undefined;
  }
}

const left = (perform: () => Promise<void>, missing: readonly string[] = []): Left => ({ missing, perform });

async function permissionsLeft(
  resources: readonly ResourceRoles[],
  setup: TenantSetup,
  application: string,
  principal: string,
): Promise<Left | undefined> {
  const granted = await setup.granted(principal);
  const wanted: (RequestedRoles & {
    readonly resource: ServicePrincipal;
    readonly missing: readonly { readonly role: string; readonly id: string }[];
  })[] = [];
  for (const { appId, name, roles } of resources) {
    const resource = await setup.principal(appId);
    if (!resource) throw noResource(name);
    const unknown = roles.filter((role) => !resource.roles.has(role));
    if (unknown.length > 0) throw noPermission(name, unknown);
    const ids = roles.map((role) => ({ role, id: resource.roles.get(role) ?? '' }));
    const missing = ids.filter(({ id }) => granted.get(resource.id)?.has(id) !== true);
    wanted.push({ appId, resource, roleIds: ids.map(({ id }) => id), missing });
  }
  const missing = wanted.flatMap((each) => each.missing.map(({ role }) => role));
  if (missing.length === 0) return undefined;
  return left(async () => {
    await noted(setup, application, wanted);
    for (const each of wanted)
      for (const { id } of each.missing) await setup.grant(principal, each.resource.id, id);
  }, missing);
}

/**
 * What is noted is what the page shows that somebody else may consent on. Whoever may consent need not be allowed to note
 * it, and it counts for nothing else.
 */
async function noted(
  setup: TenantSetup,
  application: string,
  wanted: readonly RequestedRoles[],
): Promise<void> {
  try {
    await setup.request(application, wanted);
  } catch (error) {
    if (!(error instanceof TenantryError) || error.problems[0]?.id !== 'setup-not-allowed') throw error;
  }
}

function ambiguous(displayName: string, found: readonly RegisteredApplication[]): TenantryError {
  return new TenantryError({
    id: 'setup-ambiguous',
    message: `${found.length} applications are called ${displayName}: ${found.map(({ appId }) => appId).join(', ')}.`,
    remedy:
      'Rename or delete those that are not meant, or choose other names with --reader-name and --writer-name.',
  });
}

function otherAudience(name: string, audience: string, wanted: string): TenantryError {
  return new TenantryError({
    id: 'setup-refused',
    message: `The federated credential ${name} has this issuer and subject already, with the audience ${audience} in place of ${wanted}.`,
    remedy: 'Correct its audience under Certificates & secrets, Federated credentials, or delete it.',
  });
}

function noResource(name: string): TenantryError {
  return new TenantryError({
    id: 'setup-refused',
    message: `The tenant does not have the application ${name}.`,
    remedy:
      'It comes with the first licence of that service. If there is none, say `exchange: { route: never }` in tenant.yaml.',
  });
}

function noPermission(name: string, unknown: readonly string[]): TenantryError {
  return new TenantryError({
    id: 'setup-refused',
    message: `${name} defines no application permission ${unknown.join(', ')} in this tenant.`,
    remedy: 'Look whether it is spelled as doctor spells it, and whether this cloud has it.',
  });
}
