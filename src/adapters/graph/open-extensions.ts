import type { Json, Structure } from '../../core/attributes/attribute.ts';
import type { OpenExtensions } from '../../ports.ts';
import type { Waiting } from '../http/waiting.ts';
import { list } from './lists.ts';
import { pageOf, pagesOf, type Connection, type Item } from './pages.ts';
import { purposeOf } from './purposes.ts';

/**
 * The open extensions of all users or groups. A pass of its own, because directory objects take only one `$expand`, and
 * the users' is needed for managers: https://learn.microsoft.com/graph/query-parameters#expand
 */
export async function openExtensions(
  connection: Connection,
  kind: 'user' | 'group',
  { onProgress }: Pick<Waiting, 'onProgress'>,
): Promise<OpenExtensions> {
  const purpose = purposeOf(kind === 'user' ? 'readUserExtensions' : 'readGroupExtensions');
  const target = list([`${kind}s`], ['id'], { $expand: 'extensions' });
  const found = new Map<string, Readonly<Record<string, Structure>>>();
  for await (const items of pagesOf(connection, purpose, target)) {
    for (const item of items) {
      const extensions: [string, Structure][] = [];
      for await (const part of pagesOf(connection, purpose, expandedPage(item)))
        extensions.push(...part.map((each) => [nameOf(each), valuesOf(each)] as [string, Structure]));
      if (extensions.length > 0) found.set(item.id, Object.fromEntries(extensions));
    }
    onProgress(`${purpose.doing}: ${found.size}`);
  }
  return found;
}

/** The expanded list, which goes on elsewhere where it is long. */
function expandedPage(item: Item) {
  return pageOf({
    value: item['extensions'] ?? [],
    '@odata.nextLink': item['extensions@odata.nextLink'],
  });
}

function nameOf(extension: Item): string {
  const name = extension['extensionName'];
  return typeof name === 'string' ? name : extension.id;
}

function valuesOf(extension: Item): Structure {
  const { id: _id, extensionName: _name, ...values } = extension;
  return withoutAnnotations(values);
}

function withoutAnnotations(values: object): Structure {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !name.includes('@odata.'))
      .map(([name, value]) => [name, plain(value)]),
  );
}

function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return withoutAnnotations(value);
  return value as Json;
}
