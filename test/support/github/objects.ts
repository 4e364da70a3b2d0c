import { createHash } from 'node:crypto';

export interface TreeEntry {
  readonly name: string;
  readonly type: 'blob' | 'tree';
  readonly sha: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** ISO 8601. */
  readonly date: string;
}

/** As Git keeps it, before it is compressed. */
export interface GitObject {
  readonly sha: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly content: Uint8Array;
}

/** Path to the hash of a blob. */
export type Listing = ReadonlyMap<string, string>;

/** Git's objects, with the hashes that Git gives them. */
export interface Objects {
  blob(bytes: Uint8Array): string;
  bytes(sha: string): Buffer | undefined;
  /** The tree with these files. */
  tree(files: Listing): string;
  /** The entries of a tree, or of the tree of a commit. */
  entries(sha: string): { readonly sha: string; readonly entries: readonly TreeEntry[] } | undefined;
  /** All files below a tree or commit. */
  files(sha: string): Listing;
  commit(of: Omit<Commit, 'sha'>): Commit;
  found(sha: string): Commit | undefined;
  /** The commit and all before it, parents first. */
  ancestors(sha: string): readonly string[];
  /** Everything that a commit and those before it are made of, as Git keeps it. */
  below(sha: string): readonly GitObject[];
}

function hash(type: string, content: Uint8Array): string {
  return createHash('sha1').update(`${type} ${content.byteLength}\0`).update(content).digest('hex');
}

export function objects(): Objects {
  const blobs = new Map<string, Buffer>();
  const trees = new Map<string, readonly TreeEntry[]>();
  const commits = new Map<string, Commit>();
  const written = new Map<string, GitObject>();

  const self: Objects = {
    blob(bytes) {
      const sha = hash('blob', bytes);
      blobs.set(sha, Buffer.from(bytes));
      written.set(sha, { sha, type: 'blob', content: Buffer.from(bytes) });
      return sha;
    },
    bytes: (sha) => blobs.get(sha),
    tree(files) {
      const below = new Map<string, Map<string, string>>();
      const entries: TreeEntry[] = [];
      for (const [path, sha] of files) {
        const [name = '', ...rest] = path.split('/');
        if (rest.length === 0) entries.push({ name, type: 'blob', sha });
        else below.set(name, (below.get(name) ?? new Map<string, string>()).set(rest.join('/'), sha));
      }
      for (const [name, inner] of below) entries.push({ name, type: 'tree', sha: self.tree(inner) });
      const key = ({ name, type }: TreeEntry): string => (type === 'tree' ? `${name}/` : name);
      entries.sort((a, b) => Buffer.compare(Buffer.from(key(a)), Buffer.from(key(b))));
      const content = Buffer.concat(
        entries.flatMap(({ name, type, sha }) => [
          Buffer.from(`${type === 'tree' ? '40000' : '100644'} ${name}\0`),
          Buffer.from(sha, 'hex'),
        ]),
      );
      const sha = hash('tree', content);
      trees.set(sha, entries);
      written.set(sha, { sha, type: 'tree', content });
      return sha;
    },
    entries(sha) {
      const tree = commits.get(sha)?.tree ?? sha;
      const entries = trees.get(tree);
      return entries && { sha: tree, entries };
    },
    files(sha) {
      const all = new Map<string, string>();
      for (const entry of self.entries(sha)?.entries ?? [])
        if (entry.type === 'blob') all.set(entry.name, entry.sha);
        else for (const [path, blob] of self.files(entry.sha)) all.set(`${entry.name}/${path}`, blob);
      return all;
    },
    commit(of) {
      const who = `Somebody <somebody@contoso.invalid> ${Date.parse(of.date) / 1000} +0000`;
      const lines = [
        `tree ${of.tree}`,
        ...of.parents.map((parent) => `parent ${parent}`),
        `author ${who}`,
        `committer ${who}`,
        '',
        of.message,
      ];
      const content = Buffer.from(lines.join('\n'));
      const made = { ...of, sha: hash('commit', content) };
      commits.set(made.sha, made);
      written.set(made.sha, { sha: made.sha, type: 'commit', content });
      return made;
    },
    found: (sha) => commits.get(sha),
    ancestors(sha) {
      const order = new Set<string>();
      const open: { readonly sha: string; readonly parentsDone: boolean }[] = [{ sha, parentsDone: false }];
      const seen = new Set<string>();
      for (let next = open.pop(); next; next = open.pop()) {
        if (next.parentsDone) {
          order.add(next.sha);
          continue;
        }
        if (seen.has(next.sha)) continue;
        seen.add(next.sha);
        open.push({ sha: next.sha, parentsDone: true });
        for (const parent of (commits.get(next.sha)?.parents ?? []).toReversed())
          open.push({ sha: parent, parentsDone: false });
      }
      return [...order];
    },
    below(sha) {
      const all = new Set<string>();
      const add = (tree: string): void => {
        if (all.has(tree)) return;
        all.add(tree);
        for (const entry of trees.get(tree) ?? [])
          if (entry.type === 'tree') add(entry.sha);
          else all.add(entry.sha);
      };
      for (const commit of self.ancestors(sha)) {
        all.add(commit);
        add(commits.get(commit)?.tree ?? '');
      }
      return [...all].flatMap((each) => written.get(each) ?? []);
    },
  };
  return self;
}
