import type { GraphRequest, Reply } from '../../src/ports.ts';
import { error } from './thing.ts';

type Json = Readonly<Record<string, unknown>>;

/** The definitions of a directory: `/applications/…/extensionProperties/…` and `/schemaExtensions/…`. */
export interface Definitions {
  /** By path. */
  readonly held: Map<string, Json>;
  answer(request: GraphRequest, stale: boolean): Reply | undefined;
  /** Whether a property of a body is defined, or is none of an extension. */
  knows(property: string): boolean;
}

export const appId = 'ab'.repeat(16);

export function createDefinitions(): Definitions {
  const held = new Map<string, Json>();
  let made = 0;
  /** How often it was listed since the last creation: a replica lags behind for a while only. */
  let listed = 9;

  function answer(request: GraphRequest, stale: boolean): Reply | undefined {
    const [path = '', query = ''] = decodeURIComponent(request.path).split('?');
    const list = /^\/applications\/[^/]+\/extensionProperties$|^\/schemaExtensions$/.test(path);
    if (!list && !/^\/applications\/|^\/schemaExtensions\//.test(path)) return undefined;
    const body = (request.body ?? {}) as Json;
    const found = held.get(path);
    switch (request.method) {
      case 'POST': {
        const [, owned] = /extensionProperties$/.exec(path) ? [path, true] : [path, false];
        made += 1;
        const bare = String(body[owned ? 'name' : 'id']);
        const id = owned
          ? `id-${bare}`
          : bare.includes('_')
            ? bare
            : `ext${String(made).padStart(8, '0')}_${bare}`;
        if (held.has(`${path}/${id}`))
          return error(
            request,
            400,
            'Request_BadRequest',
            `An extension property exists with the name ${bare}.`,
          );
        listed = 0;
        const named = owned ? { id, name: `extension_${appId}_${bare}` } : { id, status: 'InDevelopment' };
        held.set(`${path}/${id}`, { ...body, ...named });
        return reply(request, 201, { ...body, ...named });
      }
      case 'GET': {
        if (!list) return found ? reply(request, 200, found) : missing(request);
        listed += 1;
        const owner = /owner eq '(.*)'/.exec(query)?.[1];
        const value = [...held]
          .filter(
            ([at, each]) => at.startsWith(`${path}/`) && (owner === undefined || each['owner'] === owner),
          )
          .map(([, each]) => each);
        return reply(request, 200, { value: stale && listed < 3 ? value.slice(0, -1) : value });
      }
      case 'PATCH': {
        if (!found) return missing(request);
        // Deprecated definitions can no longer be read.
        if (body['status'] === 'Deprecated') held.delete(path);
        else held.set(path, { ...found, ...body });
        return reply(request, 204, undefined);
      }
      case 'DELETE':
        return held.delete(path) ? reply(request, 204, undefined) : missing(request);
      case 'PUT':
        return missing(request);
    }
  }

  return {
    held,
    answer,
    knows(property) {
      const defined = [...held].some(([path, each]) =>
        path.startsWith('/schema') ? each['id'] === property : each['name'] === property,
      );
      return defined || !/^ext\w{8}_|^extension_|^courses\d*$/.test(property);
    },
  };
}

function reply({ id }: GraphRequest, status: number, body: unknown): Reply {
  return { id, status, headers: {}, body };
}

function missing(request: GraphRequest): Reply {
  return error(request, 404, 'Request_ResourceNotFound', 'Not there.');
}
