import type { DesiredDefinition } from '../../core/desired/desired.ts';
import { importDefinitions } from '../../core/import/definitions.ts';
import type { ImportedObject, NotImported } from '../../core/import/result.ts';
import { InvalidConfiguration } from '../../core/problem.ts';
import { acceptDrift } from './accept-drift.ts';
import { addObjects } from './add-objects.ts';
import { objections } from './check-files.ts';
import { definitionEdits } from './definition-edits.ts';
import { editFiles } from './edit-files.ts';
import type { ImportOptions } from './import-options.ts';
import { rememberingWhyNot, sayer, type Importing } from './importing.ts';
import type { LeftOut, ObjectEdit } from './object-edit.ts';
import { pinEntries } from './pin-entries.ts';
import { goneEntries, type Gone } from './prune-entries.ts';
import { unpinnable } from './unmatched.ts';
import { updateObjects } from './update-objects.ts';

/** What an import comes to. */
export interface Outcome {
  /** By path below the folder. */
  readonly texts: ReadonlyMap<string, string>;
  readonly objects: readonly ImportedObject[];
  readonly left: readonly NotImported[];
  readonly gone: readonly Gone[];
  countsOf(path: string): { readonly added: number; readonly changed: number; readonly removed: number };
}

type Given = Omit<Importing, 'definitions' | 'refused' | 'full' | 'say'>;
type Jobs = Pick<ImportOptions, 'pin' | 'prune' | 'acceptDrift'>;

const mostRounds = 20;

/**
 * Works out the texts of the files, reads them again and holds them against the tenant; whatever does not hold is left out,
 * until all holds. So what is written is valid, and a plan finds nothing to do in it.
 */
export function workUntilItHolds(given: Given, jobs: Jobs): Outcome {
  const { added, refused: withoutDefinition } = definitionsFor(given, jobs);
  const definitions = [...given.head.definitions, ...added];
  const whyNot = rememberingWhyNot(definitions);
  const refused = new Map<string, Map<string, string>>();
  const full = new Set<string>();
  const notEdited: LeftOut[] = [];
  const stuck = new Set<string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const say = sayer(given.index, definitions, withoutDefinition, whyNot, refused);
    const importing: Importing = { ...given, definitions, refused, full, say };
    const { edits: all, left, gone } = workOf(importing, jobs, added);
    const edits = all.filter((each) => !stuck.has(`${each.edit} ${each.object}`));
    const edited = editFiles(edits, given.draft, definitions);
    if (edited.refused.length > 0) {
      for (const { edit, problem } of edited.refused) {
        if (edit.edit === 'added' && !edit.object.startsWith('definition:')) full.add(edit.path);
        else {
          stuck.add(`${edit.edit} ${edit.object}`);
          const { line } = problem.place ?? { line: 1 };
          notEdited.push({
            kind: edit.kind,
            name: edit.name,
            why: `${edit.path}:${line}: ${problem.message}`,
          });
        }
      }
      continue;
    }
    const everything = !jobs.pin && !jobs.prune;
    const found = objections(edited.texts, edits, importing, everything);
    let isNews = false;
    for (const { object, attribute, why } of found) {
      const known = refused.get(object) ?? new Map<string, string>();
      isNews ||= !known.has(attribute);
      refused.set(object, known.set(attribute, known.get(attribute) ?? why));
    }
    if (found.length === 0) return outcome(edited.texts, edits, [...left, ...notEdited], gone);
    if (!isNews) throw cannot(found[0]?.why ?? '');
  }
  throw cannot('');
}

const cannot = (why: string): InvalidConfiguration =>
  new InvalidConfiguration([
    {
      id: 'import',
      message: `The files cannot be made to say what the tenant holds. ${why}`.trim(),
      remedy: 'Nothing was written. Import less with --only, --users or --attributes to see where it is.',
    },
  ]);

function definitionsFor({ chosen, head, live }: Given, { pin, prune, acceptDrift: accept }: Jobs) {
  const none = { added: [], refused: new Map<string, string>() };
  return pin || prune || accept ? none : importDefinitions(chosen, head.definitions, live.definitions);
}

interface AllWork {
  readonly edits: readonly ObjectEdit[];
  readonly left: readonly LeftOut[];
  readonly gone: readonly Gone[];
}

function workOf(
  importing: Importing,
  { pin, prune, acceptDrift: accept }: Jobs,
  definitions: readonly DesiredDefinition[],
): AllWork {
  if (!pin && !prune && !accept) {
    const added = addObjects(importing);
    const updated = updateObjects(importing);
    const names = new Set(added.edits.map(({ name }) => name.toLowerCase()));
    // A name that an entry still has and somebody else has now.
    const renamed = pinEntries(importing, names);
    const ofObjects = [...renamed.edits, ...updated.edits, ...added.edits];
    const used = definitions.filter((each) => isUsed(each, ofObjects, importing));
    return {
      edits: [...definitionEdits(used, importing.draft), ...ofObjects],
      left: [...added.left, ...updated.left, ...renamed.left],
      gone: [],
    };
  }
  const parts = [...(pin ? [pinEntries(importing)] : []), ...(accept ? [acceptDrift(importing)] : [])];
  const gone = prune ? goneEntries(importing) : { edits: [], left: [], gone: [] };
  return {
    edits: [...parts.flatMap(({ edits }) => edits), ...gone.edits],
    left: [...parts.flatMap(({ left }) => left), ...(pin ? unpinnable(importing) : gone.left)],
    gone: gone.gone,
  };
}

/** Whether a value or a rule that is written needs the definition. */
function isUsed(definition: DesiredDefinition, edits: readonly ObjectEdit[], { index }: Importing): boolean {
  if (definition.kind === 'schemaExtension') {
    const prefix = `schemaExtensions.${definition.id}.`;
    return edits.some(({ attributes }) => attributes.some((name) => name.startsWith(prefix)));
  }
  const { wireName } = definition;
  return edits.some(({ kind, object, attributes }) => {
    if (attributes.includes(wireName)) return true;
    if (kind !== 'group' || !attributes.includes('membershipRule')) return false;
    const rule = index.groups.get(object.slice('group:'.length).toLowerCase())?.['membershipRule'];
    return typeof rule === 'string' && rule.toLowerCase().includes(wireName.toLowerCase());
  });
}

function outcome(
  texts: Outcome['texts'],
  edits: readonly ObjectEdit[],
  left: readonly LeftOut[],
  gone: readonly Gone[],
): Outcome {
  const made = edits.filter(({ path }) => texts.has(path));
  const byObject = Map.groupBy(
    made.filter(({ object }) => !/^(?:definition|file):/.test(object)),
    ({ object, edit }) => `${object} ${edit}`,
  );
  const objects = [...byObject.values()].flatMap(([first, ...more]): readonly ImportedObject[] => {
    if (!first) return [];
    const { kind, name, path, edit } = first;
    const attributes = [...new Set([first, ...more].flatMap((each) => each.attributes))];
    return [{ kind, name, file: path, edit, attributes }];
  });
  const byFile = Map.groupBy(made, ({ path }) => path);
  return {
    texts,
    objects,
    left: [...left].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    gone,
    countsOf(path) {
      const own = byFile.get(path) ?? [];
      const of = (edit: ObjectEdit['edit']): number =>
        new Set(own.flatMap((each) => (each.edit === edit ? each.object : []))).size;
      return { added: of('added'), changed: of('changed'), removed: of('removed') };
    },
  };
}

const keyOf = ({ kind, name, attribute }: LeftOut): string =>
  `${kind} ${name.toLowerCase()} ${attribute ?? ''}`;
