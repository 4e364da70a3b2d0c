import { safe } from '../safe.ts';

/** A piece of a page that is well-formed by itself. Only `html` and `lines` make it, so foreign text is always escaped. */
export class Html {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

/** What can stand in a template: text is escaped, nothing stays nothing. */
export type Child = Html | string | number | undefined | readonly Child[];

/**
 * HTML as it is written, with whatever is put in escaped; attributes are to be quoted. Characters that are not seen or
 * that turn the direction of text are shown as codes, as everywhere.
 */
export function html(template: TemplateStringsArray, ...children: readonly Child[]): Html {
  return new Html(template.reduce((text, part, index) => `${text}${shown(children[index - 1])}${part}`));
}

/** Lines of preformatted text. */
export const lines = (texts: readonly string[]): Html => new Html(texts.map(escaped).join('\n'));

/** A heading of a level from 1 to 6. */
export const heading = (level: number, content: Child): Html =>
  new Html(`<h${level}>${shown(content)}</h${level}>`);

function shown(child: Child): string {
  if (child instanceof Html) return child.toString();
  if (typeof child === 'string') return escaped(child);
  if (typeof child === 'number') return child.toLocaleString('en');
  return child === undefined ? '' : child.map(shown).join('');
}

const escaped = (text: string): string =>
  safe(text).replace(/[&<>"'`]/g, (character) => entities[character] ?? character);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};
