import { findAttribute } from '../core/attributes/attributes.ts';
import { note, type Flaws } from './flaw.ts';
import type { Node } from './node.ts';
import { controlFlaw, lengthFlaw } from './text.ts';

const row = findAttribute('group', 'membershipRule');
const most = row?.shape.type === 'rule' ? row.shape.maxLength : undefined;

/** A membership rule: line breaks and the indentation around them count as one space, the rest stays as written. */
export function readRule(node: Node, flaws: Flaws): string | undefined {
  if (node.type !== 'scalar' || typeof node.value !== 'string' || flaws.has(node)) {
    return undefined;
  }
  const lines = node.value.split(/\r\n|\n|\r/).map((line) => line.trim());
  const rule = lines.filter((line) => line !== '').join(' ');
  const flaw =
    rule === ''
      ? {
          id: 'empty-text',
          message: 'The `rule` is empty.',
          remedy: 'Write a rule, or `membership: assigned` where members are not found by a rule.',
        }
      : (controlFlaw(rule.replaceAll('\t', ' '), 'The `rule`') ?? lengthFlaw(rule, 'The `rule`', most));
  if (flaw === undefined) {
    return rule;
  }
  note(flaws, node, flaw);
  return undefined;
}
