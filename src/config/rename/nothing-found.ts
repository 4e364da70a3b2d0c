import { nearest } from '../../core/nearest.ts';
import { TenantryError } from '../../core/problem.ts';
import { fold } from '../../rules/fold.ts';
import type { SourceFile } from '../folder.ts';
import { quote } from '../quote.ts';
import type { FoundInFile, Search } from './found.ts';

type Values = Pick<FoundInFile, 'values'> & Pick<SourceFile, 'kind'>;

/**
 * Why a value is not renamed of which the entries have other capitals only: in rules the two are one value, so that
 * everybody who has it would leave the groups. Undefined where an entry has it as it was typed, or none has it at all.
 */
export function otherCapitals(
  { renaming: { from, attribute }, isOld, isNew }: Search,
  searched: readonly Values[],
): TenantryError | undefined {
  const inEntries = searched.flatMap(({ kind, values }) => (kind === 'user' ? values : []));
  const other = inEntries.find((value) => fold(value) === fold(from) && !isNew(value));
  if (other === undefined || inEntries.some(isOld)) return undefined;
  return new TenantryError({
    id: 'nothing-to-rename',
    message: `No entry has ${quote(from)} as ${quote(attribute)}, but there is ${quote(other)}, which is the same to rules.`,
    remedy: `Capitals count: rename ${quote(other)}.`,
  });
}

/** Why nothing was renamed, with the values that look like the one that was looked for. */
export function nothingFound(
  { renaming }: Search,
  searched: readonly Values[],
  directory: string,
): TenantryError {
  const values = new Set(searched.flatMap((each) => each.values));
  const inEntries = searched.flatMap(({ kind, values: some }) => (kind === 'user' ? some : []));
  const shown = (value: string): string =>
    `${quote(value)} (${inEntries.filter((each) => each === value).length.toLocaleString('en')})`;
  const near = nearest(renaming.from, values, 3);
  return new TenantryError({
    id: 'nothing-to-rename',
    message: `Nothing under ${directory} has ${quote(renaming.from)} as ${quote(renaming.attribute)}: no entry, no default, no rule, no vocabulary.`,
    remedy:
      near.length > 0
        ? `The nearest, with how often it stands in files of users: ${near.map(shown).join(', ')}. Capitals and accents count.`
        : values.size === 0
          ? 'The files say nothing about this attribute.'
          : `The files have ${values.size.toLocaleString('en')} other ${values.size === 1 ? 'value' : 'values'} of it. Capitals and accents count.`,
  });
}
