/** What marks a comment as ours; bodies of comments are searched for it. */
export const commentMarker = (tenantId: string): string =>
  `<!-- tenantry:plan tenant=${plainId(tenantId)} -->`;

/** The same for the issue of an apply that failed. */
export const failureMarker = (tenantId: string): string =>
  `<!-- tenantry:failure tenant=${plainId(tenantId)} -->`;

/** The first line of a comment: the marker, and what the comment is about, to be read back. */
export const markerLine = (tenantId: string, data: MarkerData): string =>
  `${commentMarker(tenantId)}<!-- ${JSON.stringify({
    digest: data.digest,
    commit: data.commit,
    state: data.state,
  }).replaceAll(/[<>-]/g, escaped)} -->`;

export interface MarkerData {
  readonly digest: string;
  readonly commit: string;
  readonly state: string;
}

/** What the first line of a comment says; undefined where it is none of ours. Whoever may edit it may have done so. */
export function readMarker(body: string): (MarkerData & { readonly tenantId: string }) | undefined {
  const [, tenantId, json] =
    /^<!-- tenantry:plan tenant=([\w.-]+) --><!-- (\{[^<>]*\}) -->\s*(?:\r?\n|$)/.exec(body) ?? [];
  if (tenantId === undefined || json === undefined) return undefined;
  const { digest, commit, state } = parsed(json);
  return typeof digest === 'string' && typeof commit === 'string' && typeof state === 'string'
    ? { tenantId, digest, commit, state }
    : undefined;
}

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
