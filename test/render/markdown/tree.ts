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
 * Types of the nodes and how they are nested. Words beside one another are one, as text or as code: in a sentence, ids and
 * addresses are code, and `text` and `code` help themselves with an element for a dollar sign and a pipe.
 */
export function shape(node: Node): unknown {
  const { type, depth, children, value } = node;
  if (!children) return type === 'html' ? `${type} ${value ?? ''}` : type;
  const shapes: unknown[] = [];
  for (const child of children) {
    if (child.type === 'html' && /^<\/?(?:span|code)>$/.test(child.value ?? '')) continue;
    const isWords = child.type === 'text' || child.type === 'inlineCode';
    if (!isWords) shapes.push(shape(child));
    else if (shapes.at(-1) !== 'words') shapes.push('words');
  }
  return [depth === undefined ? type : `${type} ${depth}`, ...shapes];
}
