import { TenantryError } from '../../core/problem.ts';
import type { GitHub } from './client.ts';

/**
 * The login under which this token writes, as it stands beside comments: `github-actions[bot]` for a workflow's own
 * token, `NAME[bot]` for another App's, a user's name for a personal one. GET /user answers 403 to the first two; GraphQL
 * tells each of them who it is. https://docs.github.com/graphql/reference/queries#user
 */
export function identity(github: GitHub): () => Promise<string> {
  let known: Promise<string> | undefined;
  const ask = (): Promise<string> =>
    github.doing({ doing: 'find out whose token this is', permission: 'contents: read' }, async () => {
      const answer = await github.octokit
        .graphql<{ readonly viewer?: { readonly login?: string } }>('query { viewer { login } }')
        .catch(asProblem);
      const login = answer.viewer?.login;
      if (login === undefined || login === '') throw unknown('it named nobody');
      return login;
    });
  return async () => {
    known ??= ask();
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}

function asProblem(error: unknown): never {
  if (error instanceof Error && error.name === 'GraphqlResponseError') throw unknown(error.message);
  throw error;
}

function unknown(said: string): TenantryError {
  return new TenantryError({
    id: 'github-identity',
    message: `GitHub does not say whose token this is: ${said.slice(0, 500)}`,
    remedy:
      'Without it, comments of others could be taken for those of Tenantry. Give the job another token.',
  });
}
