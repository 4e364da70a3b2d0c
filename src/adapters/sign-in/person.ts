import { TenantryError } from '../../core/problem.ts';
import type { Acquire, AccessToken, Surroundings } from './application.ts';
import type { Attempt, Words } from './attempt.ts';
import { valueOf } from './environment.ts';
import { refusalFrom, signInFailure, withoutSecrets } from './failure.ts';
import { hearing, type Heard } from './heard.ts';
import { refusalWords } from './refusal.ts';
import type { Way } from './way.ts';

type PersonWay = Extract<Way, { way: 'person' }>;

/** One place where somebody may be signed in. */
interface Place {
  readonly name: string;
  readonly getToken: (
    scope: string,
    options: { tenantId: string; claims?: string },
  ) => Promise<AccessToken | null>;
}

export interface PersonOptions extends Surroundings {
  /** Shows a line to the person, on stderr. */
  readonly say: (text: string) => void;
  /** Stands in for the Azure CLI and Azure PowerShell in tests. */
  readonly places?: readonly Place[];
}

/**
 * Signs in as whoever is signed in to the Azure CLI, else to Azure PowerShell, else with a device code. The place that
 * gave a token is asked first the next time.
 */
export function asPerson(way: PersonWay, options: PersonOptions): Acquire {
  const heard: Heard = {};
  let device: Place | undefined;
  let last: Place | undefined;
  const places = async (): Promise<readonly Place[]> => {
    const tools = options.places ?? (await toolsOf(options));
    if (way.deviceCode) device ??= await deviceCode(way, options, heard);
    const all = device ? [...tools, device] : tools;
    return last ? [last, ...all.filter(({ name }) => name !== last?.name)] : all;
  };
  return async (scope, claims) => {
    const { tenantId, authority, clock, signal } = options;
    const attempt: Attempt = { way, tenantId, authority, scope, heard, now: clock.now(), secrets: [] };
    const refused: string[] = [];
    for (const place of await places()) {
      try {
        const access = await place.getToken(
          scope,
          claims === undefined ? { tenantId } : { tenantId, claims },
        );
        if (!access) continue;
        last = place;
        return access;
      } catch (error) {
        signal?.throwIfAborted();
        if (place === device) throw signInFailure(attempt, error);
        refused.push(whyNot(place.name, error));
        const words = understood(attempt, error);
        if (words && !way.deviceCode) throw failed(attempt, words);
      }
    }
    throw nobody(attempt, refused, options);
  };
}

async function toolsOf({ tenantId }: Surroundings): Promise<readonly Place[]> {
  const { AzureCliCredential, AzurePowerShellCredential } = await import('@azure/identity');
  const cli = new AzureCliCredential({ tenantId, processTimeoutInMs: toolAnswersWithinMs });
  const powerShell = new AzurePowerShellCredential({ tenantId, processTimeoutInMs: toolAnswersWithinMs });
  return [
    { name: 'Azure CLI', getToken: (scope, asked) => cli.getToken(scope, asked) },
    { name: 'Azure PowerShell', getToken: (scope, asked) => powerShell.getToken(scope, asked) },
  ];
}

const toolAnswersWithinMs = 60_000;

/** Kept, unlike everything else: what it got once serves for the next service as well. */
async function deviceCode(way: PersonWay, options: PersonOptions, heard: Heard): Promise<Place> {
  const { tenantId, authority, clock, signal, say } = options;
  const { DeviceCodeCredential } = await import('@azure/identity');
  const credential = new DeviceCodeCredential({
    tenantId,
    ...(way.clientId === undefined ? {} : { clientId: way.clientId }),
    authorityHost: authority.origin,
    disableInstanceDiscovery: authority.private,
    httpClient: hearing(heard, { clock, signal }),
    retryOptions: { maxRetries: 0 },
    userPromptCallback: ({ userCode, verificationUri }) =>
      say(`To sign in to tenant ${tenantId}, open ${verificationUri} and enter the code ${userCode}`),
  });
  return {
    name: 'device code',
    getToken: (scope, asked) =>
      credential.getToken(scope, signal ? { ...asked, abortSignal: signal } : asked),
  };
}

/** What a tool said, in few words. */
function whyNot(name: string, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  if (/could not be found|Unable to execute|not installed|was not loaded/i.test(said))
    return `${name} is not installed`;
  const refusal = refusalFrom(said);
  if (refusal) return `${name}: AADSTS${refusal.code}: ${refusal.said}`;
  if (/az login|Connect-AzAccount|No subscription|No tenant|not logged in/i.test(said))
    return `${name} is not signed in to this tenant`;
  return `${name}: ${withoutSecrets(said.split('\n')[0]?.trim() ?? '', [])}`;
}

function understood(attempt: Attempt, error: unknown): Words | undefined {
  const refusal = refusalFrom(error instanceof Error ? error.message : '');
  return refusal && refusalWords(attempt, refusal);
}

function failed(attempt: Attempt, { message, remedy }: Words): TenantryError {
  return new TenantryError({ id: 'sign-in', message: withoutSecrets(message, attempt.secrets), remedy });
}

function nobody(attempt: Attempt, refused: readonly string[], { environment }: Surroundings): TenantryError {
  const inActions = valueOf(environment, 'GITHUB_ACTIONS') === 'true';
  const why = refused.length === 0 ? '' : ` (${refused.join('; ')})`;
  return new TenantryError({
    id: 'sign-in',
    message: `Nobody is signed in to tenant ${attempt.tenantId}${why}.`,
    remedy: inActions
      ? 'Set AZURE_CLIENT_ID and give the job `permissions: id-token: write`; docs/sign-in.md tells the other ways.'
      : `Sign in with \`az login --tenant ${attempt.tenantId} --allow-no-subscriptions\`, or set AZURE_CLIENT_ID and a certificate or secret as docs/sign-in.md tells.`,
  });
}
