import { code, link } from './escape.ts';
import type { CommentInput } from './plan-comment.ts';

/** Which plan this is and where all of it can be seen. */
export function footer({ plan, commit, links }: CommentInput): string {
  const made = `${plan.evaluatedAt.slice(0, 10)} ${plan.evaluatedAt.slice(11, 16)} UTC`;
  const parts = [
    `Plan ${code(plan.digest.slice(0, 16))} of commit ${shortCommit(commit)}, evaluated at ${/^[\d-]{10} [\d:]{5} UTC$/.test(made) ? made : code(made)}`,
    ...(links.run === undefined ? [] : [link('Everything, in the job summary', links.run)]),
    ...(links.artifact === undefined ? [] : [link('The plan as a file', links.artifact)]),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

/** GitHub makes a link of a commit of ours. */
export const shortCommit = (commit: string): string =>
  /^[0-9a-f]{40}$/.test(commit) ? commit.slice(0, 7) : code(commit);
