import { findAttribute } from '../core/attributes/attributes.ts';
import { canonical, isDynamic, liveValue, sameValue } from '../core/attributes/value.ts';
import type { Desired } from '../core/desired/desired.ts';
import type { LiveObject } from '../core/live/live.ts';
import { findLive, indexLive, type LiveIndex } from '../core/match/live-index.ts';
import { showWhy, type Why } from '../render/text/why.ts';
import { dependenciesOf } from '../rules/dependencies.ts';
import { explainRule } from '../rules/explain.ts';
import { parseRule } from '../rules/parse.ts';
import { kindOf } from '../rules/walk.ts';
import { exitCodes } from './exit-codes.ts';
import { findGroup } from './find-group.ts';
import { findPerson, nameOfUser } from './find-person.ts';
import { ruleView } from './rule-view.ts';
import { showResult } from './showing.ts';
import { askTenant, type AskingOptions } from './tenant-reading.ts';
import type { World } from './world.ts';

export interface WhyOptions extends AskingOptions {
  readonly user: string;
  readonly group: string;
}

/** Says whether a person is in a group, what its rule says, and which part of it decides. Returns the exit code. */
export async function why(options: WhyOptions, world: World): Promise<number> {
  const found = await askTenant(options, {}, world, async ({ head, users, groups, members }) => {
    const index = indexLive({ users, groups });
    const group = findGroup(options.group, head, index);
    const person = findPerson(options.user, index);
    const inside = (await members([group.id])).get(group.id) ?? [];
    return {
      person: nameOfUser(person),
      group: group.displayName ?? group.id,
      groupId: group.id,
      isMember: inside.includes(person.id),
      standing: standingOf(group, person, world.clock.now()),
      otherInFiles: hasOtherRule(group, head, index),
    } satisfies Why;
  });
  const { terminal } = world;
  showResult(showWhy(found, terminal.columns), terminal);
  return exitCodes.success;
}

/** Whether the files declare another rule than the tenant has. */
function hasOtherRule(group: LiveObject, head: Desired, index: LiveIndex): boolean {
  const row = findAttribute('group', 'membershipRule');
  const entry = head.groups.find((each) => findLive(each, index)?.id === group.id);
  const declared = entry?.attributes['membershipRule'];
  if (!row || !declared) return false;
  return !sameValue(row, liveValue(row, group), canonical(row, declared.value));
}

function standingOf(group: LiveObject, person: LiveObject, at: Date): Why['standing'] {
  const text = group['membershipRule'];
  if (!isDynamic(group) || typeof text !== 'string') return { type: 'assigned' };
  const { rule } = parseRule(text);
  if (!rule) return { type: 'unreadable' };
  if (kindOf(rule) === 'device') return { type: 'device' };
  const { properties } = dependenciesOf(rule);
  const paused = group['membershipRuleProcessingState'] === 'Paused';
  return {
    type: 'ruled',
    explanation: explainRule(rule, ruleView(rule, person), at.getTime()),
    processing: properties.includes('memberof') ? 'frozen' : paused ? 'paused' : 'on',
  };
}
