import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { leaveOut } from './files.ts';
import type { SecretKind } from './kinds.ts';
import { keepSecret } from './record.ts';

/** Variables whose value is secret. */
const values: Readonly<Record<string, SecretKind>> = {
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request token',
  AZURE_CLIENT_CERTIFICATE: 'private key',
  AZURE_CLIENT_CERTIFICATE_PASSWORD: 'certificate password',
  AZURE_CLIENT_SECRET: 'client secret',
  GITHUB_TOKEN: 'GitHub token',
  INPUT_TOKEN: 'GitHub token',
  TENANTRY_PLAN_KEY: 'plan key',
};

/** Variables that name a file with something secret. */
const paths: Readonly<Record<string, SecretKind>> = {
  AZURE_CLIENT_CERTIFICATE_PATH: 'private key',
  AZURE_FEDERATED_TOKEN_FILE: 'assertion',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Notes what is secret in an environment that the program is given and in the files that it names, which are no outputs. */
export function keepSecretsOf(environment: Environment, folder = '.'): void {
  for (const [name, kind] of Object.entries(values)) keepValue(kind, environment[name] ?? '');
  for (const [name, kind] of Object.entries(paths)) {
    const path = resolve(folder, environment[name] ?? '');
    if (environment[name] === undefined || !existsSync(path)) continue;
    leaveOut(path);
    keepValue(kind, textOf(path));
  }
}

/** Of a file that is no text, as a PFX file, its base64. */
function textOf(path: string): string {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : bytes.toString('base64');
}

function keepValue(kind: SecretKind, text: string): void {
  const value = text.trim();
  keepSecret(kind, value);
  if (kind !== 'plan key') return;
  // The key itself, however it was written.
  const bytes = Buffer.from(value, /^[0-9a-f]{64}$/i.test(value) ? 'hex' : 'base64');
  if (bytes.length !== 32) return;
  keepSecret(kind, bytes.toString('hex'));
  keepSecret(kind, bytes.toString('base64'));
}
