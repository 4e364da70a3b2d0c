import { findAttribute } from '../../core/attributes/attributes.ts';
import type { Json, ObjectKind } from '../../core/attributes/attribute.ts';
import type { DeclaredValue, DesiredDefinition } from '../../core/desired/desired.ts';
import { canonicalInstant } from '../dates.ts';
import { readAttributes } from '../entry.ts';
import { readExtensionValues } from '../extension-values.ts';
import type { Node } from '../node.ts';
import type { EditValue } from './edit.ts';
import { isReferences } from './list-value.ts';
import { isList, isObject, same } from './plain.ts';
import { ruleOnOneLine } from './rule-block.ts';
import { withWireNames } from './rule-names.ts';

/** What an entry declares, `defaults` included, by attribute. */
export type Saying = Readonly<Record<string, DeclaredValue>>;

/** What an entry says as the loader understands it; what is wrong in it counts as not said. */
export function readSaying(
  kind: ObjectKind,
  entry: Node,
  defaults: Node | undefined,
  definitions: readonly DesiredDefinition[],
): Saying {
  if (entry.type !== 'map') return {};
  const reading = {
    kind,
    flaws: new Map(),
    definitions: { usable: definitions, broken: new Set<string>(), complete: true },
  };
  const declared = {
    ...readAttributes(kind, defaults, reading.flaws),
    ...readAttributes(kind, entry, reading.flaws),
    ...readExtensionValues(entry, reading),
  };
  return Object.fromEntries(
    Object.entries(declared).map(([name, { value }]) => [
      name,
      name === 'membershipRule' && typeof value === 'string' ? withWireNames(value, definitions) : value,
    ]),
  );
}

/** Whether it says this already, in whatever form: then nothing is written. */
export function saysSo(
  kind: ObjectKind,
  saying: Saying,
  attribute: string,
  value: EditValue,
  definitions: readonly DesiredDefinition[],
): boolean {
  const said = saying[attribute];
  if (said === undefined) return false;
  // A pause with its day and reason is more than the attribute says.
  if (isObject(value as Json) && 'paused' in (value as object)) return false;
  const type = findAttribute(kind, attribute)?.shape.type;
  if (type === 'users') return same(referencesOf(said), referencesOf(value));
  const wanted = value as Json;
  if (typeof wanted !== 'string' || typeof said !== 'string') return sameSet(said as Json, wanted);
  if (type === 'rule') return withWireNames(ruleOnOneLine(wanted), definitions) === said;
  if (type === 'dateTime') return (canonicalInstant(wanted.trim()) ?? wanted) === said;
  if (type === 'processing') return wanted.toLowerCase() === said.toLowerCase();
  return wanted === said;
}

/** Lists of attributes are sets, and an empty one is `null` in files. */
function sameSet(a: Json, b: Json): boolean {
  return same(sorted(a), sorted(b));
}

function sorted(value: Json): Json {
  if (!isList(value)) return value;
  return value.length === 0
    ? null
    : value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function referencesOf(value: EditValue): Json {
  const list = value as Json;
  const { mode, users } = isReferences(value) ? value : { mode: 'exact', users: isList(list) ? list : [] };
  return { mode, users: sorted([...users]) };
}
