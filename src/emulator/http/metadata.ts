export type MetadataLevel = 'none' | 'minimal' | 'full';

/** The `odata.metadata` parameter of an Accept header; without one, minimal. */
export function metadataLevel(accept: string | undefined): MetadataLevel {
  const level = /odata\.metadata\s*=\s*(none|minimal|full)/i.exec(accept ?? '')?.[1]?.toLowerCase();
  return level === 'none' || level === 'full' ? level : 'minimal';
}

/** The content type of an answer at a metadata level. */
export function contentType(level: MetadataLevel): string {
  return `application/json;odata.metadata=${level};odata.streaming=true;IEEE754Compatible=false;charset=utf-8`;
}

/** Leaves out or adds annotations. Links and counts stay at every level: clients page by them. */
export function shape(body: unknown, level: MetadataLevel, root: string): unknown {
  if (level === 'minimal' || typeof body !== 'object' || body === null) return body;
  if (level === 'full') return withIdentity(body, root);
  const bare: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === '@odata.context') continue;
    bare[name] = name === 'value' && Array.isArray(value) ? value.map(withoutType) : value;
  }
  return withoutType(bare);
}

function withoutType(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { '@odata.type': _, ...rest } = value as Record<string, unknown>;
  return rest;
}

const collections: Readonly<Record<string, string>> = { users: 'user', groups: 'group', devices: 'device' };

/** Full metadata names the type and the address of every object whose collection the context tells. */
function withIdentity(body: object, root: string): unknown {
  const context = '@odata.context' in body ? String(body['@odata.context']) : '';
  const collection = /#(\w+)/.exec(context)?.[1] ?? '';
  const type = collections[collection];
  if (type === undefined) return body;
  const identified = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('id' in value)) return value;
    const id = `${root}/directoryObjects/${String(value.id)}/Microsoft.DirectoryServices.${type}`;
    return { '@odata.type': `#microsoft.graph.${type}`, '@odata.id': id, ...value };
  };
  if ('value' in body && Array.isArray(body.value)) return { ...body, value: body.value.map(identified) };
  return identified(body);
}
