import { attributePosition } from '../attributes/attributes.ts';
import type { Blocked, Change, Operation, Released, Unresolved } from './plan.ts';
import { phases } from './plan.ts';

/** By code unit, which does not depend on the language of the machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Definitions before users before groups, then by object key, then in the order of the attribute table. */
export function byObject(
  a: Pick<Change | Blocked, 'kind' | 'object' | 'attribute'>,
  b: Pick<Change | Blocked, 'kind' | 'object' | 'attribute'>,
): number {
  return (
    byKind(a.kind, b.kind) ||
    byText(a.object, b.object) ||
    attributePosition(a.kind, a.attribute) - attributePosition(b.kind, b.attribute) ||
    byText(a.attribute, b.attribute)
  );
}

export function byPhase(a: Operation, b: Operation): number {
  return phases.indexOf(a.phase) - phases.indexOf(b.phase) || byText(a.key, b.key);
}

export function byLabel(a: Unresolved, b: Unresolved): number {
  return (
    byKind(a.kind, b.kind) ||
    byText(a.label.toLowerCase(), b.label.toLowerCase()) ||
    byText(a.attribute ?? '', b.attribute ?? '') ||
    byText(a.message, b.message)
  );
}

export function byReleased(
  a: Pick<Released, 'object' | 'attribute'>,
  b: Pick<Released, 'object' | 'attribute'>,
): number {
  return byText(a.object, b.object) || byText(a.attribute, b.attribute);
}

const kinds = ['directoryExtension', 'schemaExtension', 'user', 'group'];
const byKind = (a: string, b: string): number => kinds.indexOf(a) - kinds.indexOf(b);
