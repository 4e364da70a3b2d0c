import { TenantryError } from '../../core/problem.ts';
import { networkRemedy } from '../http/network-remedy.ts';
import { member, parsed, textOf } from '../http/json.ts';
import { redactText } from '../trace/redact.ts';
import { Unreachable } from './ask.ts';
import { signer, type Attempt, type Refusal, type Words } from './attempt.ts';
import { refusalWords } from './refusal.ts';

/** Why no token came, for the user, without anything secret. */
export function signInFailure(attempt: Attempt, error: unknown): TenantryError {
  if (error instanceof TenantryError) return error;
  const { message, remedy } = wordsFor(attempt, error);
  return new TenantryError({ id: 'sign-in', message: withoutSecrets(message, attempt.secrets), remedy });
}

function wordsFor(attempt: Attempt, error: unknown): Words {
  const { answer, failure } = attempt.heard;
  if (failure instanceof Unreachable)
    return {
      message: `Microsoft's sign-in cannot be reached at ${failure.host}: ${failure.message}.`,
      remedy: networkRemedy(failure.message),
    };
  if (answer && isBusy(answer.status)) return oddAnswer(attempt, answer.status);
  const said = answer && answer.status !== 200 ? refusalIn(answer.text) : undefined;
  if (said) return refusalWords(attempt, said) ?? unknownRefusal(attempt, said);
  if (answer && answer.status !== 200) return oddAnswer(attempt, answer.status);
  return {
    message: `Signing in ${signer(attempt)} to tenant ${attempt.tenantId} failed: ${firstLine(error)}`,
    remedy: 'docs/sign-in.md tells the ways to sign in and what each needs.',
  };
}

/** What Entra answers in its error, as https://learn.microsoft.com/entra/identity-platform/reference-error-codes says. */
export function refusalIn(text: string): Refusal | undefined {
  return refusalFrom(textOf(member(parsed(text), 'error_description')));
}

/** The same from any words that hold a code, such as those of the Azure CLI. */
export function refusalFrom(words: string): Refusal | undefined {
  const found = /AADSTS(\d+): *([^\r\n]*)/.exec(words);
  if (!found) return undefined;
  const [, code = '', rest = ''] = found;
  const said = /^.*?[.!?](?=\s|$)/.exec(rest.replace(/ Trace ID:.*$/, ''))?.[0] ?? rest;
  return { code, said, description: words };
}

function unknownRefusal(attempt: Attempt, { code, said }: Refusal): Words {
  return {
    message: `Microsoft refused to sign in ${signer(attempt)} to tenant ${attempt.tenantId}: AADSTS${code}: ${said}`,
    remedy: `${attempt.authority.origin}/error?code=${code} says more.`,
  };
}

const isBusy = (status: number): boolean => status === 429 || status >= 500;

function oddAnswer({ authority }: Attempt, status: number): Words {
  const host = new URL(authority.origin).host;
  return isBusy(status)
    ? {
        message: `Microsoft's sign-in at ${host} was too busy to answer (status ${status}).`,
        remedy: 'Nothing was changed. Run the command again later.',
      }
    : {
        message: `What answers at ${host} is not Microsoft's sign-in (status ${status}).`,
        remedy: 'Check the proxy (HTTPS_PROXY, NO_PROXY) and AZURE_AUTHORITY_HOST.',
      };
}

/** Errors of the sign-in library are many lines long; the first says what happened. */
function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.trim();
}

/** Takes out the secrets that are known, as they are and as they go into a form, and whatever looks like a token. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return redactText(forms.reduce((rest, secret) => rest.replaceAll(secret, 'REDACTED'), text));
}
