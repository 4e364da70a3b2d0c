/** The variable of the environment that tells the workers where to write; absent where nobody searches. */
export const folderVariable = 'TENANTRY_TEST_EVIDENCE';

/** Kinds of secrets, of which a whole run has to have met every one. */
export const secretKinds = [
  'assertion',
  'certificate password',
  'client secret',
  'GitHub token',
  'plan key',
  'private key',
  'request token',
  'token',
] as const;
export type SecretKind = (typeof secretKinds)[number];

/** Kinds of outputs, of which a whole run has to have met every one. */
export const outputKinds = [
  'answer of the log of requests',
  'artifact',
  'file',
  'journal',
  'message',
  'request to GitHub',
  'stderr',
  'stdout',
  'terminal',
  'trace',
] as const;
export type OutputKind = (typeof outputKinds)[number];
