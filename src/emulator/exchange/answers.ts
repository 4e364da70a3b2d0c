import type { Reply } from '../http/request.ts';
import type { Json } from '../state.ts';
import type { AdminApiRequest } from './request.ts';

interface Rows {
  value: Json[];
  warnings?: string[];
  nextLink?: string;
}

/** A 200. The list of warnings is always there, and empty where there is nothing to say. */
export function answer(request: AdminApiRequest, { value, warnings = [], nextLink }: Rows): Reply {
  const root = request.address.replace(/\/[^/]*$/, '');
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${root}/$metadata#Collection(Exchange.GenericHashTable)`,
      'adminapi.warnings@odata.type': '#Collection(String)',
      '@adminapi.warnings': warnings,
      ...(nextLink === undefined ? {} : { '@odata.nextLink': nextLink }),
      value,
    },
  };
}
