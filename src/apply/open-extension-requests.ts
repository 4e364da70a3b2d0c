import type { Structure } from '../core/attributes/attribute.ts';
import type { Write } from '../core/plan/plan.ts';
import type { GraphRequest } from '../ports.ts';
import { isObject } from './compare.ts';
import { json, objectPath, type Target } from './target.ts';

/** A write of an open extension, of a user or a group. */
export type OpenExtensionWrite = Extract<
  Write,
  { readonly type: 'createOpenExtension' | 'replaceOpenExtension' | 'deleteOpenExtension' }
>;

export function openExtensionLook(write: OpenExtensionWrite, target: Target): string {
  return `${objectPath(target)}/extensions/${encodeURIComponent(write.name)}`;
}

export function openExtensionWrite(write: OpenExtensionWrite, target: Target): Omit<GraphRequest, 'id'> {
  const path = openExtensionLook(write, target);
  switch (write.type) {
    // https://learn.microsoft.com/graph/api/opentypeextension-post-opentypeextension
    case 'createOpenExtension':
      return {
        method: 'POST',
        path: `${objectPath(target)}/extensions`,
        headers: json,
        body: {
          '@odata.type': '#microsoft.graph.openTypeExtension',
          extensionName: write.name,
          ...write.body,
        },
      };
    case 'replaceOpenExtension':
      return {
        method: 'PATCH',
        path,
        headers: json,
        body: { ...leavers(target, write.body), ...write.body },
      };
    case 'deleteOpenExtension':
      return { method: 'DELETE', path };
  }
}

/**
 * The documentation of PATCH can be read as replacing the extension and as merging into it: null for each member that
 * is to go makes both come to the same. https://learn.microsoft.com/graph/api/opentypeextension-update
 */
function leavers({ changes }: Target, after: Structure): Readonly<Record<string, null>> {
  const before = changes[0]?.before;
  const names = isObject(before) ? Object.keys(before).filter((name) => !Object.hasOwn(after, name)) : [];
  return Object.fromEntries(names.map((name) => [name, null]));
}
