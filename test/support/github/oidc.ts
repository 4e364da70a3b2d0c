import { createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';

/** Who asks for an ID token: https://docs.github.com/actions/reference/security/oidc */
export interface Job {
  readonly repository: string;
  readonly visibility: string;
  readonly event: string;
  readonly ref: string;
  readonly commit: string;
  readonly run: number;
  readonly workflow: string;
  /** Of the job, where it has one. */
  readonly environment?: string;
}

/** Gives jobs their ID tokens, as GitHub does, and publishes the key to check them with. */
export interface Issuer {
  readonly issuer: () => string;
  /** A token for one job with which it may ask for ID tokens. */
  admit(job: Job): string;
  /** Undefined where the request token is unknown. */
  idToken(requestToken: string, audience: string | undefined): string | undefined;
  jwks(): unknown;
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The subject that a federated credential has to name. */
export function subject({ repository, event, environment, ref }: Job): string {
  if (environment !== undefined) return `repo:${repository}:environment:${environment}`;
  return event === 'pull_request' ? `repo:${repository}:pull_request` : `repo:${repository}:ref:${ref}`;
}

/** `name` is what tokens say who gave them, where that is not the address at which the keys are. */
export function issuer(origin: () => string, now: () => Date, name?: string): Issuer {
  const jobs = new Map<string, Job>();
  const kid = randomUUID();
  let keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | undefined;
  const pair = () => (keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const self: Issuer = {
    issuer: () => `${origin()}/_oidc`,
    admit(job) {
      const token = `request-${randomUUID()}`;
      jobs.set(token, job);
      return token;
    },
    idToken(requestToken, audience) {
      const job = jobs.get(requestToken);
      if (!job) return undefined;
      const seconds = Math.floor(now().getTime() / 1000);
      const [owner = ''] = job.repository.split('/');
      const header = base64url({ typ: 'JWT', alg: 'RS256', kid });
      const claims = base64url({
        iss: name ?? self.issuer(),
        sub: subject(job),
        aud: audience ?? `https://github.com/${owner}`,
        jti: randomUUID(),
        iat: seconds,
        nbf: seconds - 5 * 60,
        exp: seconds + 5 * 60,
        repository: job.repository,
        repository_owner: owner,
        repository_visibility: job.visibility,
        event_name: job.event,
        ref: job.ref,
        sha: job.commit,
        run_id: String(job.run),
        run_attempt: '1',
        workflow_ref: `${job.repository}/.github/workflows/${job.workflow}@${job.ref}`,
        job_workflow_ref: `${job.repository}/.github/workflows/${job.workflow}@${job.ref}`,
        runner_environment: 'github-hosted',
        ...(job.environment !== undefined && { environment: job.environment }),
      });
      const signer = createSign('RSA-SHA256').update(`${header}.${claims}`);
      return `${header}.${claims}.${signer.sign(pair().privateKey, 'base64url')}`;
    },
    jwks: () => ({
      keys: [{ ...pair().publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }],
    }),
  };
  return self;
}
