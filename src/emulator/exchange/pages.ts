import { createHash } from 'node:crypto';
import type { Json } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { expiredPage } from './refusals.ts';
import { option, type AdminApiRequest } from './request.ts';

/** Where a page begins. Opaque to callers. */
export interface Place {
  /** The first place of the source that was not looked at. */
  next: number;
  /** How many rows the pages before had. */
  taken: number;
  select: string[] | null;
}

interface Token extends Place {
  epoch: number;
  /** The emulated instant at which the link was given. */
  at: number;
  /** The body that it belongs to. */
  body: string;
  anchor: string;
  /** A link that was never good: ResultSize is exhausted behind it. */
  isDead: boolean;
}

const lifetimeMs = 30 * 60_000;

/** Rows of a page: what `Prefer: odata.maxpagesize` says from 1 to 1000, or else 1000. */
export function pageSize(request: AdminApiRequest): number {
  const wanted = Number(/odata\.maxpagesize\s*=\s*(\d+)/i.exec(request.headers['prefer'] ?? '')?.[1]);
  return wanted >= 1 && wanted <= 1000 ? wanted : 1000;
}

/**
 * The place that a link leads to; the beginning without one. A link can be followed for half an hour, with the same
 * body and to the same anchor mailbox; those behind an exhausted ResultSize cannot be followed at all, which explains
 * best what the sources say against each other.
 */
export function placeOf(tenant: Tenant, request: AdminApiRequest): Place {
  const text = option(request, 'skiptoken');
  if (text === null) return { next: 0, taken: 0, select: selected(option(request, 'select')) };
  const token = decode(text);
  if (
    !token ||
    token.isDead ||
    token.epoch !== tenant.epoch ||
    token.at + lifetimeMs < tenant.clock.now() ||
    token.body !== digest(request.body) ||
    token.anchor !== anchorOf(request)
  )
    throw expiredPage();
  return { next: token.next, taken: token.taken, select: token.select };
}

/** The address of the next page. */
export function nextLink(tenant: Tenant, request: AdminApiRequest, place: Place, isDead: boolean): string {
  const token: Token = {
    ...place,
    epoch: tenant.epoch,
    at: tenant.clock.now(),
    body: digest(request.body),
    anchor: anchorOf(request),
    isDead,
  };
  const text = Buffer.from(JSON.stringify(token), 'utf8').toString('base64');
  return `${request.address}?%24skiptoken=${encodeURIComponent(text)}`;
}

function decode(text: string): Token | null {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Token | null;
  } catch {
    return null;
  }
}

function anchorOf(request: AdminApiRequest): string {
  return (request.headers['x-anchormailbox'] ?? '').toLowerCase();
}

function selected(text: string | null): string[] | null {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? null : names;
}

/** The same for the same body, whatever the order of its members. */
function digest(body: Json | undefined): string {
  const sorted = JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256')
    .update(sorted ?? '')
    .digest('base64url');
}
