import { fine, type DoctorLine } from './line.ts';

interface Job {
  readonly path: string;
  readonly job: string;
  readonly environment?: string;
}

/**
 * What the jobs of the repository are sent with, to be compared with the federated credentials by eye: outside of a job
 * nobody can ask GitHub.
 */
export function workflowLines(repository: string | undefined, jobs: readonly Job[]): readonly DoctorLine[] {
  const owner = repository ?? 'OWNER/REPOSITORY';
  const bySubject = new Map<string, string[]>();
  for (const { path, job, environment } of jobs) {
    const subject =
      environment === undefined
        ? `repo:${owner}:ref:refs/heads/BRANCH or repo:${owner}:pull_request`
        : `repo:${owner}:environment:${environment}`;
    const where = `job ${job} of ${path}`;
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), where]);
  }
  const lines = [...bySubject].map(([subject, where]) =>
    fine('github', 'subject', `Sent with subject "${subject}": ${where.join(', ')}.`),
  );
  if (lines.length === 0) return [];
  return [
    ...lines,
    fine(
      'github',
      'subject-form',
      `Repositories that were made, renamed or transferred after 15 July 2026 send ids besides the names: \`gh api repos/${owner}/actions/oidc/customization/sub\` shows the beginning. The federated credentials have to be the same, letter by letter.`,
    ),
  ];
}
