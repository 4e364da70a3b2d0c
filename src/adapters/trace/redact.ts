/**
 * Takes credentials out of what is written down. Names are judged rather than values where there is a name; the two
 * forms of value that give themselves away (a JWT, a bearer header) are taken out wherever they stand.
 */

export const redacted = 'REDACTED';

const secretHeader = /authorization|authenticate|cookie|token|secret|password|api-?key/i;
const secretMember =
  /^(?:authorization|passwordProfile|password|currentPassword|newPassword|client_?secret|client_?assertion|assertion|secretText|access_?token|refresh_?token|id_?token|code_verifier|sas|sig)$/i;
const secretParameter =
  /^(?:access_token|id_token|refresh_token|client_secret|client_assertion|code|sig|key)$/i;
const jwt = /\beyJ[\w-]{4,}\.[\w-]{4,}(?:\.[\w-]*)*/g;
const bearer = /\b(Bearer|Basic)\s+[\w+/.~=-]{8,}/gi;
const formMember =
  /\b((?:client_secret|client_assertion|assertion|password|refresh_token|access_token)=)[^&\s"]+/gi;

/** Headers without those that carry credentials. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !secretHeader.test(name))
      .map(([name, value]) => [name, redactText(value)]),
  );
}

/** Free text without tokens. */
export function redactText(text: string): string {
  return text.replace(jwt, redacted).replace(bearer, `$1 ${redacted}`).replace(formMember, `$1${redacted}`);
}

/** An address without credentials in its query or before its host. `$skiptoken` stays: it is a place in a list. */
export function redactUrl(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  const secrets = [...url.searchParams.keys()].filter((name) => secretParameter.test(name));
  if (secrets.length === 0) return redactText(url.href);
  for (const name of secrets) url.searchParams.set(name, redacted);
  return redactText(url.href);
}

/**
 * A body without credentials. `secrets` are values known to be secret, such as the token of the request. Whatever a
 * password profile holds is masked but keeps its shape, so that the trace can still be held against the contract.
 */
export function redactBody(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== '');
  const plain = known.reduce((rest, secret) => rest.replaceAll(secret, redacted), text);
  if (!/authorization|password|secret|token|assertion|"sas"|"sig"|verifier/i.test(plain))
    return redactText(plain);
  try {
    const parsed: unknown = JSON.parse(plain);
    return redactText(JSON.stringify(withoutSecrets(parsed)));
  } catch {
    return redactText(plain);
  }
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretMember.test(name) ? masked(member) : withoutSecrets(member),
    ]),
  );
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return redacted;
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member)]));
}
