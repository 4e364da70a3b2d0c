import { isUtf8 } from 'node:buffer';
import { TenantryError } from '../../core/problem.ts';
import type { Forge } from '../../ports.ts';
import { gate } from '../http/gate.ts';
import type { GitHub } from './client.ts';
import { wasRefused } from './failure.ts';

/** Branches with names that begin so are Tenantry's own, and may be thrown away. */
const own = 'tenantry/';

export function branches({ octokit, at, doing }: GitHub): Pick<Forge, 'readBranch' | 'writeBranch'> {
  const repeatable = { request: { repeatable: true } };

  const blob = async (bytes: Uint8Array): Promise<string> => {
    const { data } = await octokit.request('POST /repos/{owner}/{repo}/git/blobs', {
      ...at,
      content: Buffer.from(bytes).toString('base64'),
      encoding: 'base64',
      ...repeatable,
    });
    return data.sha;
  };

  const point = async (branch: string, sha: string): Promise<void> => {
    const update = () =>
      octokit.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
        ...at,
        ref: `heads/${branch}`,
        sha,
        force: true,
      });
    try {
      await update();
    } catch (error) {
      // Of a branch that is not there GitHub says 422, `Reference does not exist`.
      if (!wasRefused(error, 422) && !wasRefused(error, 404)) throw error;
      try {
        await octokit.request('POST /repos/{owner}/{repo}/git/refs', {
          ...at,
          ref: `refs/heads/${branch}`,
          sha,
          ...repeatable,
        });
      } catch (refusal) {
        // It may be there by now: by an answer that was lost, or by somebody else.
        if (!wasRefused(refusal, 422)) throw refusal;
        await update();
      }
    }
  };

  return {
    readBranch: (branch) =>
      doing({ doing: `read the branch ${branch}`, permission: 'contents: read' }, async () => {
        const ref = await octokit
          .request('GET /repos/{owner}/{repo}/git/ref/{ref}', { ...at, ref: `heads/${branch}` })
          .catch((error: unknown) => {
            if (wasRefused(error, 404)) return undefined;
            throw error;
          });
        if (!ref) return undefined;
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
          ...at,
          tree_sha: ref.data.object.sha,
          recursive: 'true',
        });
        if (data.truncated) throw tooLarge(branch);
        const few = gate(4);
        const files = data.tree.filter(({ type }) => type === 'blob');
        return new Map(
          await Promise.all(
            files.map(({ path, sha }) =>
              few(async (): Promise<[string, Uint8Array]> => {
                const { data } = await octokit.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
                  ...at,
                  file_sha: sha,
                });
                return [path, Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8')];
              }),
            ),
          ),
        );
      }),

    writeBranch: async ({ branch, parent, files, message }) => {
      if (!branch.startsWith(own)) throw notOurs(branch);
      await doing({ doing: `write the branch ${branch}`, permission: 'contents: write' }, async () => {
        const entries = [];
        for (const [path, bytes] of files) {
          const what = isUtf8(bytes)
            ? { content: Buffer.from(bytes).toString('utf8') }
            : { sha: await blob(bytes) };
          entries.push({ path, mode: '100644' as const, type: 'blob' as const, ...what });
        }
        const tree = await octokit.request('POST /repos/{owner}/{repo}/git/trees', {
          ...at,
          tree: entries,
          ...(parent !== undefined && { base_tree: parent }),
          ...repeatable,
        });
        const commit = await octokit.request('POST /repos/{owner}/{repo}/git/commits', {
          ...at,
          message,
          tree: tree.data.sha,
          parents: parent === undefined ? [] : [parent],
          // A commit that nothing points to does no harm.
          ...repeatable,
        });
        await point(branch, commit.data.sha);
      });
    },
  };
}

function notOurs(branch: string): TenantryError {
  return new TenantryError({
    id: 'github-branch-not-ours',
    message: `The branch ${branch} does not belong to Tenantry, so it is not overwritten.`,
    remedy: `Use a name that begins with \`${own}\`.`,
  });
}

function tooLarge(branch: string): TenantryError {
  return new TenantryError({
    id: 'github-branch-too-large',
    message: `GitHub does not list all files of the branch ${branch}.`,
    remedy: 'Delete the branch; Tenantry makes it anew.',
  });
}
