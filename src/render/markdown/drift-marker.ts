/** What marks an issue as the one about the drift of a tenant; bodies of issues are searched for it. */
export const driftMarker = (tenantId: string): string =>
  `<!-- tenantry:drift tenant=${plainId(tenantId)} -->`;

/** What an issue says of itself, to be read back. Instants are ISO 8601. */
export interface DriftMarkerData {
  /** When drift was found first, without having been gone in between, and when last. */
  readonly firstSeen: string;
  readonly at: string;
  /** Of the plan back. */
  readonly digest: string;
}

/** The first line of an issue. */
export const driftMarkerLine = (tenantId: string, { firstSeen, at, digest }: DriftMarkerData): string =>
  `${driftMarker(tenantId)}<!-- ${JSON.stringify({ firstSeen, at, digest }).replaceAll(/[<>-]/g, escaped)} -->`;

/** What the first line of an issue says; undefined where it is none of ours. Whoever may edit it may have done so. */
export function readDriftMarker(body: string): (DriftMarkerData & { readonly tenantId: string }) | undefined {
  const [, tenantId, json] =
    /^<!-- tenantry:drift tenant=([\w.-]+) --><!-- (\{[^<>]*\}) -->\s*(?:\r?\n|$)/.exec(body) ?? [];
  if (tenantId === undefined || json === undefined) return undefined;
  const { firstSeen, at, digest } = parsed(json);
  return isInstant(firstSeen) && isInstant(at) && typeof digest === 'string'
    ? { tenantId, firstSeen, at, digest }
    : undefined;
}

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));

function parsed(json: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(json) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** Two hyphens would end an HTML comment. */
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const plainId = (tenantId: string): string => tenantId.replaceAll(/[^\w.-]/g, '').replaceAll('--', '-');
