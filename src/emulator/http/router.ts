import { GraphFault } from '../errors.ts';
import type { Key, Segment } from './segments.ts';

/** A tree of path parts. A fixed name wins over a parameter, so `/users/delta` is not a user called delta. */
export interface Router<H> {
  add(method: string, template: string, handler: H): void;
  find(method: string, path: readonly Segment[]): { handler: H; keys: Key[]; template: string };
}

interface Node<H> {
  fixed: Map<string, Node<H>>;
  parameter: Node<H> | null;
  handlers: Map<string, { handler: H; template: string }>;
}

/** A router without routes. Templates name parameters in braces: `/users/{id}/manager`. */
export function createRouter<H>(): Router<H> {
  const root = newNode<H>();
  return {
    add(method, template, handler) {
      let node = root;
      for (const part of template.split('/').filter((name) => name !== '')) {
        if (part.startsWith('{')) node = node.parameter ??= newNode<H>();
        else {
          const name = part.toLowerCase();
          const next = node.fixed.get(name) ?? newNode<H>();
          node.fixed.set(name, next);
          node = next;
        }
      }
      node.handlers.set(method, { handler, template });
    },
    find(method, path) {
      const found = descend(root, path, []);
      if (!found) throw unknownSegment(path);
      const match = found.node.handlers.get(method);
      if (match) return { ...match, keys: found.keys };
      throw new GraphFault(
        405,
        'Request_BadRequest',
        'Specified HTTP method is not allowed for the request target.',
      );
    },
  };
}

function newNode<H>(): Node<H> {
  return { fixed: new Map(), parameter: null, handlers: new Map() };
}

function descend<H>(
  node: Node<H>,
  path: readonly Segment[],
  keys: Key[],
): { node: Node<H>; keys: Key[] } | null {
  const [head, ...rest] = path;
  if (!head) return node.handlers.size > 0 ? { node, keys } : null;
  const fixed = head.quoted ? undefined : node.fixed.get(head.name);
  const byName = fixed ? descend(fixed, rest, keys) : null;
  if (byName || !node.parameter) return byName;
  return descend(node.parameter, rest, [...keys, head.key]);
}

function unknownSegment(path: readonly Segment[]): GraphFault {
  const last = path.at(-1)?.key.value ?? '';
  return new GraphFault(400, 'BadRequest', `Resource not found for the segment '${last}'.`);
}
