import { TenantryError } from '../../core/problem.ts';
import type { Forge } from '../../ports.ts';
import type { GitHub } from './client.ts';

const permission = 'contents: read';

export function history({ octokit, at, doing }: GitHub): Pick<Forge, 'commitsBetween' | 'hashAt'> {
  const tree = async (sha: string) => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
      ...at,
      tree_sha: sha,
    });
    if (data.truncated) throw tooLarge(sha);
    return data;
  };
  return {
    // Without a page GitHub gives the last 250 commits: https://docs.github.com/rest/commits/commits#compare-two-commits
    commitsBetween: (base, head) =>
      doing({ doing: `compare ${base.slice(0, 7)} with ${head.slice(0, 7)}`, permission }, async () => {
        const commits = await octokit.paginate(
          'GET /repos/{owner}/{repo}/compare/{basehead}',
          { ...at, basehead: `${base}...${head}`, per_page: 100, page: 1 },
          ({ data }) => data.commits,
        );
        return commits.map(({ sha }) => sha);
      }),

    // Tree by tree: the contents API cuts folders at 1,000 files and does not tell the hash of a folder itself.
    hashAt: (commit, path) =>
      doing({ doing: `look up ${path} at ${commit.slice(0, 7)}`, permission }, async () => {
        const names = path.split('/').filter((name) => name !== '' && name !== '.');
        let here = { type: 'tree', sha: commit };
        for (const name of names) {
          const entry =
            here.type === 'tree' && (await tree(here.sha)).tree.find((each) => each.path === name);
          if (!entry) return undefined;
          here = entry;
        }
        return names.length === 0 ? (await tree(commit)).sha : here.sha;
      }),
  };
}

function tooLarge(sha: string): TenantryError {
  return new TenantryError({
    id: 'github-folder-too-large',
    message: `GitHub does not list the whole folder ${sha.slice(0, 7)}: it holds too many files.`,
    remedy: 'Keep the tenant in a repository or folder with fewer files.',
  });
}
