import type { Json } from '../../core/attributes/attribute.ts';
import type { References } from '../../core/desired/desired.ts';
import type { EditValue } from './edit.ts';
import { isList, same } from './plain.ts';

/** The items of a set: first those that stand there already, in their order, then the others. */
export function keptFirst(before: Json | undefined, wanted: readonly Json[]): readonly Json[] {
  const known = isList(before) ? before : [];
  const kept = known.filter((item) => wanted.some((each) => same(each, item)));
  return [...kept, ...wanted.filter((item) => !known.some((each) => same(each, item)))];
}

export function isReferences(value: EditValue | undefined): value is References {
  return typeof value === 'object' && value !== null && 'mode' in value && 'users' in value;
}
