import type { LiveDirectoryExtension, LiveSchemaExtension } from '../../core/live/live.ts';
import type { Reply } from '../../ports.ts';
import type { Worth } from '../http/insist.ts';
import { member, textOf, textsOf } from '../http/json.ts';
import { isPassing } from '../http/patience.ts';
import type { Waiting } from '../http/waiting.ts';
import { address } from './address.ts';
import { everythingOf, quoted } from './everything.ts';
import { readInBatches } from './batches.ts';
import { pageIn, pagesOf, type Connection, type Page } from './pages.ts';
import { readPosted } from './post-list.ts';
import { purposes } from './purposes.ts';

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

/** Owners from which on their lists are asked for in batches. */
const manyOwners = 4;

/**
 * The schema extensions of these applications, by client id, and those with these ids. Graph lists those of one owner at a
 * time.
 */
export async function schemaExtensions(
  connection: Connection,
  { owners, ids = [] }: { readonly owners: readonly string[]; readonly ids?: readonly string[] },
  waiting: Waiting,
): Promise<readonly LiveSchemaExtension[]> {
  const filters = [
    ...owners.map((owner) => `owner eq ${quoted(owner)}`),
    ...ids.map((id) => `id eq ${quoted(id)}`),
  ];
  const targets = [...new Set(filters)].map((filter) => address(['schemaExtensions'], { $filter: filter }));
  const starts: readonly (string | Page)[] =
    targets.length < manyOwners ? targets : await readFirstPages(connection, targets, waiting);
  const parts = await Promise.all(
    starts.map((start) => everythingOf(pagesOf(connection, purposes.schemaExtensions, start))),
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

async function readFirstPages(
  connection: Connection,
  targets: readonly string[],
  waiting: Waiting,
): Promise<readonly Page[]> {
  const requests = targets.map((path, index) => ({ id: String(index), method: 'GET' as const, path }));
  const replies = await readInBatches(connection, purposes.schemaExtensions, requests, worthOf, waiting);
  return [...replies.values()].flatMap((reply) => pageIn(reply) ?? []);
}

function worthOf(reply: Reply): Worth {
  if (pageIn(reply)) return 'good';
  return isPassing(reply.status) ? 'again' : 'never';
}
