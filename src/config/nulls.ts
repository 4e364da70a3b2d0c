import { note, type Flaws } from './flaw.ts';
import { clearable, isExtensionKey, listKeys, type FileKind } from './kinds.ts';
import type { Node } from './node.ts';
import { quote } from './quote.ts';

/**
 * Only `null`, in lower case, clears. A value that was forgotten, `~` and `Null` are null to YAML too, and would
 * delete something by accident.
 */
export function checkNulls(root: Node, kind: FileKind, flaws: Flaws): void {
  const visit = (node: Node, name: string | undefined, above: readonly string[]): void => {
    const way = name === undefined ? above : [...above, name];
    if (node.type === 'map') {
      for (const pair of node.pairs.values()) {
        visit(pair.value, pair.key.name, way);
      }
    } else if (node.type === 'list') {
      for (const item of node.items) {
        visit(item, undefined, way);
      }
    } else if (node.value === null && node.source !== 'null') {
      note(flaws, node, {
        id: 'null-spelling',
        message: message(node.source, name),
        remedy: remedy(kind, name, isExtensionValue(above)),
      });
    }
  };
  visit(root, undefined, []);
}

/** Directly below the key of a kind of extension, or below the id of a schema extension. */
function isExtensionValue(above: readonly string[]): boolean {
  return isExtensionKey(above.at(-1) ?? '') || above.at(-2) === 'schemaExtensions';
}

function message(source: string, name: string | undefined): string {
  const subject = name === undefined ? 'A list entry' : quote(name);
  return source === ''
    ? `${subject} has no value.`
    : `${subject} is ${quote(source)}, which means nothing here.`;
}

function remedy(kind: FileKind, name: string | undefined, ofExtension: boolean): string {
  if (name === undefined) {
    return 'Write a value, or remove the entry.';
  }
  if (listKeys[kind].includes(name)) {
    return `Write the entries below it, or \`${name}: []\` where there are none.`;
  }
  return ofExtension || clearable(kind, name)
    ? `Write \`${name}: null\`, in lower case, to clear it, or leave the key out to leave the value alone.`
    : 'Write a value, or leave the key out.';
}
