import { neededPermissions } from '../../../src/core/permissions/needed.ts';
import type { Part } from '../../../src/core/permissions/requirement.ts';
import type { PublicCertificate } from '../../../src/core/setup/certificate.ts';
import type { SetupWish } from '../../../src/core/setup/wish.ts';
import { loaded, tenantId } from '../../config/support.ts';

export const departments = { 'users/a.yaml': 'users:\n  - user: adele@contoso.com\n    department: IT\n' };
export const numbered = {
  'users/a.yaml': 'users:\n  - user: adele@contoso.com\n    extensionAttribute1: Contractor\n',
};

export const certificate = (part: Part): PublicCertificate => ({
  part,
  file: `keys/tenantry-${part}-2026-11-22.cer`,
  keyFile: `keys/tenantry-${part}-2026-11-22.pem`,
  der: 'MIIB',
  sha1: '0123456789ABCDEF0123456789ABCDEF01234567',
  subject: `CN=Tenantry ${part}`,
  from: new Date('2026-11-22T08:00:00Z'),
  until: new Date('2027-11-22T08:00:00Z'),
});

export const repository = {
  name: 'contoso/tenant',
  prefix: 'repo:contoso/tenant',
  issuer: 'https://token.actions.githubusercontent.com',
};

/** What setup is asked for these files: with a repository, unless it is said otherwise. */
export function wishFor(
  files: Readonly<Record<string, string>>,
  more: Partial<SetupWish> & {
    readonly certificates?: boolean;
    readonly names?: Readonly<Record<Part, string>>;
  } = {},
): SetupWish {
  const { desired } = loaded(files);
  if (!desired) throw new Error('the files are not valid');
  const needed = neededPermissions(desired);
  const { certificates = false, names, ...rest } = more;
  return {
    tenantId,
    cloud: 'global',
    exchangeRoles: 'standard',
    removeExpired: false,
    repository,
    identities: (['reader', 'writer'] as const).map((part) => ({
      part,
      displayName: names?.[part] ?? `Tenantry ${part}`,
      environment: part === 'reader' ? 'tenantry-plan' : 'tenant',
      needs: needed[part],
      ...(certificates ? { certificate: certificate(part) } : {}),
    })),
    ...rest,
  };
}
