import { rename } from '../../../src/config/rename/rename.ts';
import { TenantryError } from '../../../src/core/problem.ts';
import type { Renamed, Renaming } from '../../../src/core/rename/renamed.ts';
import { extensionsYaml } from '../extension-files.ts';
import { tenantId, told, tree } from '../support.ts';

export type Texts = Readonly<Record<string, string>>;

export type Result =
  | { readonly files: Texts; readonly renamed: Renamed }
  | { readonly problems: readonly string[] };

/** All files afterwards, or the problems as a person reads them. */
export function renamedIn(
  files: Texts,
  attribute: string,
  from: string,
  to: string,
  { keepAlias = false }: Partial<Pick<Renaming, 'keepAlias'>> = {},
): Result {
  const all = { 'extensions/a.yaml': extensionsYaml, ...files };
  try {
    const result = rename(tree(all), 'tenant', { attribute, from, to, keepAlias });
    const texts = new Map(result.files.map(({ file, text }) => [file, text]));
    return {
      renamed: result.renamed,
      files: Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, texts.get(`tenant/${path}`) ?? text]),
      ),
    };
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return { problems: told(error.problems) };
  }
}

/** One file afterwards; what is wrong, where something is. */
export function textAfter(
  path: string,
  text: string,
  ...[attribute, from, to, options]: readonly [string, string, string, { keepAlias?: boolean }?]
): string {
  const result = renamedIn({ [path]: text }, attribute, from, to, options);
  return 'files' in result ? (result.files[path] ?? '') : result.problems.join('\n');
}

/** `tenant.yaml` with a vocabulary of departments. */
export const withVocabulary = (...lines: readonly string[]): string =>
  [
    'format: 1   # of the files',
    `tenant: { id: ${tenantId} }`,
    'vocabularies:',
    '  # agreed with HR',
    '  department:',
    ...lines.map((line) => `    ${line}`),
    '# the end',
    '',
  ].join('\n');
