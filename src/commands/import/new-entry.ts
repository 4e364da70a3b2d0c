import type { EditValue } from '../../config/edit/edit.ts';
import { setAttribute } from '../../config/edit/set-attribute.ts';
import { findAttribute } from '../../core/attributes/attributes.ts';
import type { Json } from '../../core/attributes/attribute.ts';
import { liveValue, sameValue } from '../../core/attributes/value.ts';
import type { Declared } from '../../core/desired/desired.ts';
import type { Said } from '../../core/import/said.ts';
import type { LiveObject } from '../../core/live/live.ts';
import { wantedValue } from '../../core/plan/wanted.ts';
import { sayValue, type Importing } from './importing.ts';
import type { LeftOut } from './object-edit.ts';

/** An object that no file names yet, and what its entry says wherever it goes. */
export interface NewEntry {
  readonly kind: 'user' | 'group';
  readonly name: string;
  readonly live: LiveObject;
  readonly said: readonly (readonly [string, EditValue])[];
  readonly left: readonly LeftOut[];
}

/** Works out what the entry of an object says. */
export function newEntry(
  kind: 'user' | 'group',
  name: string,
  live: LiveObject,
  importing: Importing,
): NewEntry {
  const said: [string, EditValue][] = [];
  const left: LeftOut[] = [];
  for (const attribute of importing.chosen[kind]) {
    if (attribute === 'membershipRuleProcessingState' && !said.some(([each]) => each === 'membershipRule'))
      continue;
    const found: Said = importing.say(kind, attribute, live);
    if ('say' in found) said.push([attribute, sayValue(attribute, found.say, importing)]);
    else if ('unsayable' in found) left.push({ kind, name, attribute, why: found.unsayable });
  }
  return { kind, name, live, said, left };
}

/** The entry as it stands in a file with these defaults; undefined where they say something that it cannot take back. */
export function entryIn(
  { kind, name, live, said }: NewEntry,
  defaults: Readonly<Record<string, Declared>>,
  importing: Importing,
): { readonly entry: { readonly [key: string]: Json }; readonly attributes: readonly string[] } | undefined {
  const own = new Set(said.map(([attribute]) => attribute));
  const more: [string, EditValue][] = [];
  for (const [attribute, declared] of Object.entries(defaults)) {
    const row = findAttribute(kind, attribute);
    if (!row || own.has(attribute)) continue;
    const shown = liveValue(row, live);
    const entry = { kind, label: name, place: declared.place, attributes: {} };
    const wanted = wantedValue(row, declared, shown, entry, importing.index);
    if (wanted.clear && sameValue(row, shown, wanted.value)) continue;
    const found = importing.say(kind, attribute, live);
    if ('unsayable' in found || ('nothing' in found && row.clearing === 'never')) return undefined;
    more.push([attribute, 'say' in found ? sayValue(attribute, found.say, importing) : null]);
  }
  const identity: { readonly [key: string]: Json } = { [kind]: name, id: live.id.toLowerCase() };
  const all = [...said, ...more];
  return {
    entry: all.reduce(
      (made, [attribute, value]) => setAttribute(kind, made, attribute, value, importing.definitions),
      identity,
    ),
    attributes: all.map(([attribute]) => attribute),
  };
}
