import type { Value } from '../../src/core/attributes/attribute.ts';
import {
  phases,
  type Body,
  type Change,
  type ContextValue,
  type ObjectKey,
  type Operation,
  type Phase,
  type Plan,
  type Write,
} from '../../src/core/plan/plan.ts';

/** What a test says of an operation; the rest is filled in. */
export interface Sketch {
  readonly object: ObjectKey;
  readonly phase: Phase;
  readonly write: Write;
  readonly name?: string;
  /** Attribute to before and after. */
  readonly changes?: Readonly<Record<string, readonly [Value, Value]>>;
  readonly context?: readonly ContextValue[];
  readonly dependsOn?: readonly string[];
  readonly channels?: Operation['channels'];
  readonly recipient?: 'mailbox' | 'mailUser';
  readonly overwrites?: true;
}

/** A well-formed plan of the sketched operations, sorted by phase. */
export function planOf(sketches: readonly Sketch[]): Plan {
  const changes = new Map<string, Change>();
  const operations = sketches.map((sketch): Operation => {
    const keys = Object.entries(sketch.changes ?? {}).map(([attribute, [before, after]]) => {
      const change = changeOf(sketch.object, attribute, before, after);
      changes.set(change.key, change);
      return change.key;
    });
    return {
      key: keyOf(sketch),
      phase: sketch.phase,
      object: sketch.object,
      channels: sketch.channels ?? ['graph'],
      ...(sketch.recipient === undefined ? {} : { recipient: sketch.recipient }),
      ...(sketch.overwrites === undefined ? {} : { overwrites: sketch.overwrites }),
      write: sketch.write,
      changes: keys,
      context: sketch.context ?? [],
      dependsOn: sketch.dependsOn ?? [],
    };
  });
  return {
    format: 1,
    tenant: { id: '84841066-274d-4ec0-a5c1-276be684bdd3', name: 'Contoso' },
    changes: [...changes.values()],
    operations: operations.toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase)),
    blocked: [],
    unresolved: [],
    unsettled: [],
    released: [],
    snapshots: [],
    impact: [],
    worse: [],
    expectations: [],
    guards: [],
    loosened: [],
    counts: {
      users: 0,
      groups: 0,
      changes: changes.size,
      introduced: 0,
      operations: operations.length,
      cleared: 0,
      created: 0,
      deleted: 0,
      blocked: 0,
      unresolved: 0,
      definitions: 0,
      released: 0,
      skippedDefaults: 0,
      declared: { users: 0, groups: 0 },
      live: { users: 0, groups: 0 },
    },
    digest: 'ab'.repeat(32),
    names: {},
    evaluatedAt: '2026-10-01T08:00:00Z',
    provenance: { tool: 'tenantry', directory: 'tenant', endpoint: 'https://graph.microsoft.com/v1.0' },
  };
}

export function keyOf(sketch: Sketch): string {
  return `${sketch.object} ${sketch.name ?? sketch.write.type}`;
}

export function changeOf(object: ObjectKey, attribute: string, before: Value, after: Value): Change {
  return {
    key: `${object}/${attribute}`,
    object,
    kind: object.slice(0, object.indexOf(':')) as Change['kind'],
    attribute,
    before,
    after,
    origin: 'introduced',
    place: { file: 'users.yaml', line: 1, column: 1 },
  };
}

/** A PATCH of plain properties of a user, from one value to another. */
export function profile(id: string, changes: Readonly<Record<string, readonly [Value, Value]>>): Sketch {
  return {
    object: `user:${id}`,
    phase: 'attributes',
    name: `profile ${Object.keys(changes).join(' ')}`,
    write: { type: 'update', kind: 'user', body: bodyOf(changes) },
    changes,
  };
}

export function creation(key: string, properties: Body): Sketch {
  return {
    object: `group:${key}`,
    phase: 'creations',
    name: 'create',
    write: { type: 'createGroup', uniqueName: key, body: properties },
    changes: { exists: [false, true] },
  };
}

function bodyOf(changes: Readonly<Record<string, readonly [Value, Value]>>): Body {
  return Object.fromEntries(Object.entries(changes).map(([name, [, after]]) => [name, after]));
}

/** An id of the usual form from a number. */
export function guid(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
