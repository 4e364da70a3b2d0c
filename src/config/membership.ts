import type { Declared } from '../core/desired/desired.ts';
import { readDay } from './day.ts';
import type { Flaws } from './flaw.ts';
import { child, textOf, type Node } from './node.ts';
import { readRule } from './rule-text.ts';
import { readText } from './text.ts';

/** `membership` of a group, as the two attributes that hold it. */
export function readMembership(node: Node, flaws: Flaws): Readonly<Record<string, Declared>> {
  if (textOf(node) === 'assigned') {
    return { membershipRule: { value: null, place: node.place } };
  }
  const ruleNode = child(node, 'rule');
  const processingNode = child(node, 'processing');
  const rule = ruleNode === undefined ? undefined : readRule(ruleNode, flaws);
  const state = processingNode === undefined ? undefined : readProcessing(processingNode, flaws);
  return {
    ...(rule === undefined || ruleNode === undefined
      ? {}
      : { membershipRule: { value: rule, place: ruleNode.place } }),
    ...(state === undefined || processingNode === undefined
      ? {}
      : { membershipRuleProcessingState: { ...state, place: processingNode.place } }),
  };
}

function readProcessing(node: Node, flaws: Flaws): Pick<Declared, 'value' | 'pause'> | undefined {
  if (textOf(node) === 'on') {
    return { value: 'On' };
  }
  const paused = child(node, 'paused');
  const until = readDay(child(paused, 'until'), 'until', flaws);
  const reason = readText(child(paused, 'reason'), { name: 'reason', empty: 'Say why it is paused.' }, flaws);
  return until === undefined || reason === undefined
    ? undefined
    : { value: 'Paused', pause: { until, reason } };
}
