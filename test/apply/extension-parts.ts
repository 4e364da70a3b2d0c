import * as fc from 'fast-check';
import type { Structure, Value } from '../../src/core/attributes/attribute.ts';
import type { Channel } from '../../src/core/plan/plan.ts';
import { appId } from './definitions-side.ts';
import { guid, keyOf, type Sketch } from './plans.ts';
import type { Thing } from './world.ts';

/** Parts of scenarios that are about extension attributes, definitions and open extensions. */
export interface ExtensionPart {
  readonly things: Readonly<Record<string, Thing>>;
  readonly sketches: readonly Sketch[];
  /** Definitions that are there, by path. */
  readonly definitions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const application = guid(0xab);
const level = `extension_${appId}_level`;

export const directoryExtension: Sketch = {
  object: `directoryExtension:${level}`,
  phase: 'definitions',
  name: 'create',
  write: {
    type: 'createDirectoryExtension',
    application,
    body: { name: 'level', dataType: 'String', isMultiValued: false, targetObjects: ['User'] },
  },
  changes: { exists: [false, true] },
};

export const schemaExtension: Sketch = {
  object: 'schemaExtension:courses',
  phase: 'definitions',
  name: 'create',
  write: {
    type: 'createSchemaExtension',
    body: {
      id: 'courses',
      owner: appId,
      description: 'Courses',
      targetTypes: ['User'],
      properties: [{ name: 'taken', type: 'Integer' }],
    },
  },
  changes: { exists: [false, true] },
};

const oldSchema = {
  id: 'contoso_old',
  owner: appId,
  status: 'Available',
  targetTypes: ['User'],
  properties: [{ name: 'a', type: 'String' }],
};
const properties = [...oldSchema.properties, { name: 'b', type: 'Boolean' }];

/** What is done to definitions that are there: each on its own path. */
const oldSketches: readonly Sketch[] = [
  {
    object: 'schemaExtension:contoso_old',
    phase: 'definitions',
    name: 'update',
    write: { type: 'updateSchemaExtension', id: 'contoso_old', body: { owner: appId, properties } },
    changes: { properties: [{ a: 'String' }, { a: 'String', b: 'Boolean' }] },
  },
  {
    object: 'schemaExtension:contoso_dated',
    phase: 'definitions',
    name: 'update',
    write: {
      type: 'updateSchemaExtension',
      id: 'contoso_dated',
      body: { owner: appId, status: 'Deprecated' },
    },
    changes: { status: ['Available', 'Deprecated'] },
  },
  {
    object: 'schemaExtension:contoso_draft',
    phase: 'deletions',
    name: 'delete',
    write: { type: 'deleteSchemaExtension', id: 'contoso_draft' },
    changes: { exists: [true, false] },
  },
  {
    object: `directoryExtension:extension_${appId}_gone`,
    phase: 'deletions',
    name: 'delete',
    write: { type: 'deleteDirectoryExtension', application, id: 'id-gone' },
    changes: { exists: [true, false] },
  },
];

const oldDefinitions = {
  '/schemaExtensions/contoso_old': oldSchema,
  '/schemaExtensions/contoso_dated': { ...oldSchema, id: 'contoso_dated' },
  '/schemaExtensions/contoso_draft': { ...oldSchema, id: 'contoso_draft', status: 'InDevelopment' },
  [`/applications/${application}/extensionProperties/id-gone`]: {
    id: 'id-gone',
    name: `extension_${appId}_gone`,
  },
};

const text = fc.constantFrom<Value>(null, 'Contractor', 'Staff');
const bag = fc.option(
  fc.constantFrom<Structure>(
    { theme: 'dark' },
    { theme: 'light', size: 2 },
    { size: 2, tags: ['b', 'a'], deep: { x: 1 } },
  ),
);

export const attributePart = fc.record({
  values: fc.tuple(text, text),
  recipient: fc.constantFrom('mailbox' as const, 'mailUser' as const),
  by: fc.constantFrom('graph' as const, 'second' as const, 'first' as const),
});
export const valuesPart = fc.record({ level: text, taken: fc.option(fc.nat(9)), bag: fc.tuple(bag, bag) });
export type AttributePart = typeof attributePart extends fc.Arbitrary<infer P> ? P : never;
export type ValuesPart = typeof valuesPart extends fc.Arbitrary<infer P> ? P : never;

const routes: Readonly<Record<AttributePart['by'], readonly Channel[]>> = {
  graph: ['graph'],
  second: ['graph', 'exchange'],
  first: ['exchange'],
};

export function attributes(number: number, { values, recipient, by }: AttributePart): ExtensionPart {
  const id = guid(0x200 + number);
  const onPremisesExtensionAttributes = { extensionAttribute1: values[0], extensionAttribute2: 'kept' };
  const thing: Thing = {
    kind: 'user',
    properties: { onPremisesExtensionAttributes, department: 'Sales' },
    manager: null,
    owners: [],
    recipient,
    ...(by === 'graph' ? {} : { mastered: 'exchange' as const }),
  };
  return {
    things: { [id]: thing },
    sketches: [attribute(id, values, routes[by], recipient)],
    definitions: {},
  };
}

export function attribute(
  id: string,
  values: readonly [Value, Value],
  channels: readonly Channel[],
  recipient: 'mailbox' | 'mailUser' = 'mailbox',
): Sketch {
  return {
    object: `user:${id}`,
    phase: 'attributes',
    name: 'extensionAttributes',
    write: {
      type: 'update',
      kind: 'user',
      body: { onPremisesExtensionAttributes: { extensionAttribute1: values[1] } },
    },
    changes: { extensionAttribute1: values },
    channels,
    ...(channels.includes('exchange') ? { recipient } : {}),
  };
}

export function values(number: number, part: ValuesPart): ExtensionPart {
  const id = guid(0x300 + number);
  const object = `user:${id}`;
  const [before, after] = part.bag;
  const name = 'com.contoso.bag';
  const thing: Thing = {
    kind: 'user',
    properties: {},
    manager: null,
    owners: [],
    ...(before === null ? {} : { extensions: { [name]: before } }),
  };
  const sketches: readonly Sketch[] = [
    valueOf(object, { [level]: part.level }, { [level]: [null, part.level] }, directoryExtension),
    valueOf(
      object,
      { courses: { taken: part.taken } },
      { 'schemaExtensions.courses.taken': [null, part.taken] },
      schemaExtension,
    ),
    ...bagOf(object, name, before, after),
  ];
  return { things: { [id]: thing }, sketches, definitions: {} };
}

export function valueOf(
  object: string,
  body: Extract<Sketch['write'], { readonly type: 'update' }>['body'],
  changes: NonNullable<Sketch['changes']>,
  definition: Sketch,
): Sketch {
  return {
    object,
    phase: 'attributes',
    name: Object.keys(changes).join(' '),
    write: { type: 'update', kind: 'user', body },
    changes,
    dependsOn: [keyOf(definition)],
  };
}

export function bagOf(
  object: string,
  name: string,
  before: Structure | null,
  after: Structure | null,
): readonly Sketch[] {
  const usual = {
    object,
    phase: 'attributes',
    name,
    changes: { [`openExtensions.${name}`]: [before, after] },
  } as const;
  if (after === null)
    return before === null ? [] : [{ ...usual, write: { type: 'deleteOpenExtension', name } }];
  const type = before === null ? 'createOpenExtension' : 'replaceOpenExtension';
  return [{ ...usual, write: { type, name, body: after } }];
}

export const definitionsPart: ExtensionPart = {
  things: {},
  sketches: [directoryExtension, schemaExtension, ...oldSketches],
  definitions: oldDefinitions,
};
