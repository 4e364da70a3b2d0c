import { safe } from '../safe.ts';
import { fenced } from './escape.ts';

/** A picture of nodes and arrows; GitHub draws it. */
export interface Picture {
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly quiet?: boolean }[];
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

/**
 * The picture as Mermaid's flowchart. Ids are ours; of labels every character but letters, digits and a few more becomes
 * an entity in Mermaid's own form.
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function mermaid({ nodes, arrows }: Picture): string {
  return fenced(
    [
      'flowchart LR',
      ...nodes.map(
        ({ id, label, quiet }) => `  ${id}${quiet ? `(["${plain(label)}"])` : `["${plain(label)}"]`}`,
      ),
      ...arrows.map(({ from, to, label }) => `  ${from} -->|"${plain(label)}"| ${to}`),
      ...nodes.flatMap(({ id, quiet }) => (quiet ? [`  style ${id} stroke-dasharray: 3 3`] : [])),
    ],
    'mermaid',
  );
}

const plain = (label: string): string =>
  safe(label).replace(/[^\p{L}\p{M}\p{N} .,+−→-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
