import { defaultTreeAdapter as adapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** A page as a browser reads it: elements with their attributes, and texts; a parse error throws. */
export type Node = string | Element;
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
}

/** The root element. Throws where a browser would have to guess. */
export function treeOf(page: string): Element {
  const errors: string[] = [];
  const document = parse(page, {
    onParseError: ({ code, startLine }) => errors.push(`${code}:${startLine}`),
  });
  if (errors.length > 0) throw new Error(`The page is not well-formed: ${errors.join(', ')}`);
  const [root] = document.childNodes.flatMap((each) =>
    adapter.isElementNode(each) ? [elementOf(each)] : [],
  );
  if (!root) throw new Error('The page has no root element.');
  return root;
}

function elementOf(element: Tree.Element): Element {
  return {
    tag: element.tagName,
    attributes: Object.fromEntries(element.attrs.map(({ name, value }) => [name, value])),
    children: element.childNodes.map((child) => {
      if (adapter.isTextNode(child)) return child.value;
      if (adapter.isElementNode(child)) return elementOf(child);
      throw new Error(`The page has a ${child.nodeName}.`);
    }),
  };
}

/** The element and whatever is in it. */
export const elements = (element: Element): readonly Element[] => [
  element,
  ...element.children.flatMap((child) => (typeof child === 'string' ? [] : elements(child))),
];

/** The text of an element, as it stands there. */
export const wholeText = ({ children }: Element): string =>
  children.map((child) => (typeof child === 'string' ? child : wholeText(child))).join('');

/** The words of an element, with one blank between them and between elements. */
export const textOf = (element: Element): string =>
  element.children
    .map((child) => (typeof child === 'string' ? child : child.tag === 'style' ? '' : textOf(child)))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
