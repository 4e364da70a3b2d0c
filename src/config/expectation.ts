import type { DesiredObject, Expectation, ExpectedUser } from '../core/desired/desired.ts';
import { note, type Flaws } from './flaw.ts';
import { child, items, textOf, type MapNode, type Node } from './node.ts';

type RuleTests = Pick<DesiredObject, 'expect' | 'transition'>;

/** `expect` and `transition` of a group, which only mean something beside a rule. */
export function readRuleTests(entry: MapNode, flaws: Flaws): RuleTests {
  const expect = child(entry, 'expect');
  const pauses = textOf(child(entry, 'transition')) === 'pause';
  const hasRule = child(child(entry, 'membership'), 'rule') !== undefined;
  for (const name of ['expect', 'transition']) {
    const pair = entry.pairs.get(name);
    if (pair !== undefined && !hasRule)
      note(flaws, pair.key, {
        id: 'needs-rule',
        message: `\`${name}\` is about the rule of a group, and this entry has none.`,
        remedy: `Write the rule under \`membership:\`, or remove \`${name}\`.`,
      });
  }
  const processing = child(child(entry, 'membership'), 'processing');
  const transition = entry.pairs.get('transition');
  if (transition !== undefined && child(processing, 'paused') !== undefined)
    note(flaws, transition.key, {
      id: 'paused-transition',
      message:
        '`transition: pause` starts the processing of the group again at the end, but `processing` says that it is paused.',
      remedy: 'Remove one of the two.',
    });
  return {
    ...(expect === undefined ? {} : { expect: readExpectation(expect) }),
    ...(pauses ? { transition: 'pause' as const } : {}),
  };
}

function readExpectation(node: Node): Expectation {
  const size = child(node, 'size');
  const min = whole(child(size, 'min'));
  const max = whole(child(size, 'max'));
  return {
    includes: people(child(node, 'includes')),
    excludes: people(child(node, 'excludes')),
    ...(size === undefined
      ? {}
      : {
          size: {
            ...(min === undefined ? {} : { min }),
            ...(max === undefined ? {} : { max }),
            place: size.place,
          },
        }),
  };
}

function people(node: Node | undefined): readonly ExpectedUser[] {
  return items(node).flatMap((item) => {
    const user = textOf(item);
    return user === undefined ? [] : [{ user, place: item.place }];
  });
}

function whole(node: Node | undefined): number | undefined {
  return node?.type === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
}
