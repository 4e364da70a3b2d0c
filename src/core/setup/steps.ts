import type { Cloud } from '../desired/settings.ts';
import { grantedBy } from '../permissions/permission.ts';
import { reasonText } from '../permissions/requirement.ts';
import { audiences } from './audiences.ts';
import { grantsOf } from './grants.ts';
import type { Step, Work } from './step.ts';
import type { Identity, Repository, SetupWish } from './wish.ts';

const managers = 'an Application Administrator or a Cloud Application Administrator';

/** Everything that setup does, in order; what a step needs comes before it. */
export function setupSteps(wish: SetupWish): readonly Step[] {
  const identities = wish.identities.map((identity) => ({
    identity,
    grants: grantsOf(identity, wish.exchangeRoles),
  }));
  return [
    ...identities.flatMap(({ identity, grants }) => [
      ...registration(identity),
      ...credentials(identity, wish),
      ...permissions(identity, grants),
    ]),
    ...identities.flatMap(({ identity, grants: { exchangeRole } }) =>
      exchangeRole
        ? [
            step(identity, 'exchange-role', {
              title: `Let ${identity.displayName} into Exchange Online: ${exchangeRole.role}`,
              why: exchangeWhy(identity),
              who: grantedBy.exchangeRole,
              done: `Get-RoleGroupMember '${exchangeRole.roleGroup}' shows it.`,
              work: { work: 'exchangeRole', displayName: identity.displayName, role: exchangeRole },
            }),
          ]
        : [],
    ),
    ...wish.identities.flatMap((identity) => onGitHub(identity, wish.repository)),
    ...wish.identities.flatMap((identity) => atHome(identity)),
    ...wish.identities.map((identity) =>
      step(identity, 'doctor', {
        title: `Check ${identity.displayName}`,
        why: 'doctor signs in as it, and names what is missing. New roles can take up to an hour.',
        who: 'whoever can sign in as it',
        done: 'Every line says that it is fine.',
        work: {
          work: 'doctor',
          ...(identity.certificate ? { keyFile: identity.certificate.keyFile } : {}),
        },
      }),
    ),
  ];
}

const step = (
  { part }: Identity,
  name: string,
  rest: Omit<Step, 'id' | 'part'> & { readonly work: Work },
): Step => ({ id: `${part}/${name}`, part, ...rest });

function registration(identity: Identity): readonly Step[] {
  const { displayName, part } = identity;
  return [
    step(identity, 'application', {
      title: `Register the application ${displayName}`,
      why:
        part === 'reader'
          ? 'It plans: it can read the tenant and change nothing.'
          : 'It applies what is merged. It is apart from the reader, since whoever may push a branch can use that one.',
      who: managers,
      done: 'App registrations lists an application of this name.',
      work: { work: 'application', displayName },
    }),
    step(identity, 'principal', {
      title: `Give ${displayName} a service principal`,
      why: 'Permissions are given to what an application acts through in the tenant.',
      who: managers,
      done: 'Enterprise applications lists it.',
      work: { work: 'principal' },
    }),
  ];
}

function credentials(identity: Identity, wish: SetupWish): readonly Step[] {
  const { certificate, displayName } = identity;
  return [
    ...(certificate
      ? [
          step(identity, 'certificate', {
            title: `Upload the certificate of ${displayName}`,
            why: `Whoever has its key can sign in. It holds until ${day(certificate.until)} (SHA-1 ${certificate.sha1}).`,
            who: managers,
            done: 'Certificates & secrets lists this thumbprint.',
            work: { work: 'certificate', certificate },
          }),
        ]
      : []),
    ...(wish.removeExpired
      ? [
          step(identity, 'remove-expired', {
            title: `Remove expired certificates of ${displayName}`,
            why: 'They open nothing any more.',
            who: managers,
            done: 'Certificates & secrets lists none that has expired.',
            work: { work: 'removeExpired' },
          }),
        ]
      : []),
    ...(wish.repository ? [federation(identity, wish.repository, wish.cloud)] : []),
  ];
}

/** https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust */
function federation(identity: Identity, { prefix, issuer }: Repository, cloud: Cloud): Step {
  const { environment, displayName } = identity;
  const credential = {
    name: environment.replace(/[^\w-]/g, '-'),
    issuer,
    subject: `${prefix}:environment:${environment}`,
    audience: audiences[cloud],
  };
  return step(identity, 'federation', {
    title: `Let jobs of the environment ${environment} sign in as ${displayName}`,
    why: 'Entra trusts the token that GitHub gives to such a job, so nothing secret is kept anywhere.',
    who: managers,
    done: 'Certificates & secrets, Federated credentials lists this issuer and subject.',
    work: { work: 'federation', credential },
  });
}

function permissions(identity: Identity, grants: ReturnType<typeof grantsOf>): readonly Step[] {
  const { displayName } = identity;
  const isGraphToo = grants.resources.some(({ name }) => name === 'Microsoft Graph');
  return [
    ...(grants.resources.length === 0
      ? []
      : [
          step(identity, 'permissions', {
            title: `Grant ${displayName} its permissions`,
            why: 'They are what these files need, and no more.',
            who: isGraphToo ? grantedBy.graph : grantedBy.exchange,
            done: 'API permissions shows each of them as granted.',
            work: { work: 'permissions', resources: grants.resources, reasons: reasonsOf(identity) },
          }),
        ]),
    ...grants.directoryRoles.map((role) =>
      step(identity, `role-${role.id}`, {
        title: `Give ${displayName} the role ${role.name}`,
        why: exchangeWhy(identity),
        who: grantedBy.directoryRole,
        done: `Roles & admins, ${role.name}, lists it.`,
        work: { work: 'directoryRole', role },
      }),
    ),
  ];
}

/** The first few of what takes each permission. */
function reasonsOf({ needs }: Identity): Readonly<Record<string, string>> {
  return Object.fromEntries(
    needs.map(({ name, reasons }) => {
      const texts = reasons.slice(0, 3).map(reasonText);
      const more = reasons.length - texts.length;
      return [name, [...texts, ...(more > 0 ? [`${more} more`] : [])].join('; ')];
    }),
  );
}

const exchangeWhy = ({ part }: Identity): string =>
  part === 'reader'
    ? 'Extension attributes of some people are held by Exchange Online, which has roles of its own.'
    : 'Extension attributes of some people can only be changed through Exchange Online.';

/** Who may use the environments: https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments */
function onGitHub(identity: Identity, repository: Repository | undefined): readonly Step[] {
  if (!repository) return [];
  const { part, environment, displayName } = identity;
  const isReader = part === 'reader';
  return [
    step(identity, 'environment', {
      title: `Make the environment ${environment} in ${repository.name}`,
      why: isReader
        ? 'Only pull requests and main may use the reader.'
        : 'Only main may use the writer. Reviewers are asked before each apply, if you name any.',
      who: 'an administrator of the repository',
      done: `Settings, Environments shows it with the variables AZURE_TENANT_ID and AZURE_CLIENT_ID, the latter of ${displayName}.`,
      work: {
        work: 'environment',
        environment: {
          repository: repository.name,
          name: environment,
          branches: isReader ? ['main', 'refs/pull/*/merge'] : ['main'],
          reviewers: isReader ? 'none' : 'advised',
        },
      },
    }),
  ];
}

function atHome(identity: Identity): readonly Step[] {
  const { certificate, displayName } = identity;
  if (!certificate) return [];
  return [
    step(identity, 'sign-in', {
      title: `Sign in as ${displayName} with its certificate`,
      why: 'Where no job of GitHub runs: the program finds application and certificate in these variables.',
      who: 'whoever has the key',
      done: 'The variables are set where it runs.',
      work: { work: 'signIn', keyFile: certificate.keyFile },
    }),
  ];
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
