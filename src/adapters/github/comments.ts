import type { Forge } from '../../ports.ts';
import type { GitHub } from './client.ts';

export function comments(
  { octokit, at, doing, once }: GitHub,
  self: () => Promise<string>,
): Pick<Forge, 'findComment' | 'addComment' | 'editComment'> {
  const ours = async (number: number, fits: (body: string) => boolean) => {
    const login = await self();
    const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...at,
      issue_number: number,
      per_page: 100,
    });
    for await (const { data } of pages) {
      const found = data.find(({ user, body }) => user?.login === login && fits(body ?? ''));
      if (found) return { id: Number(found.id), body: found.body ?? '' };
    }
    return undefined;
  };
  return {
    findComment: (number, marker) =>
      doing({ doing: `read the comments of #${number}`, permission: 'pull-requests: read' }, () =>
        ours(number, (body) => body.includes(marker)),
      ),

    addComment: (number, body) =>
      once(
        { doing: `write a comment on #${number}`, permission: 'pull-requests: write' },
        async () => {
          const { data } = await octokit.request(
            'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
            { ...at, issue_number: number, body },
          );
          return Number(data.id);
        },
        async () => (await ours(number, (each) => sameText(each, body)))?.id,
      ),

    editComment: async (id, body) => {
      await doing({ doing: 'edit a comment', permission: 'pull-requests: write' }, () =>
        octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
          ...at,
          comment_id: id,
          body,
        }),
      );
    },
  };
}

/** Whether a text is the one that was sent, whatever became of its line ends and of space around it. */
export function sameText(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();
