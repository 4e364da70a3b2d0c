const beyondAscii = /[^\0-\x7f]/;

/**
 * Text with its case removed by Unicode simple folding; accents stay. Rules compare text without case
 * (https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership); folding beyond ASCII is our reading.
 */
export function fold(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** One to one: a mapping to several letters (ß to SS) is no simple folding, and the dotless ı folds to itself. */
function foldCharacter(character: string): string {
  if (character === 'ı') return character;
  const upper = single(character.toUpperCase(), character);
  return single(upper.toLowerCase(), upper);
}

function single(mapped: string, otherwise: string): string {
  return mapped.length === 1 || Array.from(mapped).length === 1 ? mapped : otherwise;
}
