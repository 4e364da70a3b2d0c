import type { ObjectKind } from '../core/attributes/attribute.ts';
import type { Declared, DesiredObject } from '../core/desired/desired.ts';
import type { Place, Problem } from '../core/problem.ts';
import type { Definitions } from './definitions.ts';
import { checkDeletion, readAttributes } from './entry.ts';
import { readRuleTests } from './expectation.ts';
import { readExtensionValues, type ExtensionReading } from './extension-values.ts';
import { flawed, problemsWithin, type Flaws } from './flaw.ts';
import { objectName, readIdentity, type Identity } from './identity.ts';
import { listKey } from './kinds.ts';
import { child, items, type MapNode, type Node } from './node.ts';

/** One entry of a file: who it means, and the object that it declares where nothing is wrong with it. */
export interface Entry extends Identity {
  readonly kind: ObjectKind;
  readonly place: Place;
  readonly name?: string;
  readonly object?: DesiredObject;
}

/** Reads the entries of a file of users or groups. Its structure has been compared with the schema before. */
export function readObjects(
  kind: ObjectKind,
  root: Node,
  definitions: Definitions,
  flaws: Flaws,
): { readonly entries: readonly Entry[]; readonly problems: readonly Problem[] } {
  const defaults = readAttributes(kind, child(root, 'defaults'), flaws);
  const filled: Record<string, Declared> = {};
  for (const [name, declared] of Object.entries(defaults)) {
    filled[name] = { ...declared, fromDefaults: true };
  }
  const list = child(root, listKey[kind]);
  const entries: Entry[] = [];
  for (const item of items(list)) {
    if (item.type === 'map') {
      entries.push(readEntry({ kind, definitions, flaws }, item, filled));
    }
  }
  return { entries, problems: flaws.size === 0 ? [] : problemsOf(kind, root, list, flaws) };
}

function readEntry(
  reading: ExtensionReading,
  node: MapNode,
  defaults: Readonly<Record<string, Declared>>,
): Entry {
  const { kind, flaws } = reading;
  const deletes = kind === 'group' && node.pairs.has('delete');
  if (deletes) {
    checkDeletion(node, flaws);
  }
  const identity = readIdentity(kind, node, flaws);
  const own = { ...readAttributes(kind, node, flaws), ...readExtensionValues(node, reading) };
  const ruleTests = kind === 'group' && !deletes ? readRuleTests(node, flaws) : {};
  const name = objectName(kind, node);
  const entry = { kind, place: node.place, ...identity, ...(name === undefined ? {} : { name }) };
  if (identity.label === undefined || flawed(node, flaws)) {
    return entry;
  }
  const object: DesiredObject = {
    kind,
    label: identity.label,
    ...(identity.id === undefined ? {} : { id: identity.id }),
    place: node.place,
    attributes: deletes
      ? {}
      : { ...defaults, ...own, ...(ruleTests.transition === undefined ? {} : processed(own)) },
    ...ruleTests,
    ...(deletes ? { delete: true } : {}),
  };
  return { ...entry, object };
}

/** A group that is paused only while its rule changes is meant to be processed. */
function processed(own: Readonly<Record<string, Declared>>): Readonly<Record<string, Declared>> {
  const { membershipRule, membershipRuleProcessingState } = own;
  const known =
    membershipRuleProcessingState ?? (membershipRule && { value: 'On', place: membershipRule.place });
  return known === undefined ? {} : { membershipRuleProcessingState: known };
}

/** Everything that is wrong in the file, each with the object in which it stands. */
function problemsOf(kind: ObjectKind, root: Node, list: Node | undefined, flaws: Flaws): readonly Problem[] {
  const inEntries = items(list).flatMap((item) => problemsWithin(item, flaws, objectName(kind, item)));
  const elsewhere = problemsWithin(root, flaws, undefined, new Set(items(list)));
  return [...elsewhere, ...inEntries];
}
