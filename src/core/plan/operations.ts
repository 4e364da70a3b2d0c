import type { Attribute, Value } from '../attributes/attribute.ts';
import { attributes, findAttribute } from '../attributes/attributes.ts';
import { groupTypesOf, liveValue } from '../attributes/value.ts';
import { noDefinitions, type LiveDefinitions, type LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { creationOperation } from './create-operation.ts';
import {
  createdDefinitions,
  definitionOperations,
  holdDeletions,
  isDefinition,
} from './definition-operations.ts';
import { liveOf, type Route } from './diff.ts';
import { operation } from './operation.ts';
import type { Body, Change, ContextValue, ObjectKey, Operation, Phase, Write } from './plan.ts';
import { propertiesInRule } from './rule-properties.ts';
import { pauseAround } from './transition.ts';
import { isValue, valueOperations } from './value-operations.ts';

/** The writes that make the changes, in no particular order. */
export function makeOperations(
  changes: readonly Change[],
  index: LiveIndex,
  {
    routes = new Map(),
    definitions = noDefinitions,
    deletedGroups = [],
    transitions = new Set(),
  }: Doors = {},
): readonly Operation[] {
  const operations: Operation[] = [];
  const created = createdDefinitions(changes);
  for (const [object, ofObject] of Map.groupBy(changes, (change) => change.object)) {
    const [first] = ofObject;
    if (first && isDefinition(first)) {
      operations.push(...definitionOperations(object, ofObject, definitions));
      continue;
    }
    const live = liveOf(object, index);
    if (first && !live && deletedGroups.some(({ id }) => object === `group:${id}`)) {
      operations.push(operation(object, 'restore', 'creations', { type: 'restoreGroup' }, ofObject));
      continue;
    }
    const values = ofObject.filter((change) => isValue(change, live));
    const others = ofObject.filter((change) => !values.includes(change));
    const own = live ? changeObject(object, others, live, routes) : createObject(object, others);
    const dependsOn = own.filter((each) => each.write.type === 'createGroup').map(({ key }) => key);
    operations.push(...own, ...valueOperations(object, values, { created, definitions, dependsOn }));
  }
  return holdRules(holdDeletions(operations, changes), changes).flatMap((each) =>
    transitions.has(each.object) ? pauseAround(each, liveOf(each.object, index)) : [each],
  );
}

/** What the operations need beside the changes. */
export interface Doors {
  /** By key of a change. */
  readonly routes?: ReadonlyMap<string, Route>;
  readonly definitions?: LiveDefinitions;
  readonly deletedGroups?: readonly LiveObject[];
  readonly transitions?: ReadonlySet<ObjectKey>;
}

function createObject(object: ObjectKey, changes: readonly Change[]): readonly Operation[] {
  const creation = creationOperation(object, changes);
  const owners = changes.filter((change) => change.attribute === 'owners');
  return [creation, ...owners.flatMap((change) => ownerOperations(object, change, [creation.key]))];
}

function changeObject(
  object: ObjectKey,
  changes: readonly Change[],
  live: LiveObject,
  routes: ReadonlyMap<string, Route>,
): readonly Operation[] {
  if (changes.some((change) => change.attribute === 'exists'))
    return [operation(object, 'delete', 'deletions', { type: 'deleteGroup' }, changes)];
  const found: Operation[] = [];
  const members = changes.find((change) => change.attribute === 'members');
  if (members) found.push(...memberOperations(object, members, changes));
  const attributes = changes.filter((change) => change !== members);
  for (const [travels, together] of Map.groupBy(attributes, (change) => rowOf(change).travels)) {
    const [first] = together;
    if (!first) continue;
    switch (rowOf(first).update) {
      case 'property':
      case 'merge':
      case 'whole':
        found.push({ ...attributeOperation(object, travels, together, live), ...routes.get(first.key) });
        break;
      case 'reference':
        found.push(managerOperation(object, first));
        break;
      case 'references':
        found.push(...ownerOperations(object, first, []));
        break;
      case 'rule':
      case 'processing':
      case 'creation':
      case 'extension':
        break;
    }
  }
  return [...found, ...membershipOperations(object, changes, live)];
}

function attributeOperation(
  object: ObjectKey,
  travels: string,
  changes: readonly Change[],
  live: LiveObject,
): Operation {
  const [first] = changes;
  const kind = first?.kind === 'group' ? 'group' : 'user';
  const body: Record<string, Value | Body> = {};
  const context: ContextValue[] = [];
  const touched = new Set(changes.map((change) => change.attribute));
  for (const row of attributes[kind]) {
    if (row.travels !== travels) continue;
    const { property, member } = row.read;
    const change = changes.find((each) => each.attribute === row.name);
    if (change && member === undefined) body[property] = change.after;
    else if (change && member !== undefined)
      body[property] = { ...asBody(body[property]), [member]: change.after };
    else if (row.update === 'whole' && member !== undefined && !touched.has(row.name)) {
      // The service sets every member to null that a PATCH of a `whole` complex value leaves out.
      const value = liveValue(row, live);
      body[property] = { ...asBody(body[property]), [member]: value };
      context.push({ property, member, value });
    }
  }
  return operation(object, travels, 'attributes', { type: 'update', kind, body }, changes, context);
}

/** No manager comes with the attributes: rules read both, and wait for both. */
function managerOperation(object: ObjectKey, change: Change): Operation {
  return typeof change.after === 'string'
    ? operation(object, 'manager', 'referencesAdded', { type: 'setManager', manager: change.after }, [change])
    : operation(object, 'manager', 'attributes', { type: 'clearManager' }, [change]);
}

/** New owners come first, so that a group never stands without one. */
function ownerOperations(
  object: ObjectKey,
  change: Change,
  dependsOn: readonly string[],
): readonly Operation[] {
  const before = Array.isArray(change.before) ? change.before.map(String) : [];
  const after = Array.isArray(change.after) ? change.after.map(String) : [];
  const added = after
    .filter((owner) => !before.includes(owner))
    .map((owner) =>
      operation(
        object,
        `add owner ${owner}`,
        'referencesAdded',
        { type: 'addOwner', owner },
        [change],
        [],
        dependsOn,
      ),
    );
  const removed = before
    .filter((owner) => !after.includes(owner))
    .map((owner) =>
      operation(
        object,
        `remove owner ${owner}`,
        'referencesRemoved',
        { type: 'removeOwner', owner },
        [change],
        [],
        added.map((each) => each.key),
      ),
    );
  return [...added, ...removed];
}

/** Members are added and removed one by one, once no rule decides about them any more. */
function memberOperations(
  object: ObjectKey,
  change: Change,
  changes: readonly Change[],
): readonly Operation[] {
  const before = Array.isArray(change.before) ? change.before.map(String) : [];
  const after = Array.isArray(change.after) ? change.after.map(String) : [];
  const assigned = changes.some((each) => each.attribute === 'membershipRule' && each.after === null);
  const dependsOn = assigned ? [`${object} make assigned`] : [];
  const made = (name: string, phase: Phase, write: Write): Operation =>
    operation(object, name, phase, write, [change], [], dependsOn);
  return [
    ...after
      .filter((member) => !before.includes(member))
      .map((member) => made(`add member ${member}`, 'referencesAdded', { type: 'addMember', member })),
    ...before
      .filter((member) => !after.includes(member))
      .map((member) =>
        made(`remove member ${member}`, 'referencesRemoved', { type: 'removeMember', member }),
      ),
  ];
}

/**
 * Rule, conversion, pause and resume of an existing group. A conversion happens in place, by `groupTypes`:
 * https://learn.microsoft.com/entra/identity/users/groups-change-type.
 */
function membershipOperations(
  object: ObjectKey,
  changes: readonly Change[],
  live: LiveObject,
): readonly Operation[] {
  const rule = changes.find((change) => change.attribute === 'membershipRule');
  const processing = changes.find((change) => change.attribute === 'membershipRuleProcessingState');
  const types = groupTypesOf(live);
  const others = types.filter((type) => type !== 'DynamicMembership');
  const context = [{ property: 'groupTypes', value: types }];
  if (rule && rule.before === null) {
    const body = {
      groupTypes: [...others, 'DynamicMembership'],
      membershipRule: rule.after,
      membershipRuleProcessingState: processing?.after ?? 'On',
    };
    const made = processing ? [rule, processing] : [rule];
    return [operation(object, 'make dynamic', 'rules', update(body), made, context)];
  }
  if (rule && rule.after === null) {
    // It comes first, so that no attribute of this plan moves anybody by the old rule. The text stays with the group, so its processing is paused, as Microsoft's own script does.
    const body = { groupTypes: others, membershipRuleProcessingState: 'Paused' };
    return [operation(object, 'make assigned', 'pauses', update(body), [rule], context)];
  }
  const found: Operation[] = [];
  if (rule) found.push(operation(object, 'rule', 'rules', update({ membershipRule: rule.after }), [rule]));
  if (processing) {
    const phase: Phase = processing.after === 'Paused' ? 'pauses' : 'resumes';
    const body = { membershipRuleProcessingState: processing.after };
    const after = phase === 'resumes' ? found.map((each) => each.key) : [];
    found.push(
      operation(
        object,
        phase === 'pauses' ? 'pause' : 'resume',
        phase,
        update(body),
        [processing],
        [],
        after,
      ),
    );
  }
  return found;
}

/** A rule waits for the attributes that it reads: better an old rule than people losing access. */
function holdRules(operations: readonly Operation[], changes: readonly Change[]): readonly Operation[] {
  const byKey = new Map(changes.map((change) => [change.key, change]));
  const writers = new Map<string, string[]>();
  for (const each of operations) {
    if (each.write.type === 'createDirectoryExtension')
      writers.set(each.object.slice('directoryExtension:'.length).toLowerCase(), [each.key]);
    if (each.phase !== 'attributes' && each.phase !== 'referencesAdded') continue;
    for (const key of each.changes) {
      const change = byKey.get(key);
      const property = change?.kind === 'user' ? feeds(change) : undefined;
      if (property === undefined) continue;
      const keys = writers.get(property);
      if (keys) keys.push(each.key);
      else writers.set(property, [each.key]);
    }
  }
  return operations.map((each) => {
    const rule = each.changes
      .map((key) => byKey.get(key))
      .find((change) => change?.attribute === 'membershipRule');
    if (each.phase !== 'rules' || !rule) return each;
    const needed = new Set<string>(each.dependsOn);
    for (const text of [rule.before, rule.after])
      for (const property of propertiesInRule(text))
        for (const key of writers.get(property) ?? []) needed.add(key);
    return { ...each, dependsOn: [...needed].toSorted() };
  });
}

const feeds = (change: Change): string | undefined =>
  change.attribute === 'manager' ? 'manager' : rowOf(change).ruleProperty?.toLowerCase();

function rowOf(change: Change): Attribute {
  const row = findAttribute(change.kind, change.attribute);
  if (!row) throw new Error(`A change of ${change.attribute}, which is not in the attribute table.`);
  return row;
}

const update = (body: Body): Write => ({ type: 'update', kind: 'group', body });

const asBody = (value: Body[string] | undefined): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {};
