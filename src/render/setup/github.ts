import type { Environment } from '../../core/setup/step.ts';

/** How a shell writes things down. */
export interface ShellWords {
  /** As a word of the shell. */
  readonly tenantId: string;
  readonly appId: string;
  readonly word: (text: string) => string;
}

/** Commands of the GitHub CLI that read the same in Bash and in PowerShell. They can be run again. */
export function environmentLines(
  { repository, name, branches, reviewers }: Environment,
  { tenantId, appId, word }: ShellWords,
): readonly string[] {
  const path = `repos/${repository}/environments/${encodeURIComponent(name)}`;
  const target = `--repo ${word(repository)} --env ${word(name)}`;
  return [
    `gh api -X PUT ${word(path)} -F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true' --silent`,
    ...branches.map(
      (branch) =>
        `gh api -X POST ${word(`${path}/deployment-branch-policies`)} -f ${word(`name=${branch}`)} --silent`,
    ),
    `gh variable set AZURE_TENANT_ID ${target} --body ${tenantId}`,
    `gh variable set AZURE_CLIENT_ID ${target} --body ${appId}`,
    ...(reviewers === 'advised'
      ? [`# Reviewers: https://github.com/${repository}/settings/environments, ${name}, Required reviewers`]
      : []),
  ];
}
