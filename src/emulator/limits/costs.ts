import type { GraphRequest } from '../http/request.ts';

/**
 * Resource units of a request (Microsoft Graph throttling limits, identity and access, 2026-02). Writes cost one unit
 * and one write. `$select` saves a unit, `$expand` adds one, `$top` under 20 saves one, and nothing costs less than 1.
 */
export function resourceUnits(request: GraphRequest): number {
  const options = new URLSearchParams(request.search);
  const option = (name: string): string | null => options.get(`$${name}`) ?? options.get(name);
  let units = baseCost(request);
  if (option('select') !== null) units -= baseCost(request) === 5 && isGetByIds(request) ? 3 : 1;
  if (option('expand') !== null) units += 1;
  const top = option('top');
  if (top !== null && Number(top) < 20) units -= 1;
  return Math.max(1, units);
}

/** Whether a request counts against the write limit. Actions that only read are POST by form. */
export function isWrite(request: GraphRequest): boolean {
  return request.method !== 'GET' && !reading.has(request.segments.at(-1)?.name ?? '');
}

const reading = new Set([
  'getbyids',
  'validateproperties',
  'checkmembergroups',
  'checkmemberobjects',
  'getmembergroups',
  'getmemberobjects',
  'getavailableextensionproperties',
]);

const byLast: Readonly<Record<string, number>> = {
  checkmembergroups: 4,
  checkmemberobjects: 4,
  getmembergroups: 2,
  getmemberobjects: 2,
  getbyids: 5,
  members: 3,
  transitivemembers: 5,
  memberof: 2,
  transitivememberof: 2,
  extensionproperties: 2,
};

function baseCost(request: GraphRequest): number {
  const names = request.segments.map((segment) => segment.name);
  const last = names.findLast((name) => !name.startsWith('graph.') && name !== '$count') ?? '';
  if (isWrite(request)) return 1;
  const known = names.length > 1 ? byLast[last] : undefined;
  if (known !== undefined) return known;
  if (names[0] === 'applications') return 2;
  return names[0] === 'users' && names.length <= 2 ? 2 : 1;
}

function isGetByIds(request: GraphRequest): boolean {
  return request.segments.at(-1)?.name === 'getbyids';
}
