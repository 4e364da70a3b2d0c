/** Texts as they stand in tenants that many people and many scripts have written to. */

/** Names that break what treats them as plain words: each is a display name. */
export const oddNames = [
  'Зоя Иванова 🌻',
  'محمد الأحمد',
  'נועה כהן',
  '  Leading And Trailing  ',
  "Siobhán O'Brien-Núñez",
  'adele VANCE',
  'Ｆｕｌｌ Ｗｉｄｔｈ',
  'Zero\u200bWidth Space',
  'Reversed \u202eeman\u202c',
  '李小龍',
  '- dash first',
  '# hash first',
  '{{ template }}',
  'Tab\there',
  '=HYPERLINK("https://example.com")',
  '@channel',
  '<img src=x onerror=alert(1)>',
  'null',
] as const;

/** Titles that YAML or a spreadsheet would take for something else. Each is used once. */
export const trapTitles = [
  'no',
  'YES',
  'null',
  '~',
  '1e3',
  '0x1F',
  '007',
  '2026-01-01',
  '12:30:45',
  '- lead',
  '# one',
  'key: value',
  'a #b',
  '[list]',
  '{map}',
  '*star',
  '&and',
  '!bang',
  '%percent',
  '@at',
  '`tick`',
  '"quoted"',
  "it's",
  '| pipe',
  '> fold',
  'trailing colon:',
  '.inf',
  '+1',
  '=1+1',
  '<<',
  '---',
  '...',
  '?',
  'Ingénieur 🛠',
  'مهندس',
  'back\\slash',
] as const;

/** A department, another way in which somebody wrote it, and how many did. */
export const variants = [
  ['Sales', 'SALES', 3],
  ['Finance', 'Finance ', 2],
  ['Engineering', 'Enginering', 2],
  ['Marketing', 'Marketting', 1],
  ['Legal', ' legal', 1],
  ['Human Resources', 'Human-Resources', 2],
  ['Human Resources', 'Human  Resources', 1],
] as const;

/** What `companyName` should be, for a vocabulary in `tenant.yaml`. */
export const companyVocabulary = {
  values: ['Contoso', 'Fabrikam'],
  aliases: { Contoso: ['Contoso Ltd'] },
} as const;

/** Companies that the vocabulary does not have; the first two are an alias and a spelling. */
export const oddCompanies = ['Contoso Ltd', 'contoso', 'Northwind'] as const;
