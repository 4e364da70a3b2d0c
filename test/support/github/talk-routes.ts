import { listed, notFound, Refusal, type Asked, type Route, text } from './asked.ts';
import { allowed } from './permissions.ts';
import type { Issue, Pull } from './state.ts';
import { commentView, issueView, user } from './views.ts';

const longestBody = 65_536;

function talkedAbout({ state, token, params }: Asked, level: 'read' | 'write'): Issue | Pull {
  const number = params['issue_number'];
  const fits = (each: Issue | Pull): boolean => String(each.number) === number;
  const pull = state.pulls.find(fits);
  const found = pull ?? state.issues.find(fits);
  if (!found) throw notFound();
  // The permission for pull requests does for the comments of a pull request alone.
  if (!pull && !allowed(token.permissions, `issues=${level}`))
    throw new Refusal(403, 'Resource not accessible by integration', undefined, {
      'x-accepted-github-permissions': `issues=${level}`,
    });
  return found;
}

function fittingBody(body: unknown, resource: string): string {
  const words = text(body);
  if (words.length > longestBody)
    throw new Refusal(422, 'Validation Failed', [
      {
        resource,
        code: 'unprocessable',
        field: 'data',
        message: `Body is too long (maximum is ${longestBody} characters)`,
      },
    ]);
  return words;
}

export const talkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/issues/{issue_number}/comments',
    needs: 'issues=read; pull_requests=read',
    answer: (asked) => {
      const { number } = talkedAbout(asked, 'read');
      return listed(asked.state.comments.filter(({ on }) => on === number).map(commentView), asked);
    },
  },
  {
    method: 'GET',
    path: '/issues/{issue_number}/events',
    needs: 'issues=read; pull_requests=read',
    answer: (asked) => {
      const { number } = talkedAbout(asked, 'read');
      const changed = asked.state.pulls.flatMap((pull) =>
        pull.number === number && pull.retargeted ? [pull.retargeted] : [],
      );
      return listed(
        changed.map(({ at, by }, index) => ({
          id: number * 100 + index,
          event: by === 'itself' ? 'automatic_base_change_succeeded' : 'base_ref_changed',
          actor: user('somebody'),
          created_at: at,
        })),
        asked,
      );
    },
  },
  {
    method: 'POST',
    path: '/issues/{issue_number}/comments',
    needs: 'issues=write; pull_requests=write',
    answer: (asked) => {
      const { state, token, body } = asked;
      const comment = {
        id: state.nextId(),
        on: talkedAbout(asked, 'write').number,
        author: token.login,
        body: fittingBody(body['body'], 'IssueComment'),
        createdAt: state.stamp(),
      };
      state.comments.push(comment);
      return { status: 201, body: commentView(comment) };
    },
  },
  {
    method: 'PATCH',
    path: '/issues/comments/{comment_id}',
    needs: 'issues=write; pull_requests=write',
    answer: ({ state, params, body }) => {
      const comment = state.comments.find(({ id }) => String(id) === params['comment_id']);
      if (!comment) throw notFound();
      comment.body = fittingBody(body['body'], 'IssueComment');
      return { status: 200, body: commentView(comment) };
    },
  },
  {
    method: 'GET',
    path: '/issues',
    needs: 'issues=read',
    answer: (asked) => {
      const { state, query } = asked;
      const wanted = query.get('state') ?? 'open';
      const labels = (query.get('labels') ?? '').split(',').filter((label) => label !== '');
      const found = [...state.issues, ...state.pulls]
        .filter((each) => wanted === 'all' || each.state === wanted)
        .filter((each) => labels.every((label) => 'labels' in each && each.labels.includes(label)))
        .toSorted((a, b) => b.number - a.number);
      return listed((query.get('direction') === 'asc' ? found.toReversed() : found).map(issueView), asked);
    },
  },
  {
    method: 'POST',
    path: '/issues',
    needs: 'issues=write',
    answer: ({ state, token, body }) => {
      const issue: Issue = {
        number: state.nextNumber(),
        title: text(body['title']),
        body: fittingBody(body['body'], 'Issue'),
        labels: ((body['labels'] ?? []) as readonly (string | { readonly name: string })[]).map((label) =>
          typeof label === 'string' ? label : label.name,
        ),
        state: 'open',
        author: token.login,
        createdAt: state.stamp(),
      };
      state.issues.push(issue);
      return { status: 201, body: issueView(issue) };
    },
  },
  {
    method: 'PATCH',
    path: '/issues/{issue_number}',
    needs: 'issues=write; pull_requests=write',
    answer: (asked) => {
      const { body } = asked;
      const issue = talkedAbout(asked, 'write');
      if (typeof body['title'] === 'string') issue.title = body['title'];
      if (typeof body['body'] === 'string' && 'labels' in issue)
        issue.body = fittingBody(body['body'], 'Issue');
      if (body['state'] === 'open' || body['state'] === 'closed') issue.state = body['state'];
      return { status: 200, body: issueView(issue) };
    },
  },
];
