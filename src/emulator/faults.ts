import { badRequest } from './errors.ts';
import type { Operation } from './http/request.ts';

/** What goes wrong on demand: which requests, and how. Parsed from `POST faults`. */
export interface Fault {
  method?: string;
  /** A regular expression on the path with its query: on Graph what follows the version, on Exchange and of sign-in all, `/adminapi/…`. Sign-in is only struck by faults that have one, or a skew. */
  path?: string;
  /** Only this cmdlet of Exchange. */
  cmdlet?: string;
  /** Only calls of a cmdlet for this identity, as it was sent. */
  identity?: string;
  /** True: only items of batches. False: only whole requests. */
  item?: boolean;
  /** How many matching requests pass first. */
  skip?: number;
  /** How many times it happens; without it, always. */
  times?: number;
  delayMs?: number;
  status?: number;
  code?: string;
  message?: string;
  body?: unknown;
  contentType?: string;
  retryAfter?: number;
  headers?: Record<string, string>;
  drop?: 'before' | 'after';
  truncate?: boolean;
  /** Sign-in alone: how far the clock is off by which a token is issued, in milliseconds, negative for one that is slow. */
  skewMs?: number;
  /**
   * Exchange alone: `forbidden` is the 403 of zero bytes, `concurrency` a 429 in plain text. With `deadLink` a page
   * lacks its second half and links to what cannot be followed, with `dualWrite` Entra refuses what Exchange writes.
   */
  exchange?: 'forbidden' | 'concurrency' | 'deadLink' | 'dualWrite';
}

export interface FaultList {
  add(faults: unknown): void;
  list(): Fault[];
  clear(): void;
  /** The faults that strike this request, counted down. */
  take(request: Operation): Fault[];
}

type Check = (value: unknown) => boolean;
const whole: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const flag: Check = (value) => typeof value === 'boolean';
const string: Check = (value) => typeof value === 'string';

const members: Record<keyof Fault, [Check, string]> = {
  method: [string, 'text'],
  path: [(value) => typeof value === 'string' && pattern(value) !== null, 'a regular expression'],
  cmdlet: [string, 'text'],
  identity: [string, 'text'],
  item: [flag, 'true or false'],
  skip: [whole, 'a whole number from 0'],
  times: [whole, 'a whole number from 0'],
  delayMs: [(value) => typeof value === 'number' && value >= 0, 'a number from 0'],
  status: [
    (value) => whole(value) && Number(value) >= 200 && Number(value) <= 599,
    'a status from 200 to 599',
  ],
  code: [string, 'text'],
  message: [string, 'text'],
  body: [() => true, 'anything'],
  contentType: [string, 'text'],
  retryAfter: [(value) => typeof value === 'number' && value >= 0, 'seconds, a number from 0'],
  headers: [isTexts, 'an object of texts'],
  drop: [(value) => value === 'before' || value === 'after', '"before" or "after"'],
  truncate: [flag, 'true or false'],
  skewMs: [(value) => typeof value === 'number' && Number.isFinite(value), 'a number of milliseconds'],
  exchange: [
    (value) => ['forbidden', 'concurrency', 'deadLink', 'dualWrite'].includes(String(value)),
    '"forbidden", "concurrency", "deadLink" or "dualWrite"',
  ],
};

/** A list of faults, empty at first. Whatever is added is checked, and refused with a 400 that says why. */
export function createFaultList(): FaultList {
  let faults: { fault: Fault; path: RegExp | null }[] = [];
  return {
    add(input) {
      const list: unknown[] = Array.isArray(input) ? input : [input];
      const checked = list.map((entry, index) => checkFault(entry, index));
      faults.push(...checked.map((fault) => ({ fault, path: pattern(fault.path ?? '') })));
    },
    list: () => faults.map(({ fault }) => fault),
    clear() {
      faults = [];
    },
    take(request) {
      const matching = faults.filter(({ fault, path }) => matches(fault, path, request));
      const struck = matching.map(({ fault }) => fault).filter(countDown);
      faults = faults.filter(({ fault }) => fault.times !== 0);
      return struck;
    },
  };
}

function countDown(fault: Fault): boolean {
  if (fault.skip !== undefined && fault.skip > 0) {
    fault.skip--;
    return false;
  }
  if (fault.times === undefined) return true;
  fault.times--;
  return true;
}

function matches(fault: Fault, path: RegExp | null, request: Operation): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== request.method) return false;
  if (fault.item !== undefined && fault.item !== request.inBatch) return false;
  // A fault for everything is meant for what is asked, not for how callers are let in.
  if (request.signIn && fault.path === undefined && fault.skewMs === undefined) return false;
  if (fault.skewMs !== undefined && !request.signIn) return false;
  const { invocation } = request;
  if (fault.exchange !== undefined && !invocation) return false;
  if (fault.cmdlet !== undefined && !isSame(fault.cmdlet, invocation?.cmdlet)) return false;
  if (fault.identity !== undefined && !isSame(fault.identity, invocation?.identity)) return false;
  const target = request.search === '' ? request.path : `${request.path}?${request.search}`;
  return path === null || path.test(target);
}

function isSame(wanted: string, found: string | undefined): boolean {
  return wanted.toLowerCase() === found?.toLowerCase();
}

function checkFault(entry: unknown, index: number): Fault {
  const wrong = (what: string): Error => badRequest(`faults[${index}]: ${what}`);
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw wrong('is not an object');
  for (const [name, value] of Object.entries(entry)) {
    const member = Object.hasOwn(members, name) ? members[name as keyof Fault] : undefined;
    if (!member) throw wrong(`has an unknown member '${name}'; known are ${Object.keys(members).join(', ')}`);
    if (!member[0](value)) throw wrong(`${name} has to be ${member[1]}`);
  }
  const fault: Fault = { ...entry };
  if (
    fault.status === undefined &&
    fault.drop === undefined &&
    fault.delayMs === undefined &&
    fault.exchange === undefined &&
    fault.skewMs === undefined &&
    !fault.truncate
  )
    throw wrong('does nothing: it needs status, drop, delayMs, truncate or exchange, or in sign-in skewMs');
  return fault;
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(string);
}

function pattern(source: string): RegExp | null {
  try {
    return new RegExp(source, 'i');
  } catch {
    return null;
  }
}
