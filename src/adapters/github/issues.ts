import type { Forge, ForgeIssue } from '../../ports.ts';
import type { GitHub } from './client.ts';
import { sameText } from './comments.ts';

export function issues(
  { octokit, at, doing, once }: GitHub,
  self: () => Promise<string>,
): Pick<Forge, 'findIssue' | 'openIssue' | 'editIssue'> {
  const ours = async (label: string, fits: (issue: ForgeIssue) => boolean) => {
    const login = await self();
    for (const state of ['open', 'closed'] as const) {
      const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/issues', {
        ...at,
        labels: label,
        state,
        sort: 'created',
        direction: 'desc',
        per_page: 100,
      });
      for await (const { data } of pages)
        for (const { number, title, body, user, pull_request } of data) {
          const issue = { number, state, title, body: body ?? '' };
          // GitHub lists pull requests among the issues.
          if (!pull_request && user?.login === login && fits(issue)) return issue;
        }
    }
    return undefined;
  };
  return {
    findIssue: (label, marker) =>
      doing({ doing: 'read the issues', permission: 'issues: read' }, () =>
        ours(label, ({ body }) => body.includes(marker)),
      ),

    openIssue: ({ title, body, label }) =>
      once(
        { doing: 'open an issue', permission: 'issues: write' },
        async () => {
          const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues', {
            ...at,
            title,
            body,
            labels: [label],
          });
          return data.number;
        },
        async () =>
          (
            await ours(
              label,
              (each) => each.state === 'open' && each.title === title && sameText(each.body, body),
            )
          )?.number,
      ),

    editIssue: async (number, edit) => {
      await doing({ doing: `edit issue #${number}`, permission: 'issues: write' }, () =>
        octokit.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
          ...at,
          issue_number: number,
          ...edit,
        }),
      );
    },
  };
}
