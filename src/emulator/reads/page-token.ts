import { badRequest, GraphFault } from '../errors.ts';
import type { GraphRequest } from '../http/request.ts';

/** Where a page begins. Opaque to clients. */
export interface PageToken {
  /** The tenant's epoch: a token from before a `PUT state` is worthless. */
  epoch: number;
  /** The position of the last object that was answered, or how many were where the list is sorted. */
  after: number;
  /** Whether the page before was an empty one. */
  empty: boolean;
}

/** A token as it stands in links. */
export function encodeToken(token: object): string {
  return Buffer.from(JSON.stringify(token), 'utf8').toString('base64url');
}

/** What a token holds; 400 for what is none. */
export function decodeToken(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Whatever is not ours is told below.
  }
  throw badRequest('The specified page token is malformed.');
}

/** The token of a page after the first; null on the first. */
export function pageToken(text: string | undefined, epoch: number): PageToken | null {
  if (text === undefined) return null;
  const token = decodeToken(text);
  const { after, empty } = token;
  if (typeof after !== 'number') throw badRequest('The specified page token is malformed.');
  if (token['epoch'] !== epoch)
    throw new GraphFault(
      400,
      'Directory_ExpiredPageToken',
      'The specified page token value has expired and can no longer be included in your request.',
    );
  return { epoch, after, empty: empty === true };
}

/** The address of the next page: the options of this one, with the token in place of its own. */
export function nextLink(request: GraphRequest, token: PageToken): string {
  return `${request.root}${request.path}?${[...optionsWithout(request, '$skiptoken'), `$skiptoken=${encodeToken(token)}`].join('&')}`;
}

/** The query options as they were sent, but for one. */
export function optionsWithout(request: GraphRequest, name: string): string[] {
  return request.search
    .split('&')
    .filter((part) => part !== '' && !part.toLowerCase().replace('%24', '$').startsWith(`${name}=`));
}
