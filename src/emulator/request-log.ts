/** One line of the request log. Header values are never kept: they hold tokens. */
export interface LoggedRequest {
  sequence: number;
  /** Emulated time. */
  time: string;
  method: string;
  path: string;
  query: string;
  /** 0 where the connection was dropped without an answer. */
  status: number;
  /** For an item of a batch: the sequence number of the request that carried it. */
  batch: number | null;
  /** On Exchange alone. */
  cmdlet?: string;
}

export interface RequestReport {
  totals: { exchanges: number; items: number };
  /** By `METHOD /path-template`, items of batches and whole requests together. */
  counts: Record<string, number>;
  /** By cmdlet of Exchange: how often it was called by itself, in items of batches, and how many batches had it. */
  cmdlets: Record<string, CmdletCount>;
  requests: LoggedRequest[];
}

export interface CmdletCount {
  requests: number;
  items: number;
  batches: number;
}

export interface RequestLog {
  /** A number for a request that begins, so that items can point at their batch. */
  begin(): number;
  add(request: LoggedRequest): void;
  report(): RequestReport;
  clear(): void;
}

/** A log with nothing in it. */
export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  let last = 0;
  return {
    begin: () => ++last,
    add: (request) => void requests.push(request),
    report: () => report(requests),
    clear: () => {
      requests = [];
    },
  };
}

function report(requests: readonly LoggedRequest[]): RequestReport {
  const counts = new Map<string, number>();
  let items = 0;
  for (const request of requests) {
    const key = `${request.method} ${template(request.path)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (request.batch !== null) items++;
  }
  const ordered = requests.toSorted((a, b) => a.sequence - b.sequence);
  return {
    totals: { exchanges: requests.length - items, items },
    counts: Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    cmdlets: cmdletCounts(requests),
    requests: ordered,
  };
}

function cmdletCounts(requests: readonly LoggedRequest[]): Record<string, CmdletCount> {
  const counts: Record<string, CmdletCount> = {};
  const batches = new Set<string>();
  for (const { cmdlet, batch } of requests) {
    if (cmdlet === undefined) continue;
    const count = (counts[cmdlet] ??= { requests: 0, items: 0, batches: 0 });
    if (batch === null) count.requests++;
    else count.items++;
    const carrier = `${batch}/${cmdlet}`;
    if (batch !== null && !batches.has(carrier)) count.batches++;
    batches.add(carrier);
  }
  return counts;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const collections = new Set(['users', 'groups', 'directoryobjects', 'deleteditems', 'applications']);
const fixed = /^(?:\$count|delta(?:\(\))?|getbyids|validateproperties|getavailableextensionproperties)$/i;

/** `/users/adele@contoso.com/manager` as `/users/{id}/manager`. */
export function template(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts[0]?.toLowerCase() === 'adminapi') return `/${parts.with(2, '{tenant}').join('/')}`;
  return `/${parts.map((part, index) => (isKey(part, parts[index - 1]) ? '{id}' : generic(part))).join('/')}`;
}

function isKey(part: string, before: string | undefined): boolean {
  if (uuid.test(part)) return true;
  if (before === undefined || !collections.has(before.toLowerCase())) return false;
  return !fixed.test(part) && !/^(?:microsoft\.)?graph\./i.test(part);
}

/** Keys in parentheses: `groups(uniqueName='x')` as `groups(uniqueName={key})`. */
function generic(part: string): string {
  return part.replace(/\((\w+)=(?:'|%27).*\)$/i, '($1={key})').replace(/\((?:'|%27).*\)$/i, '/{id}');
}
