import { parse } from 'yaml';
import type { Workflow } from '../core/doctor/observed.ts';

/** A job of a workflow that may ask GitHub for a token. */
export interface SigningJob {
  readonly path: string;
  readonly job: string;
  /** Absent where the job has none; then its branch or the event makes the subject. */
  readonly environment?: string;
}

/**
 * The jobs that may sign in: `permissions: id-token: write`, of the job or of the workflow
 * (https://docs.github.com/actions/reference/security/oidc). Files that cannot be read have none.
 */
export function signingJobs(workflows: readonly Workflow[]): readonly SigningJob[] {
  return workflows.flatMap(({ path, text }) => {
    const workflow = asRecord(parsed(text));
    return Object.entries(asRecord(workflow['jobs'])).flatMap(([job, value]) => {
      const own = asRecord(value);
      if (!mayAsk(own['permissions'] ?? workflow['permissions'])) return [];
      const named = own['environment'];
      const environment = typeof named === 'string' ? named : asRecord(named)['name'];
      return [{ path, job, ...(typeof environment === 'string' ? { environment } : {}) }];
    });
  });
}

const mayAsk = (permissions: unknown): boolean =>
  permissions === 'write-all' || asRecord(permissions)['id-token'] === 'write';

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
