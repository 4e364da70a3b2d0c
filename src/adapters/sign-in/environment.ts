/** The variables of a process, as Node gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A variable without the white space that clings to pasted values; undefined where it is absent or empty, as a missing
 * secret is in a workflow.
 */
export function valueOf(environment: Environment, name: string): string | undefined {
  const text = environment[name]?.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** Where the address and the pass for GitHub's own tokens stand: https://docs.github.com/actions/reference/security/oidc */
export const githubTokenUrl = 'ACTIONS_ID_TOKEN_REQUEST_URL';
export const githubTokenPass = 'ACTIONS_ID_TOKEN_REQUEST_TOKEN';

/** Variables whose values must never be shown. */
const secretNames = [
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  githubTokenPass,
] as const;

/** The secrets of an environment, as they stand there and without white space around them. */
export function secretsIn(environment: Environment): readonly string[] {
  const values = secretNames.flatMap((name) => [environment[name], valueOf(environment, name)]);
  return [...new Set(values.filter((value) => value !== undefined && value.length >= 4))] as string[];
}

/** The same variables, but for those that sign in: whoever reads them is this application with the key in this file. */
export function withCertificate(
  environment: Environment,
  { clientId, keyFile }: { readonly clientId: string; readonly keyFile: string },
): Environment {
  const others = Object.entries(environment).filter(([name]) => !signsIn.has(name));
  return { ...Object.fromEntries(others), AZURE_CLIENT_ID: clientId, AZURE_CLIENT_CERTIFICATE_PATH: keyFile };
}

const signsIn = new Set<string>([...secretNames, githubTokenUrl, 'AZURE_FEDERATED_TOKEN_FILE']);
