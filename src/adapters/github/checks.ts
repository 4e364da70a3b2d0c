import type { Annotation, Forge } from '../../ports.ts';
import { chunks } from '../http/chunks.ts';
import type { GitHub } from './client.ts';

/** Annotations in one request: https://docs.github.com/rest/checks/runs#create-a-check-run */
const atOnce = 50;
const longestTitle = 255;
const longestMessage = 65_536;

export function checks({ octokit, at, once }: GitHub): Pick<Forge, 'writeCheck'> {
  return {
    async writeCheck({ name, commit, conclusion, title, summary, annotations }) {
      const purpose = { doing: `write the check \`${name}\``, permission: 'checks: write' };
      const [first = [], ...rest] = chunks(annotations.map(wire), atOnce);
      const id = await once(
        purpose,
        async () => {
          const { data } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
            ...at,
            name,
            head_sha: commit,
            status: 'completed',
            conclusion,
            output: { title, summary, annotations: [...first] },
          });
          return Number(data.id);
        },
        // A second check of the same name takes the place of the first.
        async () => undefined,
      );
      let written = first.length;
      for (const batch of rest) {
        const run = { ...at, check_run_id: id };
        const target = written + batch.length;
        await once(
          purpose,
          async () => {
            // Annotations are added to those that are there, so this must not be repeated unseen.
            await octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
              ...run,
              output: { title, summary, annotations: [...batch] },
              request: { repeatable: false },
            });
            return true;
          },
          async () => {
            const { data } = await octokit.request(
              'GET /repos/{owner}/{repo}/check-runs/{check_run_id}',
              run,
            );
            return data.output.annotations_count >= target ? true : undefined;
          },
        );
        written = target;
      }
    },
  };
}

function wire({ path, line, column, level, title, message }: Annotation) {
  return {
    path,
    start_line: line,
    end_line: line,
    ...(column === undefined ? {} : { start_column: column, end_column: column }),
    annotation_level: level,
    title: cut(title, longestTitle),
    message: cut(message, longestMessage),
  };
}

/** At most so many bytes of plain text, never half a character. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes - 3));
  return `${text.slice(0, read)}…`;
}
