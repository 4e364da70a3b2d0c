import { TenantryError } from '../../core/problem.ts';
import { githubTokenPass, githubTokenUrl, valueOf, type Environment } from './environment.ts';

/** How a token is come by. Nothing in it is secret: keys, secrets and passwords stay in the environment. */
export type Way =
  /** GitHub's token for this job is exchanged. */
  | { readonly way: 'github'; readonly clientId: string }
  /** The token of another issuer, in a file that somebody keeps fresh, is exchanged. */
  | { readonly way: 'token-file'; readonly clientId: string; readonly path: string }
  /** `path` is absent where the certificate itself stands in the environment. */
  | { readonly way: 'certificate'; readonly clientId: string; readonly path?: string }
  | { readonly way: 'secret'; readonly clientId: string }
  /** Whoever is signed in to the Azure CLI or Azure PowerShell, else a device code where a person is there to type it. */
  | { readonly way: 'person'; readonly deviceCode: boolean; readonly clientId?: string };

export interface Choice {
  readonly way: Way;
  /** The variables that decided, the most telling first. */
  readonly because: readonly string[];
  /** Variables of other ways, which are set and not used. */
  readonly unused: readonly string[];
}

/** Variables by the way that they stand for, in the order in which the ways are preferred. */
const signs = [
  ['github', [githubTokenUrl, githubTokenPass]],
  ['token-file', ['AZURE_FEDERATED_TOKEN_FILE']],
  ['certificate', ['AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_CLIENT_CERTIFICATE']],
  ['secret', ['AZURE_CLIENT_SECRET']],
] as const;

/**
 * Decides how to sign in, from the environment alone. What needs no secret goes first. `interactive` says whether a
 * person sits at a terminal. Throws TenantryError where the environment contradicts itself or lacks a half.
 */
export function chooseWay(environment: Environment, interactive: boolean): Choice {
  const has = (name: string): boolean => valueOf(environment, name) !== undefined;
  const clientId = valueOf(environment, 'AZURE_CLIENT_ID');
  if (clientId !== undefined && !isGuid(clientId)) throw noClientId();
  const present = signs.map(([way, names]) => ({ way, names: names.filter(has), of: names.length }));
  const found = present.find(({ way, names, of }) =>
    // A job may have GitHub's variables for another purpose.
    way === 'github' ? names.length === of && clientId !== undefined : names.length > 0,
  );
  const unused = present
    .filter((each) => each !== found && each.way !== 'github')
    .flatMap(({ names }) => names);
  if (!found) {
    if (clientId !== undefined && valueOf(environment, 'GITHUB_ACTIONS') === 'true') throw noIdToken();
    const way: Way = {
      way: 'person',
      deviceCode: interactive,
      ...(clientId === undefined ? {} : { clientId }),
    };
    return { way, because: [], unused };
  }
  if (clientId === undefined) throw missingClientId(found.names);
  return {
    way: wayOf(environment, found.way, clientId),
    because: [...found.names, 'AZURE_CLIENT_ID'],
    unused,
  };
}

function wayOf(environment: Environment, way: (typeof signs)[number][0], clientId: string): Way {
  switch (way) {
    case 'github':
    case 'secret':
      return { way, clientId };
    case 'token-file':
      return { way, clientId, path: valueOf(environment, 'AZURE_FEDERATED_TOKEN_FILE') ?? '' };
    case 'certificate': {
      const path = valueOf(environment, 'AZURE_CLIENT_CERTIFICATE_PATH');
      if (path === undefined) return { way, clientId };
      if (valueOf(environment, 'AZURE_CLIENT_CERTIFICATE') !== undefined) throw twoCertificates();
      return { way, clientId, path };
    }
  }
}

const isGuid = (text: string): boolean =>
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);

// The value is not shown: a secret in the wrong variable would come out with it.
function noClientId(): TenantryError {
  return new TenantryError({
    id: 'sign-in-client-id',
    message: 'AZURE_CLIENT_ID is set, but not to the id of an application.',
    remedy:
      'Set it to the Application (client) ID from App registrations in the Entra admin centre, such as 00001111-aaaa-2222-bbbb-3333cccc4444.',
  });
}

function missingClientId(names: readonly string[]): TenantryError {
  return new TenantryError({
    id: 'sign-in-client-id',
    message: `${names.join(' and ')} is set, but AZURE_CLIENT_ID is not: nobody knows which application signs in.`,
    remedy:
      'Set AZURE_CLIENT_ID to the Application (client) ID from App registrations in the Entra admin centre.',
  });
}

function twoCertificates(): TenantryError {
  return new TenantryError({
    id: 'sign-in-certificate',
    message: 'Both AZURE_CLIENT_CERTIFICATE_PATH and AZURE_CLIENT_CERTIFICATE are set.',
    remedy: 'Unset one of them: the first is the path of a file, the second is the certificate itself.',
  });
}

/** https://docs.github.com/actions/reference/security/oidc: without the permission the variables are not there. */
function noIdToken(): TenantryError {
  return new TenantryError({
    id: 'sign-in-id-token',
    message:
      'AZURE_CLIENT_ID is set, but this job may not ask GitHub for a token, and there is no certificate or secret either.',
    remedy:
      'Give the job `permissions: id-token: write` (and `contents: read`, since naming one permission takes away the others). Pull requests from forks never get a token.',
  });
}
