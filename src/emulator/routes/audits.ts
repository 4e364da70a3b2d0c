import { notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { ok, type Reply } from '../http/request.ts';
import { documents, type Row } from '../reads/documents.ts';
import { answerList, type Collection } from '../reads/list.ts';

/** The directory audit log, newest first. */
export function addAudits(routes: Routes): void {
  routes.add('GET', '/auditLogs/directoryAudits', (call) => answerList(call, newestFirst(call)));
  routes.add('GET', '/auditLogs/directoryAudits/{id}', one);
}

/** Positions count down to the oldest entry, so that a page does not move when new entries come in. */
function newestFirst(call: Call): Collection<Row> {
  const { auditLogs } = call.tenant.documents;
  const collection = documents(call, auditLogs, 'directoryAudit', 'auditLogs/directoryAudits');
  return {
    ...collection,
    things: collection.things.toReversed(),
    position: (row) => Number.MAX_SAFE_INTEGER - row.position,
  };
}

function one(call: Call): Reply {
  const { value } = key(call);
  const entry = call.tenant.documents.auditLogs.find((row) => row['id'] === value);
  if (!entry) throw notFound(value);
  return ok({
    '@odata.context': `${call.request.root}/$metadata#auditLogs/directoryAudits/$entity`,
    ...entry,
  });
}
