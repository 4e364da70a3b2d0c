import { signer, type Attempt, type Refusal, type Words } from './attempt.ts';

/**
 * Entra compares subject, issuer and audience letter by letter with the federated credentials of the application:
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
 */
export function federationWords(attempt: Attempt, { code }: Refusal): Words {
  const { assertion, way } = attempt;
  const issuer = way.way === 'github' ? 'GitHub' : 'the issuer';
  if (!assertion)
    return {
      message: `No federated credential of ${signer(attempt)} fits the token of ${issuer}.`,
      remedy:
        'Compare the subject, issuer and audience of the token with the federated credentials of the application.',
    };
  const { subject, audience } = assertion;
  const sent = `subject "${subject}", issuer "${assertion.issuer}", audience "${audience}"`;
  return {
    message: `No federated credential of ${signer(attempt)} fits the token of ${issuer}${because[code] ?? ''}. It was sent with ${sent}.`,
    remedy: `Under App registrations, the application, Certificates & secrets, Federated credentials, have one with exactly these three, upper and lower case included.${aboutForms(attempt)}${aboutAudience(attempt, code)}`,
  };
}

const because: Readonly<Record<string, string>> = {
  '700211': ': its issuer does not',
  '700212': ': its audience does not',
  '700213': ': its subject does not',
  '7002138': ': its subject differs in upper and lower case',
};

function aboutForms({ assertion, way }: Attempt): string {
  if (way.way !== 'github' || !assertion) return '';
  if (assertion.otherSubject !== undefined)
    return ` One for "${assertion.otherSubject}", GitHub's other form of the same subject, does not count.`;
  return ' GitHub was told to write subjects of this repository in a form of its own; take it as it stands here.';
}

function aboutAudience({ way }: Attempt, code: string): string {
  if (code !== '700212') return '';
  return way.way === 'github'
    ? ' Where the credential is to keep another audience, name it in TENANTRY_TOKEN_AUDIENCE.'
    : ' The audience is chosen where the token is issued.';
}
