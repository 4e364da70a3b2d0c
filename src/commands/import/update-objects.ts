import type { Edit } from '../../config/edit/edit.ts';
import { findAttribute } from '../../core/attributes/attributes.ts';
import type { Attribute } from '../../core/attributes/attribute.ts';
import { liveValue, sameValue } from '../../core/attributes/value.ts';
import type { Declared, DesiredObject, References } from '../../core/desired/desired.ts';
import type { Said } from '../../core/import/said.ts';
import { isGroupInScope, isUserInScope } from '../../core/import/scope.ts';
import { unmanageable } from '../../core/import/unmanageable.ts';
import { match, type Pair } from '../../core/match/match.ts';
import { resolveUser } from '../../core/match/references.ts';
import { wantedValue } from '../../core/plan/wanted.ts';
import { sayValue, type Importing } from './importing.ts';
import type { LeftOut, ObjectEdit, Work } from './object-edit.ts';

/** Brings the entries that are there up to what the tenant holds, where they stand. */
export function updateObjects(importing: Importing): Work {
  const { head, live, index, scope } = importing;
  const left: LeftOut[] = [];
  const { pairs } = match(head, live, index);
  const edits = pairs
    .filter(({ entry, live: object }) =>
      entry.kind === 'user' ? isUserInScope(object, scope) : isGroupInScope(object, scope),
    )
    .filter(({ entry }) => !entry.delete)
    .flatMap((pair) => update(pair, importing, left));
  return { edits, left };
}

function update({ entry, live }: Pair, importing: Importing, left: LeftOut[]): readonly ObjectEdit[] {
  const { kind, label, id } = entry;
  const object = `${kind}:${live.id}`;
  const why = importing.refused.get(object)?.get('*');
  if (why !== undefined) {
    left.push({ kind, name: label, why });
    return [];
  }
  const address = { list: kind === 'user' ? 'users' : 'groups', entry: id ?? label } as const;
  const attributes: string[] = [];
  const edits: Edit[] = [];
  const remark = (attribute: string, text: string): void =>
    void left.push({ kind, name: label, attribute, why: text });
  for (const attribute of attributesFor(entry, live, importing)) {
    const row = findAttribute(kind, attribute);
    if (!row || isWithoutRule(attribute, entry, live, importing)) continue;
    const declared = entry.attributes[attribute];
    if (declared && isSaid(row, declared, { entry, live }, importing)) continue;
    const said = declared
      ? kept(row, declared, importing.say(kind, attribute, live), importing)
      : importing.say(kind, attribute, live);
    const edit = editFor(row, declared, said);
    if (edit === undefined) {
      if ('unsayable' in said) remark(attribute, said.unsayable);
      else if (declared)
        remark(
          attribute,
          `It has no value in the tenant, which the entry cannot say against the \`defaults\` of its file, so a plan goes on asking for it. Move the entry into a file without that default.`,
        );
      continue;
    }
    if ('unsayable' in said) remark(attribute, `${said.unsayable} The entry says nothing about it any more.`);
    attributes.push(attribute);
    edits.push(
      edit === 'release'
        ? { edit: 'release', ...address, attribute }
        : {
            edit: 'set',
            ...address,
            attribute,
            value: edit.value === null ? null : sayValue(attribute, edit.value, importing),
          },
    );
  }
  const path = importing.draft.pathOf(entry.place.file);
  return edits.length === 0 ? [] : [{ object, kind, name: label, path, edit: 'changed', edits, attributes }];
}

/** What the entry is to say: what it says already, and what was asked for; or just that, where nothing else was. */
function attributesFor(
  { kind, attributes }: DesiredObject,
  live: Pair['live'],
  { chosen }: Importing,
): ReadonlySet<string> {
  const declared = Object.keys(attributes).filter((each) => !chosen.alone || chosen[kind].includes(each));
  // Of a group that is managed elsewhere nothing is declared that no entry declares.
  const isElsewhere = kind === 'group' && unmanageable(live) !== undefined;
  return new Set([...declared, ...(isElsewhere ? [] : chosen[kind])]);
}

/** Where no rule is in force, or none is in the file, there is nothing to be processed. */
function isWithoutRule(
  attribute: string,
  entry: DesiredObject,
  live: Pair['live'],
  importing: Importing,
): boolean {
  if (attribute !== 'membershipRuleProcessingState') return false;
  const rule = importing.say('group', 'membershipRule', live);
  const willHaveRule =
    importing.chosen.group.includes('membershipRule') || entry.attributes['membershipRule'] !== undefined;
  return !('say' in rule) || !willHaveRule;
}

function isSaid(row: Attribute, declared: Declared, { entry, live }: Pair, { index }: Importing): boolean {
  const shown = liveValue(row, live);
  const wanted = wantedValue(row, declared, shown, entry, index);
  return wanted.clear && sameValue(row, shown, wanted.value);
}

/** A list that names some of the owners goes on naming just those of them who are still there. */
function kept(row: Attribute, { value }: Declared, said: Said, { index }: Importing): Said {
  if (row.shape.type !== 'users' || !('say' in said) || typeof value !== 'object' || value === null)
    return said;
  const [before, now] = [value as References, said.say as References];
  if (before.mode !== 'atLeast') return said;
  const ids = new Set(now.users.map((each) => idOf(each, index)));
  const users = before.users.filter((each) => ids.has(idOf(each, index)));
  return { say: { mode: 'atLeast', users: users.length === 0 ? now.users : users } };
}

function idOf(reference: string, index: Importing['index']): string | undefined {
  const found = resolveUser(reference, index);
  return found.found ? found.user.id : undefined;
}

/** Undefined where no edit makes the entry say it, or none is needed. */
function editFor(
  { clearing }: Attribute,
  declared: Declared | undefined,
  said: Said,
):
  | 'release'
  | { readonly value: Exclude<Said, { nothing: true } | { unsayable: string }>['say'] | null }
  | undefined {
  if ('say' in said) return { value: said.say };
  if (!declared) return undefined;
  const own = declared.fromDefaults !== true;
  if ('nothing' in said && clearing !== 'never') return { value: null };
  return own ? 'release' : undefined;
}
