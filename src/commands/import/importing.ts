import type { EditValue } from '../../config/edit/edit.ts';
import { whyNotSayable } from '../../config/sayable.ts';
import { findAttribute } from '../../core/attributes/attributes.ts';
import type { Attribute, ObjectKind, Value } from '../../core/attributes/attribute.ts';
import type { Desired, DesiredDefinition, References } from '../../core/desired/desired.ts';
import type { Chosen } from '../../core/import/chosen.ts';
import type { Pattern } from '../../core/import/pattern.ts';
import { sayLive, type Said } from '../../core/import/said.ts';
import type { Scope } from '../../core/import/scope.ts';
import type { Live, LiveObject } from '../../core/live/live.ts';
import type { LiveIndex } from '../../core/match/live-index.ts';
import type { Draft } from './draft.ts';
import type { Refused } from './object-edit.ts';

/** What an import works with. */
export interface Importing {
  readonly draft: Draft;
  readonly head: Desired;
  readonly live: Live;
  readonly index: LiveIndex;
  readonly scope: Scope;
  readonly chosen: Pick<Chosen, ObjectKind | 'alone'>;
  /** Those of the files and those that come with this import. */
  readonly definitions: readonly DesiredDefinition[];
  readonly patterns: Readonly<Record<ObjectKind, Pattern>>;
  readonly refused: Refused;
  /** Files that take no further entries. */
  readonly full: ReadonlySet<string>;
  readonly now: Date;
  /** What the files are to say about an attribute. */
  say(kind: ObjectKind, attribute: string, live: LiveObject): Said;
}

/** How an object is read into words of the files; what was refused before is not said. */
export function sayer(
  index: LiveIndex,
  definitions: readonly DesiredDefinition[],
  withoutDefinition: ReadonlyMap<string, string>,
  whyNot: (row: Attribute, value: Exclude<Value, null>) => string | undefined,
  refused: Refused,
): Importing['say'] {
  return (kind, attribute, live) => {
    const row = findAttribute(kind, attribute);
    if (!row) return { nothing: true };
    const said = sayLive(
      row,
      live,
      index,
      (each, value) => withoutDefinition.get(attribute) ?? whyNot(each, value),
    );
    const why = 'say' in said ? refused.get(`${kind}:${live.id}`)?.get(attribute) : undefined;
    return why === undefined ? said : { unsayable: why };
  };
}

/** Remembers, since departments repeat. */
export function rememberingWhyNot(
  definitions: readonly DesiredDefinition[],
): (row: Attribute, value: Exclude<Value, null>) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (row, value) => {
    const key = `${row.on} ${row.name} ${JSON.stringify(value)}`;
    if (!known.has(key)) known.set(key, whyNotSayable(row, value, definitions));
    return known.get(key);
  };
}

const month = 30 * 86_400_000;

/** A value as an edit takes it; a pause lasts 30 days from now, until somebody says otherwise. */
export function sayValue(
  attribute: string,
  value: Exclude<Value, null> | References,
  { now }: Pick<Importing, 'now'>,
): EditValue {
  if (attribute !== 'membershipRuleProcessingState') return value;
  if (value !== 'Paused') return 'on';
  const until = new Date(now.getTime() + month).toISOString().slice(0, 10);
  return { paused: { until, reason: 'found paused by import' } };
}
