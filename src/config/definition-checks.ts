import { isSchemaExtension } from '../core/attributes/extension-value.ts';
import { mostSchemaExtensions } from '../core/attributes/extensions-schema.ts';
import type {
  DesiredDefinition,
  DesiredDirectoryExtension,
  DesiredSchemaExtension,
} from '../core/desired/desired.ts';
import type { Problem } from '../core/problem.ts';
import { nameOf } from './definition.ts';
import { quote } from './quote.ts';

interface Checked {
  readonly problems: readonly Problem[];
  /** Which of two is meant nobody knows, so neither is used. */
  readonly unusable: ReadonlySet<DesiredDefinition>;
}

/** What is wrong with definitions beside each other: the same one twice, a name that could mean two, too many of one owner. */
export function checkDefinitions(definitions: readonly DesiredDefinition[]): Checked {
  const directory = definitions.filter((each) => each.kind === 'directoryExtension');
  const schema = definitions.filter((each) => each.kind === 'schemaExtension');
  // Only those that are alike are compared with each other.
  const byName = [...Map.groupBy(directory, (each) => each.name.toLowerCase()).values()];
  const byId = [...Map.groupBy(schema, (each) => bareId(each.id)).values()];
  const found = [
    ...byName.flatMap((alike) => pairsOf(alike, sameDirectoryExtension)),
    ...byId.flatMap((alike) => pairsOf(alike, sameSchemaExtension)),
  ].map((pair) => ({ ...pair, problem: twice(pair.definition, pair.first) }));
  const unclear = byName
    .flatMap((alike) => pairsOf(alike, sameShortName))
    .map((pair) => ({ ...pair, problem: ambiguous(pair.definition, pair.first) }));
  const all = [...found, ...unclear];
  return {
    problems: [...all.map((each) => each.problem), ...tooMany(schema)],
    unusable: new Set(all.flatMap(({ definition, first }) => [definition, first])),
  };
}

/** Each definition that is the same as an earlier one, with the first of them. */
function pairsOf<Definition>(
  definitions: readonly Definition[],
  isSame: (a: Definition, b: Definition) => boolean,
): readonly { readonly definition: Definition; readonly first: Definition }[] {
  return definitions.flatMap((definition, index) => {
    const first = definitions.slice(0, index).find((before) => isSame(before, definition));
    return first === undefined ? [] : [{ definition, first }];
  });
}

function sameDirectoryExtension(a: DesiredDirectoryExtension, b: DesiredDirectoryExtension): boolean {
  return a.wireName.toLowerCase() === b.wireName.toLowerCase();
}

function sameSchemaExtension(a: DesiredSchemaExtension, b: DesiredSchemaExtension): boolean {
  return isSchemaExtension(a.id, b.id) || isSchemaExtension(b.id, a.id);
}

/** Without what Graph puts in front of a bare name. */
function bareId(id: string): string {
  return id.toLowerCase().replace(/^ext[0-9a-z]{8}_/, '');
}

/** One that is deleted has no values any more, and kinds of object that differ cannot be taken for each other. */
function sameShortName(a: DesiredDirectoryExtension, b: DesiredDirectoryExtension): boolean {
  return (
    a.name.toLowerCase() === b.name.toLowerCase() &&
    a.wireName.toLowerCase() !== b.wireName.toLowerCase() &&
    a.delete !== true &&
    b.delete !== true &&
    a.targets.some((target) => b.targets.includes(target))
  );
}

function twice(definition: DesiredDefinition, first: DesiredDefinition): Problem {
  return {
    ...about(definition, first),
    id: 'declared-twice',
    message: `${quote(nameOf(definition))} is defined twice; the first time at ${first.place.file}:${first.place.line}.`,
    remedy: 'Keep one entry and move to it what the other says. Until then neither is used.',
  };
}

function ambiguous(definition: DesiredDefinition, first: DesiredDefinition): Problem {
  return {
    ...about(definition, first),
    id: 'ambiguous-name',
    message: `${quote(nameOf(definition))} is also the name of an extension of another application, at ${first.place.file}:${first.place.line}, so a value or a rule with this name could mean either.`,
    remedy:
      'Keep the one that entries and rules use in these files, or let them have no kind of object in common. Until then neither is used.',
  };
}

/** https://learn.microsoft.com/graph/extensibility-overview */
function tooMany(schema: readonly DesiredSchemaExtension[]): readonly Problem[] {
  const byOwner = Map.groupBy(
    schema.filter((each) => each.delete !== true),
    (each) => each.owner,
  );
  return [...byOwner].flatMap(([owner, [first, ...others]]) => {
    const sixth = others[mostSchemaExtensions - 1];
    return first === undefined || sixth === undefined
      ? []
      : [
          {
            ...about(sixth, first),
            id: 'too-many',
            message: `The application ${owner} has ${others.length + 1} schema extensions here; the service takes at most ${mostSchemaExtensions} of one owner.`,
            remedy: 'Let another application own some of them, or delete what is no longer used.',
          },
        ];
  });
}

function about(
  definition: DesiredDefinition,
  first: DesiredDefinition,
): Pick<Problem, 'place' | 'object' | 'also'> {
  const kind = definition.kind === 'directoryExtension' ? 'directory extension' : 'schema extension';
  return { place: definition.place, object: `${kind} ${nameOf(definition)}`, also: [first.place] };
}
