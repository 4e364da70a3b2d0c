import type {
  Clock,
  ExchangeCommand,
  GraphRequest,
  JournalFile,
  Reply,
  Sent,
  Writer,
} from '../../src/ports.ts';
import { createDefinitions, type Definitions } from './definitions-side.ts';
import { answerOfExchange, attributesOf, refusalOfGraph } from './exchange-side.ts';
import { guid } from './plans.ts';
import { error, type Thing } from './thing.ts';

export { error, type Thing } from './thing.ts';

type Json = Record<string, unknown>;

/** What goes wrong with one request of a batch. */
export type ItemFault = 'throttled' | 'contended' | 'unavailable' | 'timedOut' | 'stale' | 'leftOut';
/** What goes wrong with a batch. `lostWithin`: the connection ends after half of it was done. */
export type BatchFault = 'lostBefore' | 'lostAfter' | 'lostWithin' | 'busy' | 'overloaded';
/** Strikes the next request or batch; `pass` lets one go by. */
export type Fault = ItemFault | 'pass';

/** A directory of a few objects that answers as Graph does, and fails as it is told. */
export interface World extends Writer {
  readonly things: Map<string, Thing>;
  readonly itemFaults: Fault[];
  readonly batchFaults: (BatchFault | 'pass')[];
  readonly definitions: Definitions;
  /** Every request that reached it, in order. */
  readonly log: GraphRequest[];
  /** Every command that reached it, in order. */
  readonly commands: ExchangeCommand[];
  /** Ids of schema extensions by object key. */
  schemaIds(): ReadonlyMap<string, string>;
  /** Called with each batch before anything of it is done. */
  onSend: (requests: readonly GraphRequest[]) => void;
  onInvoke: (commands: readonly ExchangeCommand[]) => void;
}

export function createWorld(things: Readonly<Record<string, Thing>>): World {
  const earlier = new Map<string, Thing | undefined>();
  let created = 0;
  const world: World = {
    things: new Map(Object.entries(things)),
    itemFaults: [],
    batchFaults: [],
    definitions: createDefinitions(),
    log: [],
    commands: [],
    schemaIds: () =>
      new Map(
        [...world.definitions.held.values()].flatMap(({ id }) =>
          typeof id === 'string' ? [[`schemaExtension:${id.replace(/^ext\w{8}_/, '')}`, id]] : [],
        ),
      ),
    onSend: () => undefined,
    onInvoke: () => undefined,
    send(requests) {
      world.onSend(requests);
      world.log.push(...requests);
      return carry(requests, (request) =>
        answer(request, request.method === 'GET', (stale) => perform(request, stale)),
      );
    },
    invoke(commands) {
      world.onInvoke(commands);
      world.commands.push(...commands);
      return carry(commands, (command) =>
        answer(command, command.cmdlet.startsWith('Get-'), (stale) => performCommand(command, stale)),
      );
    },
  };

  async function carry<Item>(
    items: readonly Item[],
    answer: (item: Item) => Reply | undefined,
  ): Promise<Sent> {
    const fault = world.batchFaults.shift();
    await Promise.resolve();
    if (fault === 'lostBefore') return { result: 'lost', message: 'socket hang up' };
    if (fault === 'busy') return { ...refusal, status: 429, retryAfterMs: 3000 };
    if (fault === 'overloaded') return { ...refusal, status: 503 };
    const done = fault === 'lostWithin' ? items.slice(0, items.length / 2) : items;
    const replies = done.flatMap((item) => answer(item) ?? []);
    await Promise.resolve();
    if (fault === 'lostAfter' || fault === 'lostWithin') return { result: 'lost', message: 'socket hang up' };
    return { result: 'answered', replies: replies.toReversed() };
  }

  function performCommand(command: ExchangeCommand, stale: boolean): Reply {
    const { Identity: id } = command.parameters;
    const now = world.things.get(id);
    return answerOfExchange(command, stale && earlier.has(id) ? earlier.get(id) : now, (next) => {
      earlier.set(id, now);
      world.things.set(id, next);
    });
  }

  function answer(
    request: { readonly id: string },
    reads: boolean,
    perform: (stale: boolean) => Reply,
  ): Reply | undefined {
    switch (world.itemFaults.shift()) {
      case 'throttled':
        return error(request, 429, 'TooManyRequests', 'Please retry again later.', { 'retry-after': '2.5' });
      case 'contended':
        return error(request, 409, 'Directory_ConcurrencyViolation', 'Error due to concurrent requests.');
      case 'unavailable':
        return { id: request.id, status: 503, headers: {}, body: '<html>Service Unavailable</html>' };
      case 'timedOut':
        perform(false);
        return error(request, 504, 'UnknownError', '');
      case 'stale':
        return perform(reads);
      case 'leftOut':
        perform(false);
        return undefined;
      case 'pass':
      case undefined:
        return perform(false);
    }
  }

  function perform(request: GraphRequest, stale: boolean): Reply {
    const [path = ''] = request.path.split('?');
    const body = (request.body ?? {}) as Json;
    const upsert = /^\/groups\(uniqueName='(.*)'\)$/.exec(decodeURIComponent(path));
    if (upsert) return named(request, (upsert[1] ?? '').replaceAll("''", "'"), body, stale);
    const definition = world.definitions.answer(request, stale);
    if (definition) return definition;
    const [, , id = '', link, linked] = path.split('/');
    const now = world.things.get(id);
    const thing = stale && earlier.has(id) ? earlier.get(id) : now;
    if (!thing) return notFound(request, id);
    const put = (next: Thing): Reply => {
      earlier.set(id, now);
      world.things.set(id, next);
      return { id: request.id, status: 204, headers: {}, body: undefined };
    };
    if (link === undefined && request.method === 'GET') return ok(request, { id, ...thing.properties });
    if (link === undefined && request.method === 'DELETE') {
      earlier.set(id, thing);
      world.things.delete(id);
      return { id: request.id, status: 204, headers: {}, body: undefined };
    }
    if (link === undefined) {
      const refused = refusalOfGraph(request, thing, body);
      if (refused) return refused;
      const unknown = Object.keys(body).find((name) => !world.definitions.knows(name));
      if (unknown !== undefined) return error(request, 400, 'Request_BadRequest', unavailable(unknown));
      return put({ ...thing, properties: merged(thing, body) });
    }
    if (link === 'extensions') return openExtension(request, thing, decodeURIComponent(linked ?? ''), put);
    const target = String(body['@odata.id']).split('/').at(-1) ?? '';
    if (link === 'manager') {
      if (request.method === 'PUT') return put({ ...thing, manager: target });
      if (thing.manager === null) return notFound(request, id);
      return request.method === 'GET' ? ok(request, { id: thing.manager }) : put({ ...thing, manager: null });
    }
    if (request.method === 'GET') return ok(request, { value: thing.owners.map((owner) => ({ id: owner })) });
    if (request.method === 'POST')
      return thing.owners.includes(target)
        ? error(request, 400, 'Request_BadRequest', linkExists)
        : put({ ...thing, owners: [...thing.owners, target] });
    return thing.owners.includes(linked ?? '')
      ? put({ ...thing, owners: thing.owners.filter((owner) => owner !== linked) })
      : notFound(request, linked ?? '');
  }

  function named(request: GraphRequest, name: string, body: Json, stale: boolean): Reply {
    const found = [...world.things].find(([, thing]) => thing.properties['uniqueName'] === name);
    if (request.method === 'GET')
      return found && !stale
        ? ok(request, { id: found[0], ...found[1].properties })
        : notFound(request, name);
    if (found) {
      world.things.set(found[0], { ...found[1], properties: { ...found[1].properties, ...body } });
      return { id: request.id, status: 204, headers: {}, body: undefined };
    }
    created += 1;
    const id = guid(0xc000 + created);
    earlier.set(id, undefined);
    world.things.set(id, {
      kind: 'group',
      properties: { ...body, uniqueName: name },
      manager: null,
      owners: [],
    });
    return { id: request.id, status: 201, headers: {}, body: { id, displayName: body['displayName'] } };
  }
  return world;
}

function openExtension(
  request: GraphRequest,
  thing: Thing,
  linked: string,
  put: (next: Thing) => Reply,
): Reply {
  const { '@odata.type': _, extensionName, ...values } = (request.body ?? {}) as Json;
  const name = linked === '' ? String(extensionName) : linked;
  const held = thing.extensions?.[name];
  if (request.method === 'POST' && held)
    return error(request, 409, 'NameAlreadyExists', 'An extension already exists with given id.');
  if (request.method !== 'POST' && !held) return notFound(request, name);
  if (request.method === 'GET')
    return ok(request, { '@odata.type': '#microsoft.graph.openTypeExtension', ...held, id: name });
  const { [name]: __, ...rest } = thing.extensions ?? {};
  if (request.method === 'DELETE') return put({ ...thing, extensions: rest });
  const whole = Object.entries({ ...held, ...values }).filter(([, value]) => value !== null);
  return put({ ...thing, extensions: { ...rest, [name]: Object.fromEntries(whole) } });
}

const unavailable = (name: string): string =>
  `The following extension properties are not available: ${name}.`;

/** Extension attributes and schema extensions merge; what else is complex is replaced. */
function merged(thing: Thing, body: Json): Json {
  const schema = Object.entries(body).filter(
    ([name]) => /^ext\w{8}_/.test(name) && !name.startsWith('extension_'),
  );
  const attributes = body['onPremisesExtensionAttributes'] as Json | undefined;
  return {
    ...thing.properties,
    ...body,
    ...Object.fromEntries(
      schema.map(([name, value]) => [name, { ...(thing.properties[name] as Json), ...(value as Json) }]),
    ),
    ...(attributes ? { onPremisesExtensionAttributes: { ...attributesOf(thing), ...attributes } } : {}),
  };
}

const refusal = { result: 'refused', code: 'Busy', message: 'Too busy.', requestId: 'r-0' } as const;
const linkExists =
  "One or more added object references already exist for the following modified properties: 'owners'.";

function ok(request: GraphRequest, body: Json): Reply {
  return { id: request.id, status: 200, headers: {}, body };
}

function notFound(request: GraphRequest, id: string): Reply {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return error(request, 404, 'Request_ResourceNotFound', message);
}

/** The state of a world without the ids that it gave itself. */
export function stateOf(world: World): unknown {
  const named = [...world.things].map(([id, thing]): readonly [string, Thing] => {
    const { uniqueName } = thing.properties;
    return [typeof uniqueName === 'string' ? uniqueName : id, { ...thing, owners: thing.owners.toSorted() }];
  });
  const definitions = [...world.definitions.held].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const things = named.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([things, definitions]);
  return JSON.parse(text.replaceAll(/\bext\d{8}_/g, '')) as unknown;
}

/** A clock that moves only when somebody sleeps. */
export function createClock(start = Date.parse('2026-10-01T08:00:00Z')): Clock {
  let time = start;
  return {
    now: () => new Date(time),
    async sleep(ms) {
      await new Promise((resolve) => setImmediate(resolve));
      time += ms;
    },
  };
}

function mended(text: string): string {
  const whole = text.lastIndexOf('\n') + 1;
  const tail = text.slice(whole);
  return tail.startsWith('{') && tail.endsWith('}') && isJson(tail) ? `${text}\n` : text.slice(0, whole);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A journal in memory. A torn line at the end of what it held goes, as when a file is opened. The disk is full after
 * `room` more characters, and the last line is then torn.
 */
export function createFile(before = '', room = Infinity): JournalFile & { text: string } {
  let left = room;
  return {
    path: 'apply.jsonl',
    text: mended(before),
    async append(lines) {
      const added = lines.map((line) => `${line}\n`).join('');
      const fits = added.slice(0, left);
      left -= fits.length;
      this.text += fits;
      await Promise.resolve();
      if (fits.length < added.length) throw new Error('ENOSPC: no space left on device');
    },
    close: async () => undefined,
  };
}
