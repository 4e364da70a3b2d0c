import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

/** GitHub Flavored Markdown as a tree. */
export const parse = (markdown: string): Node =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

export const all = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(all)];

/** All text of it, as a reader sees it. */
export const seen = (node: Node): string =>
  all(node)
    .flatMap(({ type, value }) => (value !== undefined && type !== 'html' ? [value] : []))
    .join(' ')
    .replaceAll('\u200b', '');

/**
 * Types of the nodes and how they are nested. Pieces of text beside one another are one, and so is what `text` and `code`
 * make of a dollar sign, a pipe in code and an id.
 */
export function shape(node: Node): unknown {
  const { type, depth, children, value } = node;
  if (!children) return type === 'html' ? `${type} ${value ?? ''}` : type;
  const shapes: unknown[] = [];
  let inCode = false;
  for (const child of children) {
    if (child.type === 'html' && /^<\/?(?:span|code)>$/.test(child.value ?? '')) {
      inCode = child.value === '<code>' || (inCode && child.value !== '</code>');
      if (child.value === '<code>') shapes.push('inlineCode');
      continue;
    }
    if (inCode || (child.type === 'text' && shapes.at(-1) === 'text')) continue;
    shapes.push(shape(child));
  }
  return [depth === undefined ? type : `${type} ${depth}`, ...shapes];
}
