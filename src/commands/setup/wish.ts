import type { Desired } from '../../core/desired/desired.ts';
import { neededPermissions, type Need } from '../../core/permissions/needed.ts';
import { grantedBy, permissionKind } from '../../core/permissions/permission.ts';
import type { Part } from '../../core/permissions/requirement.ts';
import { TenantryError, type Problem } from '../../core/problem.ts';
import type { ExchangeRoles, Identity, Repository, SetupWish } from '../../core/setup/wish.ts';
import type { SetupWorld } from '../world.ts';
import { certificateFor } from './certificates.ts';

export interface WishOptions {
  readonly certificateDir?: string;
  readonly days: number;
  readonly bits: 2048 | 3072;
  readonly rotate: boolean;
  readonly removeExpired: boolean;
  readonly names: Readonly<Record<Part, string>>;
  readonly environments: Readonly<Record<Part, string>>;
  /** Permissions beside those that the files need. */
  readonly also: Readonly<Record<Part, readonly string[]>>;
  /** `contoso/tenant`, or with ids as in the subjects of its tokens: `contoso@123456/tenant@456789`. */
  readonly repository?: string;
  readonly issuer: string;
  readonly exchangeRoles: ExchangeRoles;
  readonly only?: Part;
}

/** What the options and the files ask for. Makes certificates where they are to be made. Throws TenantryError. */
export async function wishFrom(
  options: WishOptions,
  desired: Desired,
  world: Pick<SetupWorld, 'certificates' | 'clock' | 'terminal'>,
): Promise<SetupWish> {
  const problems = problemsIn(options);
  if (problems.length > 0) throw new TenantryError(problems);
  const { tenant } = desired.settings;
  const needed = neededPermissions(desired);
  const parts = (['reader', 'writer'] as const).filter((part) => part === (options.only ?? part));
  const identities: Identity[] = [];
  for (const part of parts) {
    const displayName = options.names[part];
    const folder = options.certificateDir;
    identities.push({
      part,
      displayName,
      environment: options.environments[part],
      needs: withMore(needed[part], options.also[part], part),
      ...(folder === undefined
        ? {}
        : { certificate: await certificateFor(part, displayName, { ...options, folder }, world) }),
    });
  }
  const { repository, issuer } = options;
  return {
    tenantId: tenant.id,
    cloud: tenant.cloud,
    identities,
    exchangeRoles: options.exchangeRoles,
    removeExpired: options.removeExpired,
    ...(repository === undefined ? {} : { repository: repositoryOf(repository, issuer) }),
  };
}

function withMore(needs: readonly Need[], also: readonly string[], part: Part): readonly Need[] {
  const more = also
    .filter((name) => !needs.some((need) => need.name === name))
    .map((name) => {
      const kind = permissionKind(name);
      const reasons = [{ what: `asked for with --${part}-also` }];
      return { name, kind, level: 'required' as const, reasons, grantedBy: grantedBy[kind] };
    });
  return [...needs, ...more];
}

/** Owner and name, each maybe with an id, as GitHub allows them. */
const repositoryForm = /^([A-Za-z\d](?:[A-Za-z\d-]{0,38}))(@\d+)?\/([\w.-]{1,100})(@\d+)?$/;

function repositoryOf(text: string, issuer: string): Repository {
  const [, owner = '', , name = ''] = repositoryForm.exec(text) ?? [];
  return { name: `${owner}/${name}`, prefix: `repo:${text}`, issuer };
}

const problem = (message: string, remedy: string): Problem => ({ id: 'setup-option', message, remedy });

/** What cannot be meant is said before anything is made. */
function problemsIn(options: WishOptions): readonly Problem[] {
  const { repository, certificateDir, names, environments, days, issuer, also } = options;
  return [
    ...(repository === undefined && certificateDir === undefined
      ? [
          problem(
            'It is not said how the applications are to sign in.',
            'Name the repository whose jobs use them (--repository OWNER/NAME), a folder for certificates (--certificate-dir FOLDER), or both.',
          ),
        ]
      : []),
    ...(repository === undefined || repositoryForm.test(repository)
      ? []
      : [
          problem(
            `--repository ${JSON.stringify(repository)} is no repository of GitHub.`,
            'Write owner and name, contoso/tenant; or with their ids, contoso@123456/tenant@456789, where the tokens of its jobs have those.',
          ),
        ]),
    ...Object.values(names)
      .filter(
        (name) => !/^(?![@-])[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]{1,64}$/u.test(name) || name.trim() !== name,
      )
      .map((name) =>
        problem(
          `${JSON.stringify(name)} cannot be the name of an application.`,
          'Take 1 to 64 characters on one line, without a space at either end, and neither @ nor - at the beginning, which mean something to az.',
        ),
      ),
    ...(names.reader === names.writer
      ? [
          problem(
            'Reader and writer have the same name.',
            'Give them two with --reader-name and --writer-name.',
          ),
        ]
      : []),
    ...Object.values(environments)
      .filter((name) => !/^[\w.-]{1,100}$/.test(name))
      .map((name) =>
        problem(
          `${JSON.stringify(name)} cannot be an environment here.`,
          'Take letters, digits, dots, hyphens and underscores.',
        ),
      ),
    ...(environments.reader === environments.writer
      ? [
          problem(
            'Reader and writer have the same environment, so whoever may plan could write.',
            'Give them two with --plan-environment and --apply-environment.',
          ),
        ]
      : []),
    ...(days >= 1 && days <= 1095
      ? []
      : [problem(`--days ${days} is not possible.`, 'Take 1 to 1095 days; a year (365) is usual.')]),
    ...(/^https:\/\/[\w.:-]+(?:\/[\w./-]*)?$/.test(issuer)
      ? []
      : [problem(`--issuer ${JSON.stringify(issuer)} is no https address.`, 'Leave it out for github.com.')]),
    ...[...also.reader, ...also.writer]
      .filter((name) => !/^[A-Za-z][\w .-]{0,100}$/.test(name))
      .map((name) =>
        problem(
          `${JSON.stringify(name)} is no permission.`,
          'Write it as doctor does, such as Device.Read.All.',
        ),
      ),
    ...(options.rotate && certificateDir === undefined
      ? [problem('--rotate makes certificates, and no folder is named.', 'Add --certificate-dir FOLDER.')]
      : []),
  ];
}
