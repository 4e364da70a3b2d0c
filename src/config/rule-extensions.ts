import type { CheckedRule, CheckOptions } from '../rules/check.ts';
import type { RuleProblem } from '../rules/problem.ts';
import { propertyNamed, propertyNames } from '../rules/properties.ts';
import { propertiesIn } from '../rules/walk.ts';
import type { DesiredDirectoryExtension, DesiredObject } from '../core/desired/desired.ts';
import { nearest } from '../core/nearest.ts';
import type { Definitions } from './definitions.ts';

/** How rules of this repository may name extensions. */
export interface ExtensionsInRules extends Required<Pick<CheckOptions, 'properties' | 'advice'>> {
  /** The rule with Graph's names of directory extensions in place of the short ones. */
  readonly expand: (text: string, checked: CheckedRule) => string;
  /** Whether a rule names an extension whose definition has a problem, which is told there. */
  readonly isUnclear: (checked: CheckedRule) => boolean;
  /** Whether a problem is one of the rule, and not of a definition that could not be read. */
  readonly isOwn: (problem: RuleProblem) => boolean;
}

/**
 * Rules read directory extensions that have one value and are for users, here by their short name; they read neither
 * schema nor open extensions (https://learn.microsoft.com/graph/extensibility-overview). A property that Microsoft
 * documents is never another one by a short name.
 */
export function extensionsInRules(
  objects: readonly DesiredObject[],
  { usable, broken, complete }: Definitions,
): ExtensionsInRules {
  const directory = usable.filter((each) => each.kind === 'directoryExtension');
  const readable = new Map(
    directory.filter((each) => whyNot(each) === undefined).map((each) => [each.name.toLowerCase(), each]),
  );
  const unclear = new Set([...broken].map((name) => name.toLowerCase()));
  const names = [...readable.values()].map((each) => each.name);
  const others = otherExtensions(objects, usable);
  return {
    properties: { user: Object.fromEntries([...broken, ...names].map((name) => [name, 'text'])) },
    advice(side, name) {
      const key = name.toLowerCase();
      const isDocumented = propertyNames(side).some((each) => each.toLowerCase() === key);
      if (isDocumented || (side === 'user' && readable.has(key))) return undefined;
      const called = directory.filter((each) => isCalled(each, key));
      if (side === 'device')
        return called.length > 0 ? 'rules about devices read no directory extensions' : undefined;
      const [first] = called;
      const fit = called.find((each) => whyNot(each) === undefined);
      if (fit !== undefined) return key === fit.wireName.toLowerCase() ? undefined : `write user.${fit.name}`;
      if (first !== undefined) return whyNot(first);
      const other = others.find((each) => key === each.name || key.startsWith(`${each.name}.`));
      if (other !== undefined) return other.advice;
      const [near] = propertyNamed(side, name) ? [] : nearest(name, [...propertyNames(side), ...names]);
      return near !== undefined && names.includes(near) ? `did you mean user.${near}?` : undefined;
    },
    expand(text, { rule }) {
      const found = (rule === undefined ? [] : propertiesIn(rule.body)).flatMap((property) => {
        const definition = property.side === 'user' ? readable.get(property.key) : undefined;
        return definition === undefined || propertyNamed('user', property.name) !== undefined
          ? []
          : [{ ...property, definition }];
      });
      return found.toReversed().reduce((whole, { offset, end, definition }) => {
        const start = offset + whole.slice(offset, end).indexOf('.') + 1;
        return whole.slice(0, start) + definition.wireName + whole.slice(end);
      }, text);
    },
    isUnclear: ({ rule }) =>
      (rule === undefined ? [] : propertiesIn(rule.body)).some(
        (property) =>
          property.side === 'user' &&
          (property.kind === undefined
            ? !complete
            : unclear.has(property.key) && !readable.has(property.key)),
      ),
    isOwn: (problem) => complete || problem.code !== 'unknown-property',
  };
}

function isCalled({ name, wireName }: DesiredDirectoryExtension, key: string): boolean {
  return [name, wireName, `directoryExtensions.${name}`].some((each) => each.toLowerCase() === key);
}

/** Why rules cannot read a directory extension; undefined where they can. */
function whyNot(definition: DesiredDirectoryExtension): string | undefined {
  const place = `${definition.place.file}:${definition.place.line}`;
  if (definition.delete === true) return `it is a directory extension that is to be deleted, at ${place}`;
  if (!definition.targets.includes('User'))
    return `it is a directory extension that is not for users, as ${place} says, and rules read values of users`;
  return definition.multiValued
    ? `it is a directory extension with a list of values, as ${place} says, and rules read single values only`
    : undefined;
}

interface OtherExtension {
  /** In lower case. */
  readonly name: string;
  readonly advice: string;
}

const instead = 'use a directory extension with one value, or extensionAttribute1 to 15';

/** The names by which people may look for schema and open extensions in rules, which read neither. */
function otherExtensions(
  objects: readonly DesiredObject[],
  usable: Definitions['usable'],
): readonly OtherExtension[] {
  const schema = usable.flatMap((each) =>
    each.kind === 'schemaExtension' ? [each.id, ...Object.keys(each.properties)] : [],
  );
  const attributes = objects.flatMap((object) => Object.keys(object.attributes));
  const prefix = 'openExtensions.';
  const open = new Set(
    attributes.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)),
  );
  const all = [
    ...['schemaExtensions', ...schema].map((name) => [name, 'schema'] as const),
    ...['openExtensions', 'extensions', ...open].map((name) => [name, 'open'] as const),
  ];
  return all.map(([name, kind]) => ({
    name: name.toLowerCase(),
    advice: `rules cannot read ${kind} extensions; ${instead}`,
  }));
}
