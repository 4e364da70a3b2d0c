import type { Forge } from '../../ports.ts';
import { artifacts } from './artifacts.ts';
import { branches } from './branches.ts';
import { checks } from './checks.ts';
import { gitHub, type GitHubOptions } from './client.ts';
import { comments } from './comments.ts';
import { deployments } from './deployments.ts';
import { history } from './history.ts';
import { identity } from './identity.ts';
import { issues } from './issues.ts';
import { pullRequests } from './pull-requests.ts';
import { repository } from './repository.ts';
import { runs } from './runs.ts';

/** A repository on GitHub or GitHub Enterprise Server. Asks nothing by itself. Throws TenantryError for a bad name. */
export function connectGitHub(options: GitHubOptions): Forge {
  const github = gitHub(options);
  const self = identity(github);
  return {
    url: `${options.serverUrl.replace(/\/+$/, '')}/${options.repository}`,
    repository: () => repository(github),
    ...pullRequests(github),
    ...history(github),
    ...comments(github, self),
    ...issues(github, self),
    ...checks(github),
    ...runs(github),
    ...artifacts(github),
    ...deployments(github),
    ...branches(github),
  };
}
