import { TenantryError } from '../../core/problem.ts';
import type { Artifact, Forge } from '../../ports.ts';
import { unanswered } from '../http/fetching.ts';
import type { GitHub } from './client.ts';
import { GitHubFailure, wasRefused } from './failure.ts';
import { unzip } from './unzip.ts';

/** A plan of a tenant with a hundred thousand users takes some ten megabytes. */
const mostBytes = 256 * 1024 * 1024;

const permission = 'actions: read';

export function artifacts({
  octokit,
  at,
  options,
  doing,
  once,
}: GitHub): Pick<Forge, 'artifacts' | 'download'> {
  return {
    artifacts: (name, run) =>
      doing({ doing: `list the artifacts \`${name}\``, permission }, async () => {
        const how = { ...at, name, per_page: 100 };
        const listed =
          run === undefined
            ? await octokit.paginate('GET /repos/{owner}/{repo}/actions/artifacts', how)
            : await octokit.paginate('GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', {
                ...how,
                run_id: run,
              });
        return listed
          .flatMap((each): Artifact[] => {
            const maker = each.workflow_run?.id ?? run;
            // What cannot be traced to the run that made it proves nothing.
            if (each.expired || each.name !== name || maker === undefined) return [];
            const { id, created_at, size_in_bytes } = each;
            return [{ id, name, createdAt: created_at ?? '', run: maker, bytes: size_in_bytes }];
          })
          .toSorted((a, b) => b.id - a.id);
      }),

    download: (artifact) =>
      // The address is good for a minute, so a download that breaks off begins there.
      once(
        { doing: `download artifact ${artifact}`, permission },
        async () => {
          const answer = await octokit
            .request('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', {
              ...at,
              artifact_id: artifact,
              archive_format: 'zip',
              request: { redirect: 'manual' },
            })
            .catch((error: unknown) => {
              throw wasRefused(error, 410) ? expired(artifact) : error;
            });
          const location = answer.headers.location ?? '';
          return unzip(await bytesAt(location, artifact, options), `Artifact ${artifact}`);
        },
        async () => undefined,
      ),
  };
}

/**
 * The file at the address that GitHub redirects to. It belongs to another host, which needs no token and must not see
 * one: https://docs.github.com/rest/actions/artifacts#download-an-artifact
 */
async function bytesAt(
  location: string,
  artifact: number,
  { fetch: ask = fetch, apiUrl, signal }: GitHub['options'],
): Promise<Uint8Array> {
  const request = 'GET the file of the artifact';
  const trusted = new Set(['https:', new URL(apiUrl).protocol]);
  if (!URL.canParse(location) || !trusted.has(new URL(location).protocol))
    throw new GitHubFailure({ type: 'broken', message: 'it did not say where the file is' }, request);
  try {
    const response = await ask(location, { ...(signal && { signal }) });
    if (!response.ok) {
      await response.body?.cancel();
      const message = `the file is not there, status ${response.status}`;
      throw new GitHubFailure({ type: 'broken', message }, request);
    }
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body ?? []) {
      bytes += part.byteLength;
      if (bytes > mostBytes) throw tooLarge(artifact);
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof TenantryError || error instanceof GitHubFailure) throw error;
    // The address says who may read, so it stays out of the message.
    const message = unanswered(error).message.replaceAll(location, new URL(location).host);
    throw new GitHubFailure({ type: 'broken', message }, request);
  }
}

function expired(artifact: number): TenantryError {
  return new TenantryError({
    id: 'github-artifact-expired',
    message: `Artifact ${artifact} has expired.`,
    remedy: 'Run the workflow that made it again, and keep its artifacts longer (`retention-days`).',
  });
}

function tooLarge(artifact: number): TenantryError {
  return new TenantryError({
    id: 'github-artifact-too-large',
    message: `Artifact ${artifact} is larger than ${mostBytes / 1024 / 1024} MiB.`,
    remedy: 'Upload what the plan wrote, and nothing else, in an artifact of its own.',
  });
}
