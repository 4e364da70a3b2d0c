import { notFound, Refusal, type Asked, type Route, text } from './asked.ts';
import { commitOf } from './pull-routes.ts';
import type { State } from './state.ts';

const branchName = (ref: string): string => ref.replace(/^(?:refs\/)?heads\//, '');

const refView = (state: State, branch: string) => ({
  ref: `refs/heads/${branch}`,
  url: `${state.serverUrl}/refs/heads/${branch}`,
  object: {
    type: 'commit',
    sha: state.branches.get(branch) ?? '',
    url: `${state.serverUrl}/commits/${state.branches.get(branch) ?? ''}`,
  },
});

const objectExists = (sha: unknown, { state }: Asked): string => {
  if (typeof sha !== 'string' || !state.objects.found(sha)) throw new Refusal(422, 'Object does not exist');
  return sha;
};

interface NewEntry {
  readonly path: string;
  readonly sha?: string | null;
  readonly content?: string;
}

export const gitRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/git/trees/{tree_sha}',
    needs: 'contents=read',
    answer: ({ state, params, query }) => {
      const name = params['tree_sha'] ?? '';
      const tree = state.objects.entries(state.branches.get(name) ?? name);
      if (!tree) throw notFound();
      const size = (sha: string): number => state.objects.bytes(sha)?.byteLength ?? 0;
      const flat = query.has('recursive')
        ? withFolders(state, tree.sha, '')
        : tree.entries.map(({ name: path, ...entry }) => ({ path, ...entry }));
      const body = {
        sha: tree.sha,
        truncated: false,
        tree: flat.map(({ path, type, sha }) => ({
          path,
          type,
          sha,
          mode: type === 'tree' ? '040000' : '100644',
          ...(type === 'blob' && { size: size(sha) }),
        })),
      };
      return { status: 200, body };
    },
  },
  {
    method: 'POST',
    path: '/git/trees',
    needs: 'contents=write',
    answer: (asked) => {
      const { state, body } = asked;
      const base = body['base_tree'];
      const files = new Map<string, string>(typeof base === 'string' ? state.objects.files(base) : []);
      for (const { path, sha, content } of body['tree'] as readonly NewEntry[])
        if (content !== undefined) files.set(path, state.objects.blob(Buffer.from(content)));
        else if (sha === null) files.delete(path);
        else if (sha !== undefined && state.objects.bytes(sha)) files.set(path, sha);
        else throw new Refusal(422, `tree.sha ${sha} is not a valid blob`);
      const sha = state.objects.tree(files);
      const entries = state.objects.entries(sha)?.entries ?? [];
      const tree = entries.map(({ name, ...entry }) => ({ path: name, mode: '100644', ...entry }));
      return { status: 201, body: { sha, truncated: false, tree } };
    },
  },
  {
    method: 'GET',
    path: '/git/blobs/{file_sha}',
    needs: 'contents=read',
    answer: ({ state, params }) => {
      const sha = params['file_sha'] ?? '';
      const bytes = state.objects.bytes(sha);
      if (!bytes) throw notFound();
      // As GitHub gives it, in lines of 60.
      const content = bytes.toString('base64').replace(/.{1,60}/g, '$&\n');
      return { status: 200, body: { sha, size: bytes.byteLength, encoding: 'base64', content } };
    },
  },
  {
    method: 'POST',
    path: '/git/blobs',
    needs: 'contents=write',
    answer: ({ state, body }) => {
      const encoding = body['encoding'] === 'base64' ? 'base64' : 'utf8';
      const sha = state.objects.blob(Buffer.from(text(body['content']), encoding));
      return { status: 201, body: { sha, url: `${state.serverUrl}/blobs/${sha}` } };
    },
  },
  {
    method: 'POST',
    path: '/git/commits',
    needs: 'contents=write',
    answer: (asked) => {
      const { state, body } = asked;
      const tree = text(body['tree']);
      if (!state.objects.entries(tree)) throw new Refusal(422, 'Tree SHA does not exist');
      const parents = ((body['parents'] ?? []) as readonly string[]).map((sha) => objectExists(sha, asked));
      const made = state.objects.commit({
        tree,
        parents,
        message: text(body['message']),
        date: state.stamp(),
      });
      const answer = {
        sha: made.sha,
        message: made.message,
        tree: { sha: tree, url: `${state.serverUrl}/trees/${tree}` },
        parents: parents.map((sha) => ({
          sha,
          url: `${state.serverUrl}/commits/${sha}`,
          html_url: `${state.serverUrl}/commits/${sha}`,
        })),
      };
      return { status: 201, body: answer };
    },
  },
  {
    method: 'GET',
    path: '/git/ref/{ref}',
    needs: 'contents=read',
    answer: ({ state, params }) => {
      const branch = branchName(params['ref'] ?? '');
      if (!state.branches.has(branch)) throw notFound();
      return { status: 200, body: refView(state, branch) };
    },
  },
  {
    method: 'POST',
    path: '/git/refs',
    needs: 'contents=write',
    answer: (asked) => {
      const { state, body } = asked;
      const branch = branchName(text(body['ref']));
      if (state.branches.has(branch)) throw new Refusal(422, 'Reference already exists');
      state.branches.set(branch, objectExists(body['sha'], asked));
      return { status: 201, body: refView(state, branch) };
    },
  },
  {
    method: 'PATCH',
    path: '/git/refs/{ref}',
    needs: 'contents=write',
    answer: (asked) => {
      const { state, params, body } = asked;
      const branch = branchName(params['ref'] ?? '');
      const before = state.branches.get(branch);
      if (before === undefined) throw new Refusal(422, 'Reference does not exist');
      const sha = objectExists(body['sha'], asked);
      if (body['force'] !== true && !state.objects.ancestors(sha).includes(commitOf(state, before)))
        throw new Refusal(422, 'Update is not a fast forward');
      state.branches.set(branch, sha);
      return { status: 200, body: refView(state, branch) };
    },
  },
];

function withFolders(
  state: State,
  sha: string,
  folder: string,
): readonly { readonly path: string; readonly type: string; readonly sha: string }[] {
  return (state.objects.entries(sha)?.entries ?? []).flatMap(({ name, type, sha: of }) => [
    { path: `${folder}${name}`, type, sha: of },
    ...(type === 'tree' ? withFolders(state, of, `${folder}${name}/`) : []),
  ]);
}
