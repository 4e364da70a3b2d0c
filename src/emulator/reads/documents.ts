import type { Call } from '../http/call.ts';
import type { Kind as ModelKind } from '../model/properties.ts';
import type { Query } from '../odata/query.ts';
import { withoutHidden } from '../json.ts';
import type { JsonObject } from '../state.ts';
import type { Collection } from './list.ts';
import { selection, project } from './selection.ts';

/** A thing that is neither user nor group, in its list. */
export interface Row {
  position: number;
  document: JsonObject;
}

/** Things that the tenant keeps just as they are answered: domains, audit entries, definitions. */
export function documents(
  call: Call,
  rows: readonly JsonObject[],
  kind: ModelKind,
  context: string,
): Collection<Row> {
  return {
    kind,
    context,
    things: rows.map((document, index) => ({ position: index, document })),
    position: (row) => row.position,
    read: (row) => row.document,
    render: (query) => {
      const show = shown(call, query, kind);
      return (row) => show(row.document);
    },
  };
}

/** Without `$select` all there is, but for what is hidden. */
export function shown(call: Call, query: Query, kind: ModelKind): (document: JsonObject) => JsonObject {
  if (query.select === undefined) return withoutHidden;
  const columns = selection(query.select, kind, { inList: false, documents: call.tenant.documents });
  return (document) => project({ properties: document, deleted: null }, columns);
}
