import { organisational } from '../core/audit/values-in-use.ts';
import type { AuditDefinitions } from '../core/audit/subject.ts';
import { usuallyRequired } from '../core/audit/missing-required.ts';
import { selection } from '../core/attributes/selection.ts';
import type { Settings } from '../core/desired/settings.ts';
import type { LiveObject } from '../core/live/live.ts';
import { always } from './always.ts';
import { neededByRules } from './needed-by-rules.ts';
import { defined } from './selected.ts';
import { sorted } from './sorted.ts';

/** The properties of extensions in one pass over users or groups, so that no address becomes too long. */
const mostInPass = 60;

/** What an audit selects of users, in as many passes as it takes: the first with all but the last extensions. */
export function userPasses(
  { audit, vocabularies }: Pick<Settings, 'audit' | 'vocabularies'>,
  groups: readonly LiveObject[],
  definitions: Pick<AuditDefinitions, 'directory' | 'schema'>,
): { readonly selects: readonly (readonly string[])[]; readonly manager: boolean } {
  const required = audit?.required ?? usuallyRequired;
  const rules = neededByRules(groups, []);
  const forRules = defined(rules.select, {
    directoryExtensions: { directory: definitions.directory, applications: [] },
  });
  const usual = sorted([
    ...always.user,
    'accountEnabled',
    'onPremisesExtensionAttributes',
    ...selection('user', [...organisational, 'usageLocation', ...required, ...Object.keys(vocabularies)]),
    ...forRules,
  ]);
  return {
    selects: passes(usual, extensionsFor('user', definitions)),
    manager: rules.manager || required.includes('manager'),
  };
}

/** The same of groups. */
export const groupPasses = (
  definitions: Pick<AuditDefinitions, 'directory' | 'schema'>,
): readonly (readonly string[])[] =>
  passes(sorted([...always.group, 'description']), extensionsFor('group', definitions));

function extensionsFor(
  kind: 'user' | 'group',
  { directory, schema }: Pick<AuditDefinitions, 'directory' | 'schema'>,
): readonly string[] {
  const isFor = (targets: readonly string[]): boolean => targets.some((each) => each.toLowerCase() === kind);
  return sorted([
    ...directory.filter(({ targetObjects }) => isFor(targetObjects)).map(({ name }) => name),
    ...schema.filter(({ targetTypes }) => isFor(targetTypes)).map(({ id }) => id),
  ]);
}

function passes(usual: readonly string[], extensions: readonly string[]): readonly (readonly string[])[] {
  const first = sorted([...usual, ...extensions.slice(0, mostInPass)]);
  const more = extensions
    .slice(mostInPass)
    .flatMap((_, index, rest) =>
      index % mostInPass === 0 ? [['id', ...rest.slice(index, index + mostInPass)]] : [],
    );
  return [first, ...more];
}
