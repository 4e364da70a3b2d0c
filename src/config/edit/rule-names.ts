import { checkRule, type CheckedRule } from '../../rules/check.ts';
import { propertyNamed } from '../../rules/properties.ts';
import { propertiesIn } from '../../rules/walk.ts';
import type { DesiredDefinition } from '../../core/desired/desired.ts';
import { extensionsInRules, type ExtensionsInRules } from '../rule-extensions.ts';

/** A rule with Graph's names of directory extensions, as plans have it. */
export function withWireNames(rule: string, definitions: readonly DesiredDefinition[]): string {
  const extensions = extensionsOf(definitions);
  return extensions.expand(rule, checked(rule, extensions));
}

/** A rule with the short names of directory extensions, as files have it, wherever a short name means the same. */
export function withShortNames(rule: string, definitions: readonly DesiredDefinition[]): string {
  const directory = definitions.filter((each) => each.kind === 'directoryExtension');
  const { rule: parsed } = checked(rule, extensionsOf(definitions));
  const found = parsed === undefined ? [] : propertiesIn(parsed.body);
  return found.toReversed().reduce((whole, { offset, end, side }) => {
    const start = offset + whole.slice(offset, end).indexOf('.') + 1;
    const name = whole.slice(start, end).toLowerCase();
    const definition = directory.find((each) => each.wireName.toLowerCase() === name);
    if (side !== 'user' || !definition || propertyNamed('user', definition.name) !== undefined) return whole;
    const short = whole.slice(0, start) + definition.name + whole.slice(end);
    const back = withWireNames(short, definitions).slice(start, start + definition.wireName.length);
    return back === definition.wireName ? short : whole;
  }, rule);
}

const extensionsOf = (usable: readonly DesiredDefinition[]): ExtensionsInRules =>
  extensionsInRules([], { usable, broken: new Set(), complete: true });

const checked = (rule: string, { properties, advice }: ExtensionsInRules): CheckedRule =>
  checkRule(rule, { properties, advice });
