/** The line with which a new file tells editors its schema, as the file sees it from where it stands. */
export function headerOf(directory: string, path: string): string {
  const kind = /^(users|groups|extensions)\//.exec(path)?.[1] ?? 'tenant';
  const above = path.split('/').length - 1 + depthOf(directory);
  return `# yaml-language-server: $schema=${'../'.repeat(above) || './'}schemas/${kind}.schema.json\n`;
}

/** Folders between the root of the repository and the files; one where that cannot be told. */
function depthOf(directory: string): number {
  const parts = directory.split('/').filter((part) => part !== '' && part !== '.');
  return directory.startsWith('/') || /^[A-Za-z]:/.test(directory) || parts.includes('..') ? 1 : parts.length;
}
