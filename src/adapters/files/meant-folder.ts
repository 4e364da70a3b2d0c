import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What is said of a folder that was named in the place of another one. */
export interface MeantFolder {
  readonly message: string;
  readonly remedy: string;
}

const parts = new Set(['users', 'groups', 'extensions']);
const isTenantFile = (path: string): boolean => /^tenant\.ya?ml$/i.test(path);

/**
 * Whether a folder without a tenant.yaml is only a part of a configuration, or holds whole ones; undefined where it does
 * not look so, or has the file. `root`: the folder with its links resolved; `paths`: the YAML files in it.
 */
export async function meantFolder(
  directory: string,
  root: string,
  paths: readonly string[],
): Promise<MeantFolder | undefined> {
  if (paths.some(isTenantFile)) return undefined;
  let [above, named] = [root, directory];
  while (dirname(above) !== above) {
    const isPart = parts.has(basename(above));
    [above, named] = [dirname(above), join(named, '..')];
    if (isPart && (await isFile(join(above, 'tenant.yaml'))))
      return {
        message: `${quote(directory)} is only a part of the configuration whose tenant.yaml is in ${quote(named)}.`,
        remedy: `Name the whole folder, ${quote(named)}. To plan just some of its objects there is \`--only\`.`,
      };
  }
  const below = paths.flatMap((path) => {
    const [folder = '', ...rest] = path.split('/');
    return isTenantFile(rest.join('/')) ? [quote(join(directory, folder))] : [];
  });
  if (below.length === 0) return undefined;
  return {
    message: `There is no tenant.yaml in ${quote(directory)}, but in ${below.join(' and ')}.`,
    remedy: below.length === 1 ? `Name ${below.join()}.` : 'Name one of them.',
  };
}

/** A folder that is a dot or two would be lost in a sentence. */
const quote = (folder: string): string => `\`${folder}\``;

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
