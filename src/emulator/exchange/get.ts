import type { Fault } from '../faults.ts';
import type { Reply } from '../http/request.ts';
import type { JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { answer } from './answers.ts';
import { sourceOf, type Cmdlet } from './cmdlets.ts';
import { nextLink, pageSize, placeOf, type Place } from './pages.ts';
import type { Parameters } from './parameters.ts';
import type { AdminApiRequest } from './request.ts';
import { resolve } from './resolve.ts';
import { rowWriter } from './rows.ts';

/** What the service says where it did not tell all. */
const moreResults =
  'There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.';

/** A Get-* cmdlet: one object, or without an identity all of them, page by page. */
export function get(
  tenant: Tenant,
  cmdlet: Cmdlet,
  parameters: Parameters,
  request: AdminApiRequest,
  faults: readonly Fault[],
): Reply {
  const place = placeOf(tenant, request);
  const write = rowWriter(cmdlet, place.select);
  if (parameters.identity !== null)
    return answer(request, { value: [write(resolve(tenant, cmdlet, parameters.identity))] });

  const left = parameters.resultSize - place.taken;
  const page = readPage(tenant, cmdlet, place, Math.min(pageSize(request), left), write);
  const following = { next: page.next, taken: place.taken + page.rows.length, select: place.select };
  if (faults.some(({ exchange }) => exchange === 'deadLink'))
    return answer(request, {
      value: page.rows.slice(0, Math.ceil(page.rows.length / 2)),
      nextLink: nextLink(tenant, request, following, true),
    });
  if (!page.hasMore) return answer(request, { value: page.rows });
  const isExhausted = page.rows.length >= left;
  return answer(request, {
    value: page.rows,
    warnings: isExhausted ? [moreResults] : [],
    nextLink: nextLink(tenant, request, following, isExhausted),
  });
}

interface Page {
  rows: JsonObject[];
  next: number;
  hasMore: boolean;
}

function readPage(
  tenant: Tenant,
  cmdlet: Cmdlet,
  { next }: Place,
  size: number,
  write: ReturnType<typeof rowWriter>,
): Page {
  const source = sourceOf(tenant, cmdlet);
  const rows: JsonObject[] = [];
  for (let place = next; place < source.length; place++) {
    const view = source.at(place);
    if (!view) continue;
    if (rows.length >= size) return { rows, next: place, hasMore: true };
    rows.push(write(view));
  }
  return { rows, next: source.length, hasMore: false };
}
