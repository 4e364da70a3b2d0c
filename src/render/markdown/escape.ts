import { safe } from '../safe.ts';

/**
 * Text from the tenant, from YAML and from GitHub, made harmless for GitHub Flavored Markdown. Entities are used rather
 * than backslashes: they mean the same inside of HTML. What GitHub looks for after Markdown is done (mentions, numbers of
 * issues, commits, emoji, mail addresses) is not stopped by an entity, so a zero-width space breaks it.
 * https://github.github.com/gfm/#autolinks-extension-
 * https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
const gap = '&#8203;';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\\': '&#92;',
  '`': '&#96;',
  '*': '&#42;',
  _: '&#95;',
  '[': '&#91;',
  ']': '&#93;',
  '~': '&#126;',
  '|': '&#124;',
  // GitHub looks for formulas in each piece of text by itself.
  // https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
  $: '<span>&#36;</span>',
};

/** Where a link, a mention or a picture would begin: the place after which it is broken. */
const breaks = new RegExp(
  [
    '@',
    '#(?=\\d)',
    'gh-(?=\\d)',
    'www(?=\\.)',
    ':(?=//)',
    // Emoji: `:octocat:` is a picture.
    ':(?=[\\w+-]+:)',
  ].join('|'),
  'gi',
);

/** What may be the hash of a commit. */
const hash = /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/gi;

/** Any text as one line of text: in a paragraph, a table, a `<summary>`. Copied from there it may have invisible gaps. */
export const text = (raw: string): string => edges(within(raw));

/** Without regard to where the line begins and ends. */
function within(raw: string): string {
  return safe(raw)
    .replace(breaks, `$&${mark}`)
    .replace(hash, (digits) => digits.replace(/.{4}(?=.)/g, `$&${mark}`))
    .replace(/[&<>"\\`*_[\]~|$]/g, (character) => entities[character] ?? character)
    .replaceAll(mark, gap);
}

/** What would begin a list, a heading or code at the start of a line, or a line break at its end. */
const edges = (line: string): string =>
  line === ''
    ? gap
    : line
        .replace(/^(?:[-+=#: ]|\d(?=\d*[.)]))/, (start) => `&#${start.charCodeAt(0)};`)
        .replace(/ $/, '&#32;');

/** Stands for a gap until the entities are in place; `safe` leaves none of it in what came from outside. */
const mark = '\u200b';

/**
 * Any text as code, in which nothing is looked for and which can be copied. Usable in tables too; not in a `<summary>`,
 * where no Markdown is read.
 */
export function code(raw: string): string {
  const clean = unmarked(safe(raw));
  // A pipe would end the cell of a table, and parsers differ on how a backslash before it is read.
  if (clean.includes('|')) return `<code>${text(raw)}</code>`;
  if (clean === '') return '` `';
  const fence = '`'.repeat(longest(clean) + 1);
  const padded = /^`|`$|^ .*\S.* $/.test(clean) ? ` ${clean} ` : clean;
  return `${fence}${padded}${fence}`;
}

/** Any text in the cell of a table; nothing is shown as a dash. */
export const cell = (raw: string): string => (raw === '' ? '–' : text(raw));

/** Lines between fences that they cannot close. `language` is ours: `diff`, `yaml`. */
export function fenced(lines: readonly string[], language: string): string {
  const clean = lines.map((line) => unmarked(safe(line)));
  const fence = '`'.repeat(Math.max(3, longest(clean.join('\n')) + 1));
  return [`${fence}${language}`, ...clean, fence].join('\n');
}

/** Ids, mail addresses, and what we quote ourselves. */
const quoted = /([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[\w.+#-]{1,64}@[\w-]+(?:\.[\w-]+)+|`[^`]+`)/i;

/** A sentence from a plan: ids and addresses in it can be copied, and what stands between backticks is code. */
export const prose = (raw: string): string =>
  edges(
    raw
      .split(quoted)
      .map((piece, index) =>
        index % 2 === 0 ? within(piece) : code(piece.startsWith('`') ? piece.slice(1, -1) : piece),
      )
      .join(''),
  );

/** In raw text the marker of a comment must not stand, not even as code: comments are found by it. */
const unmarked = (clean: string): string => clean.replaceAll('<!--', '<\u200b!--');

const longest = (clean: string): number =>
  Math.max(0, ...(clean.match(/`+/g) ?? []).map((run) => run.length));

/** A link to a page of ours; without one, or with an address that is none, just the words. */
export function link(words: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\/[^\s]+$/.test(url)) return text(words);
  const target = url.replace(/[^\w:/?#@!&+,;=.~%-]/g, encodeURIComponent).replace(/[()'*]/g, percent);
  return `[${text(words)}](${target})`;
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
