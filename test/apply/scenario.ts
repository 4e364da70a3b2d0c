import * as fc from 'fast-check';
import type { Value } from '../../src/core/attributes/attribute.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import {
  attributePart,
  attributes,
  definitionsPart,
  values,
  valuesPart,
  type ExtensionPart,
} from './extension-parts.ts';
import { creation, guid, keyOf, planOf, profile, type Sketch } from './plans.ts';
import type { BatchFault, Fault, Thing } from './world.ts';

/** A tenant, a plan for it, and what goes wrong while the plan is applied. */
export interface Scenario {
  readonly things: Readonly<Record<string, Thing>>;
  readonly definitions: ExtensionPart['definitions'];
  readonly plan: Plan;
  readonly itemFaults: readonly Fault[];
  readonly batchFaults: readonly (BatchFault | 'pass')[];
}

interface Part {
  readonly things: Readonly<Record<string, Thing>>;
  readonly sketches: readonly Sketch[];
}

const pass = { arbitrary: fc.constant('pass' as const), weight: 4 };
const itemFaults = fc.array(
  fc.oneof(
    pass,
    fc.constantFrom<Fault>('throttled', 'contended', 'unavailable', 'timedOut', 'stale', 'leftOut'),
  ),
  { maxLength: 40 },
);
const batchFaults = fc.array(
  fc.oneof(pass, fc.constantFrom<BatchFault>('lostBefore', 'lostAfter', 'lostWithin', 'busy', 'overloaded')),
  { maxLength: 15 },
);

/** Fewer faults than the engine is patient with, so that everything comes right in the end. */
function few<Item extends string>(faults: readonly Item[], most: number): readonly Item[] {
  let left = most;
  return faults.filter((fault) => fault === 'pass' || left-- > 0);
}

const text = fc.constantFrom<Value>(null, 'Sales', 'IT', 'HR');
const leads = [guid(0xa1), guid(0xa2), guid(0xa3)] as const;
const lead = fc.constantFrom(...leads);

const userPart = fc.record({
  department: fc.tuple(text, text),
  phone: fc.option(fc.tuple(text, text)),
  division: fc.option(fc.tuple(text, text)),
  manager: fc.option(fc.tuple(fc.option(lead), fc.option(lead))),
});

const groupPart = fc.record({
  description: fc.tuple(text, text),
  dynamic: fc.boolean(),
  ownersBefore: fc.subarray([...leads]),
  ownersAfter: fc.subarray([...leads]),
  deleted: fc.boolean(),
});

const newPart = fc.record({
  owners: fc.subarray([...leads]),
  named: fc.constantFrom("o'brien", 'plain', 'é b'),
});

function user(number: number, part: typeof userPart extends fc.Arbitrary<infer P> ? P : never): Part {
  const id = guid(number);
  const sketches: Sketch[] = [profile(id, { department: part.department })];
  if (part.phone) sketches.push(profile(id, { mobilePhone: part.phone }));
  if (part.division) {
    const [before, after] = part.division;
    sketches.push({
      object: `user:${id}`,
      phase: 'attributes',
      name: 'employeeOrgData',
      write: {
        type: 'update',
        kind: 'user',
        body: { employeeOrgData: { division: after, costCenter: '7' } },
      },
      changes: { 'employeeOrgData.division': [before, after] },
      context: [{ property: 'employeeOrgData', member: 'costCenter', value: '7' }],
    });
  }
  if (part.manager) {
    const [before, after] = part.manager;
    sketches.push({
      object: `user:${id}`,
      phase: after === null ? 'referencesRemoved' : 'referencesAdded',
      name: 'manager',
      write: after === null ? { type: 'clearManager' } : { type: 'setManager', manager: after },
      changes: { manager: [before, after] },
    });
  }
  const properties = {
    department: part.department[0],
    mobilePhone: part.phone?.[0] ?? null,
    employeeOrgData: { division: part.division?.[0] ?? null, costCenter: '7' },
  };
  return {
    things: { [id]: { kind: 'user', properties, manager: part.manager?.[0] ?? null, owners: [] } },
    sketches,
  };
}

function group(number: number, part: typeof groupPart extends fc.Arbitrary<infer P> ? P : never): Part {
  const id = guid(0x100 + number);
  const object = `group:${id}`;
  const properties = { description: part.description[0], groupTypes: [], displayName: 'G' };
  const things = { [id]: { kind: 'group' as const, properties, manager: null, owners: part.ownersBefore } };
  if (part.deleted)
    return { things, sketches: [{ object, phase: 'deletions', write: { type: 'deleteGroup' } }] };
  const body = {
    groupTypes: ['DynamicMembership'],
    membershipRule: 'r',
    membershipRuleProcessingState: 'On',
  };
  const sketches: Sketch[] = [
    {
      object,
      phase: 'attributes',
      name: 'profile',
      write: { type: 'update', kind: 'group', body: { description: part.description[1] } },
      changes: { description: part.description },
    },
    ...ownersOf(object, part.ownersBefore, part.ownersAfter, []),
  ];
  if (part.dynamic)
    sketches.push({
      object,
      phase: 'rules',
      name: 'make dynamic',
      write: { type: 'update', kind: 'group', body },
      changes: { membershipRule: [null, 'r'] },
      context: [{ property: 'groupTypes', value: [] }],
    });
  return { things, sketches };
}

function newGroup(number: number, part: typeof newPart extends fc.Arbitrary<infer P> ? P : never): Part {
  const made = creation(`new ${number} ${part.named}`, { displayName: part.named, groupTypes: [] });
  return { things: {}, sketches: [made, ...ownersOf(made.object, [], part.owners, [keyOf(made)])] };
}

function ownersOf(
  object: string,
  before: readonly string[],
  after: readonly string[],
  dependsOn: readonly string[],
): readonly Sketch[] {
  const added = after.filter((owner) => !before.includes(owner));
  const removed = before.filter((owner) => !after.includes(owner));
  return [
    ...added.map((owner): Sketch => ({
      object,
      phase: 'referencesAdded',
      name: `add ${owner}`,
      write: { type: 'addOwner', owner },
      dependsOn,
    })),
    ...removed.map((owner): Sketch => ({
      object,
      phase: 'referencesRemoved',
      name: `remove ${owner}`,
      write: { type: 'removeOwner', owner },
    })),
  ];
}

export const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    users: fc.array(userPart, { maxLength: 25 }),
    groups: fc.array(groupPart, { maxLength: 4 }),
    created: fc.array(newPart, { maxLength: 3 }),
    attributed: fc.array(attributePart, { maxLength: 12 }),
    extended: fc.array(valuesPart, { maxLength: 3 }),
    itemFaults,
    batchFaults,
  })
  .map(({ users, groups, created, attributed, extended, ...faults }) => {
    const extensions = [
      ...attributed.map((part, index) => attributes(index + 1, part)),
      ...extended.map((part, index) => values(index + 1, part)),
      ...(extended.length > 0 ? [definitionsPart] : []),
    ];
    const parts = [
      ...users.map((part, index) => user(index + 1, part)),
      ...groups.map((part, index) => group(index + 1, part)),
      ...created.map((part, index) => newGroup(index + 1, part)),
      ...extensions,
    ];
    return {
      things: Object.assign({}, ...parts.map((part) => part.things)) as Scenario['things'],
      definitions: Object.assign(
        {},
        ...extensions.map((part) => part.definitions),
      ) as Scenario['definitions'],
      plan: planOf(parts.flatMap((part) => part.sketches)),
      itemFaults: few(faults.itemFaults, 5),
      batchFaults: few(faults.batchFaults, 3),
    };
  });
