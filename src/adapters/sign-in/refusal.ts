import { signer, type Attempt, type Refusal, type Words } from './attempt.ts';
import { clockWords } from './clock-words.ts';
import { federationWords } from './federation-words.ts';

const secretsPage = 'under App registrations, the application, Certificates & secrets';

/**
 * What the codes mean and what to do. Microsoft says that they may change, so one that is not here is shown as it came:
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const refusals: Readonly<Record<string, (attempt: Attempt, refusal: Refusal) => Words>> = {
  '70021': federationWords,
  '700211': federationWords,
  '700212': federationWords,
  '700213': federationWords,
  '7002131': federationWords,
  '7002138': federationWords,
  '50166': (attempt) => ({
    message: `Microsoft cannot ask the issuer ${attempt.assertion?.issuer ?? 'of the token'} for its keys.`,
    remedy:
      'Its address has to answer to the internet at /.well-known/openid-configuration; a GitHub Enterprise Server behind a firewall does not. Sign in with a certificate then.',
  }),
  '7000272': issuerKey,
  '50013': issuerKey,
  '700024': clockWords,
  '500133': clockWords,
  '700027': certificateWords,
  '1000502': certificateWords,
  '7000214': (attempt) => ({
    message: `The certificate of ${signer(attempt)} has been revoked.`,
    remedy: `Make a new one and register it ${secretsPage}.`,
  }),
  '7000215': (attempt) => ({
    message: `The client secret of ${signer(attempt)} is wrong.`,
    remedy: `Put the secret's Value into AZURE_CLIENT_SECRET, not its Secret ID; the value is shown only once, so make a new one ${secretsPage} if it is lost.`,
  }),
  '7000222': (attempt) => ({
    message: `The client secret of ${signer(attempt)} has expired.`,
    remedy: `Make a new one ${secretsPage} and put it into AZURE_CLIENT_SECRET, or sign in without a secret.`,
  }),
  '700016': (attempt) => ({
    message: `There is no ${signer(attempt)} in tenant ${attempt.tenantId}.`,
    remedy:
      'Correct AZURE_CLIENT_ID (the Application ID, not the Object ID) or `tenant.id` in tenant.yaml; an application of another tenant needs admin consent in this one first.',
  }),
  '7000229': (attempt) => ({
    message: `In tenant ${attempt.tenantId} ${signer(attempt)} has no service principal.`,
    remedy:
      'Grant it admin consent under App registrations, API permissions, or make one with `az ad sp create --id`.',
  }),
  '7000112': (attempt) => ({
    message: `In tenant ${attempt.tenantId} ${signer(attempt)} is disabled.`,
    remedy: 'Enable it under Enterprise applications, Properties, "Enabled for users to sign-in".',
  }),
  '90002': unknownTenant,
  '900023': unknownTenant,
  '500011': (attempt) => ({
    message: `Tenant ${attempt.tenantId} has no service ${new URL(attempt.scope).host}.`,
    remedy: attempt.scope.includes('outlook')
      ? 'It has no Exchange Online: set `exchange: { route: never }` in tenant.yaml.'
      : 'Check the `cloud` in tenant.yaml.',
  }),
  '53003': conditionalAccess,
  '530035': conditionalAccess,
  '65002': (attempt) => ({
    message: `Nobody who signs in with the Azure CLI or PowerShell gets a token for ${new URL(attempt.scope).host}.`,
    remedy: attempt.scope.includes('outlook')
      ? 'Sign in as an application, or set `exchange: { route: never }` in tenant.yaml.'
      : 'Sign in as an application.',
  }),
};

/** The words for a refusal; undefined for one whose code is not known. */
export function refusalWords(attempt: Attempt, refusal: Refusal): Words | undefined {
  return Object.hasOwn(refusals, refusal.code) ? refusals[refusal.code]?.(attempt, refusal) : undefined;
}

function issuerKey({ assertion }: Attempt): Words {
  return {
    message: `Microsoft does not find the key that signed the token among those of the issuer ${assertion?.issuer ?? 'that it names'}.`,
    remedy: 'Run it again, since keys change; if it stays so, the issuer does not show all of its keys.',
  };
}

function unknownTenant({ tenantId, authority }: Attempt): Words {
  return {
    message: `${authority.origin} knows no tenant ${tenantId}.`,
    remedy:
      'Correct `tenant.id` in tenant.yaml, or `cloud` where the tenant is in another of Microsoft’s clouds.',
  };
}

function conditionalAccess(attempt: Attempt): Words {
  return {
    message: `Conditional access of tenant ${attempt.tenantId} blocks ${signer(attempt)}.`,
    remedy:
      'The sign-in log of the tenant names the policy; leave the application out of it, or run where it lets sign in.',
  };
}

function certificateWords(attempt: Attempt, { description }: Refusal): Words {
  const { certificate } = attempt;
  const which = certificate ? ` (SHA-1 ${certificate.sha1}, SHA-256 ${certificate.sha256})` : '';
  if (/expired|validity window/i.test(description))
    return {
      message: `The certificate of ${signer(attempt)} has expired${which}.`,
      remedy: `Make a new one, register it ${secretsPage}, and sign in with it.`,
    };
  return {
    message: `The certificate is not registered with ${signer(attempt)}${which}.`,
    remedy: `Upload its public part ${secretsPage}, or correct AZURE_CLIENT_ID; a new one can take some minutes to be known.`,
  };
}
