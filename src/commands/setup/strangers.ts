import { TenantryError } from '../../core/problem.ts';
import type { Step } from '../../core/setup/step.ts';
import type { RegisteredApplication, TenantSetup } from '../../ports.ts';

/** What may be there already on an application that setup goes on with. */
export interface Trust {
  /** Application ids that the user says are theirs, whoever else may sign in as them. */
  readonly adopted: ReadonlySet<string>;
  /** Thumbprints of the certificates that are uploaded. */
  readonly certificates: ReadonlySet<string>;
  /** Subjects of the jobs that are let in. */
  readonly subjects: ReadonlySet<string>;
}

export function trustIn(steps: readonly Step[], adopted: readonly string[]): Trust {
  return {
    adopted: new Set(adopted.map((id) => id.toLowerCase())),
    certificates: new Set(
      steps.flatMap(({ work }) => (work.work === 'certificate' ? [work.certificate.sha1] : [])),
    ),
    subjects: new Set(
      steps.flatMap(({ work }) => (work.work === 'federation' ? [work.credential.subject] : [])),
    ),
  };
}

/**
 * Names are not unique, and in most tenants everybody may register applications
 * (https://learn.microsoft.com/entra/identity/role-based-access-control/delegate-app-roles): one of this name may be
 * somebody's who waits for its permissions. Throws TenantryError where others than its administrators may act as it.
 * Unknown credentials count only before an administrator has granted it anything: afterwards they are those of an earlier
 * run, with another folder or repository.
 */
export async function refuseStrangers(
  { id, appId, displayName }: RegisteredApplication,
  setup: TenantSetup,
  { adopted, certificates, subjects }: Trust,
): Promise<void> {
  if (adopted.has(appId.toLowerCase())) return;
  const principal = (await setup.principal(appId))?.id;
  const { audience, owners, secrets } = await setup.holders(id, principal);
  const isNew = principal === undefined || (await setup.granted(principal)).size === 0;
  const keys = isNew ? (await setup.certificates(id)).filter(({ sha1 }) => !certificates.has(sha1)) : [];
  const jobs = isNew ? (await setup.federations(id)).filter(({ subject }) => !subjects.has(subject)) : [];
  const found = [
    ...(audience === 'AzureADMyOrg' ? [] : [`people of other tenants may use it (${audience})`]),
    ...(owners.length === 0 ? [] : [`its owners may add credentials (${owners.join(', ')})`]),
    ...(secrets === 0
      ? []
      : [`whoever knows its ${secrets === 1 ? 'secret' : `${secrets} secrets`} can sign in`]),
    ...(keys.length === 0
      ? []
      : [`it has other certificates (SHA-1 ${keys.map(({ sha1 }) => sha1).join(', ')})`]),
    ...(jobs.length === 0
      ? []
      : [
          `it trusts other tokens (${jobs.map(({ issuer, subject }) => `${subject} of ${issuer}`).join(', ')})`,
        ]),
  ];
  if (found.length === 0) return;
  throw new TenantryError({
    id: 'setup-strangers',
    message: `An application ${displayName} (${appId}) is there already, and setup does not know that it is yours: ${found.join('; ')}.`,
    remedy: `Nothing is granted to it. If it is not yours, choose another name with --reader-name or --writer-name. If it is, take away what it does not need, or say --adopt ${appId}.`,
  });
}
