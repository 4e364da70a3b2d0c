import type { LiveApplication, LiveDirectoryExtension, LiveSchemaExtension } from '../../core/live/live.ts';
import { chunks } from '../http/chunks.ts';
import { member, textOf, textsOf } from '../http/json.ts';
import { address } from './address.ts';
import { pagesOf, type Connection, type Item } from './pages.ts';
import { readPosted } from './post-list.ts';
import { purposes } from './purposes.ts';

/** Values of one `in`: https://learn.microsoft.com/graph/filter-query-parameter */
const mostInFilter = 15;

/**
 * Every directory extension that can be used in the tenant, also those that synchronisation brought:
 * https://learn.microsoft.com/graph/api/directoryobject-getavailableextensionproperties
 */
export async function directoryExtensions(
  connection: Connection,
): Promise<readonly LiveDirectoryExtension[]> {
  const target = address(['directoryObjects', 'getAvailableExtensionProperties']);
  const found = await readPosted(connection, purposes.directoryExtensions, target, {});
  return found.map((item) => ({
    id: item.id,
    name: textOf(item['name']),
    dataType: textOf(item['dataType']),
    isMultiValued: item['isMultiValued'] === true,
    isSyncedFromOnPremises: item['isSyncedFromOnPremises'] === true,
    targetObjects: textsOf(item['targetObjects']),
  }));
}

/** The applications with these client ids that are in the tenant. */
export async function applications(
  connection: Connection,
  appIds: readonly string[],
): Promise<readonly LiveApplication[]> {
  const purpose = { ...purposes.directoryExtensions, permission: 'Application.Read.All' };
  const parts = await Promise.all(
    chunks([...new Set(appIds)], mostInFilter).map((part) => {
      const $filter = `appId in (${part.map(quoted).join(',')})`;
      const target = address(['applications'], { $filter, $select: 'appId,displayName,id' });
      return everythingOf(pagesOf(connection, purpose, target));
    }),
  );
  return parts.flat().map((item) => ({
    id: item.id,
    appId: textOf(item['appId']),
    displayName: textOf(item['displayName']),
  }));
}

/** The schema extensions of these applications, by client id, and those with these ids. */
export async function schemaExtensions(
  connection: Connection,
  owners: readonly string[],
  ids: readonly string[] = [],
): Promise<readonly LiveSchemaExtension[]> {
  const filters = [
    ...owners.map((owner) => `owner eq ${quoted(owner)}`),
    ...ids.map((id) => `id eq ${quoted(id)}`),
  ];
  const parts = await Promise.all(
    [...new Set(filters)].map((filter) => {
      const target = address(['schemaExtensions'], { $filter: filter });
      return everythingOf(pagesOf(connection, purposes.schemaExtensions, target));
    }),
  );
  const found = new Map(parts.flat().map((item) => [item.id, item]));
  return [...found.values()].map((item) => {
    const { description, properties } = item;
    return {
      id: item.id,
      description: typeof description === 'string' ? description : null,
      owner: textOf(item['owner']),
      status: textOf(item['status']),
      targetTypes: textsOf(item['targetTypes']),
      properties: (Array.isArray(properties) ? properties : []).map((property: unknown) => ({
        name: textOf(member(property, 'name')),
        type: textOf(member(property, 'type')),
      })),
    };
  });
}

async function everythingOf(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const found = new Map<string, Item>();
  for await (const items of pages) for (const item of items) found.set(item.id, item);
  return [...found.values()];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
