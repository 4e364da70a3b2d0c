import type { ForgeRepository } from '../../ports.ts';
import type { GitHub } from './client.ts';

export async function repository({ octokit, at, doing }: GitHub): Promise<ForgeRepository> {
  const { data } = await doing({ doing: 'read the repository', permission: 'contents: read' }, () =>
    octokit.request('GET /repos/{owner}/{repo}', at),
  );
  const { visibility } = data;
  return {
    name: data.full_name,
    visibility:
      visibility === 'public' || visibility === 'internal' || visibility === 'private'
        ? visibility
        : data.private
          ? 'private'
          : 'public',
    defaultBranch: data.default_branch,
  };
}
