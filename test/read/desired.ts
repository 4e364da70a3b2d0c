import type { DeclaredValue, Desired, DesiredObject } from '../../src/core/desired/desired.ts';
import type { ObjectKind } from '../../src/core/attributes/attribute.ts';

const place = { file: 'tenant.yaml', line: 1, column: 1 };

/** An entry that declares these values. */
export function entry(
  kind: ObjectKind,
  label: string,
  values: Readonly<Record<string, DeclaredValue>> = {},
  id?: string,
): DesiredObject {
  const attributes = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, place }] as const),
  );
  return { kind, label, place, attributes, ...(id === undefined ? {} : { id }) };
}

/** A desired state with these entries. */
export function desiredOf(...entries: readonly DesiredObject[]): Desired {
  return {
    settings: {
      file: 'tenant.yaml',
      tenant: { id: '84841066-274d-4ec0-a5c1-276be684bdd3', cloud: 'global' },
      exchange: { route: 'auto' },
      pace: { percentOfLimit: 50 },
      guards: {},
      protected: { users: [], groups: [] },
      freeze: [],
      authorities: [],
      findings: {},
      vocabularies: {},
      overrides: [],
    },
    users: entries.filter(({ kind }) => kind === 'user'),
    groups: entries.filter(({ kind }) => kind === 'group'),
    definitions: [],
  };
}
