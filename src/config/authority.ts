import { directoryExtensionName } from '../core/attributes/extension-value.ts';
import { attributeNames, extensionReference } from '../core/attributes/tenant-schema.ts';
import type { Authority } from '../core/desired/settings.ts';
import type { Definitions } from './definitions.ts';
import { didYouMean } from './did-you-mean.ts';
import { note, type Flaws } from './flaw.ts';
import { child, items, textOf, type Node } from './node.ts';
import { quote } from './quote.ts';
import { choiceFlaw } from './structure-words.ts';
import { readText } from './text.ts';

/** One entry of `authorities`, with the names of attributes as plans have them. */
export function readAuthority(node: Node, definitions: Definitions, flaws: Flaws): readonly Authority[] {
  const attributes = items(child(node, 'attributes')).flatMap((item) => namesOf(item, definitions, flaws));
  const empty = 'Write a value, or leave the key out.';
  const owner = readText(child(node, 'owner'), { name: 'owner', empty }, flaws);
  return owner === undefined ? [] : [{ attributes, owner }];
}

function namesOf(node: Node, definitions: Definitions, flaws: Flaws): readonly string[] {
  const name = textOf(node);
  if (name === undefined || flaws.has(node) || attributeNames.some((each) => each === name)) {
    return name === undefined ? [] : [name];
  }
  if (!new RegExp(extensionReference, 'u').test(name)) {
    note(flaws, node, choiceFlaw('An entry of `attributes`', name, attributeNames));
    return [];
  }
  const [kind = '', called = '', member] = name.split('.');
  if (kind === 'openExtensions') {
    return [name];
  }
  return kind === 'directoryExtensions'
    ? directoryNames(called, node, definitions, flaws)
    : schemaNames(called, member, node, definitions, flaws);
}

function directoryNames(
  called: string,
  node: Node,
  { usable, broken, complete }: Definitions,
  flaws: Flaws,
): readonly string[] {
  const all = usable.filter((each) => each.kind === 'directoryExtension');
  const found = all.filter((each) => each.name === called);
  if (found.length === 0 && complete && !broken.has(called)) {
    undefinedExtension(
      called,
      all.map((each) => each.name),
      node,
      flaws,
    );
  }
  return found.map((each) => directoryExtensionName(each.owner, each.name));
}

/** The id alone stands for all of its properties. */
function schemaNames(
  called: string,
  member: string | undefined,
  node: Node,
  { usable, broken, complete }: Definitions,
  flaws: Flaws,
): readonly string[] {
  const all = usable.filter((each) => each.kind === 'schemaExtension');
  const found = all.find((each) => each.id === called);
  if (found === undefined) {
    if (complete && !broken.has(called)) {
      undefinedExtension(
        called,
        all.map((each) => each.id),
        node,
        flaws,
      );
    }
    return [];
  }
  const members = Object.keys(found.properties);
  if (member !== undefined && !members.includes(member)) {
    undefinedExtension(member, members, node, flaws);
    return [];
  }
  return (member === undefined ? members : [member]).map((each) => `schemaExtensions.${called}.${each}`);
}

function undefinedExtension(name: string, known: readonly string[], node: Node, flaws: Flaws): void {
  const suggestion = didYouMean(name, known);
  note(flaws, node, {
    id: 'undefined-extension',
    message: `An entry of \`attributes\` names ${quote(name)}, which is not defined in \`extensions/\`${suggestion === '' ? '.' : suggestion}`,
    remedy: suggestion === '' ? 'Define it, or remove the entry.' : 'Correct the spelling, or define it.',
  });
}
