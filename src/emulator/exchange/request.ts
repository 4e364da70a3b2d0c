import { isObject, member, textOf } from '../json.ts';
import type { Operation } from '../http/request.ts';
import type { Json } from '../state.ts';

/** One call of the admin endpoint: a whole HTTP request, or one item of a batch. */
export interface AdminApiRequest extends Operation {
  /** `beta`, in lower case. */
  version: string;
  /** The tenant as the path names it. */
  tenant: string;
  /** `invokecommand` or `$batch`, in lower case. */
  action: string;
  body: Json | undefined;
  /** The address as the caller wrote it, without the query: links begin with it. */
  address: string;
  invocation: { cmdlet: string; identity: string };
}

interface Sent {
  id: string;
  method: string;
  /** With or without a host. */
  url: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  body: Json | undefined;
  origin: string;
  inBatch: boolean;
}

/** Takes a call apart. What is missing in it is empty, and refused later. */
export function adminApiRequest(sent: Sent): AdminApiRequest {
  const [, path = '', search = ''] = /^(?:https?:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/i.exec(sent.url) ?? [];
  const [version = '', tenant = '', action = ''] = path.split('/').slice(2).map(decoded);
  const { id, method, headers, body, inBatch } = sent;
  return {
    id,
    method: method.toUpperCase(),
    path,
    search,
    headers,
    inBatch,
    body,
    version: version.toLowerCase(),
    tenant,
    action: action.toLowerCase(),
    address: `${sent.origin}${path}`,
    invocation: invocationOf(body),
  };
}

/** A query option by its name without the dollar sign, which callers may encode; null where it is not there. */
export function option(request: AdminApiRequest, name: string): string | null {
  return new URLSearchParams(request.search).get(`$${name}`);
}

function invocationOf(body: Json | undefined): { cmdlet: string; identity: string } {
  const input = member(body, 'CmdletInput');
  const parameters = member(input, 'Parameters');
  const [, identity] = isObject(parameters)
    ? (Object.entries(parameters).find(([name]) => name.toLowerCase() === 'identity') ?? [])
    : [];
  return { cmdlet: textOf(member(input, 'CmdletName')), identity: textOf(identity) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
