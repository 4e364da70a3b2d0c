import { isDynamic } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import type { Operation, Phase } from './plan.ts';

/**
 * A group with `transition: pause` is not processed while the attributes that its new rule reads are written: nobody
 * leaves who belongs to it before and after. Gives the operation that writes the rule, with a pause before and its end
 * after it where attributes are written too and the group is processed; any other operation as it is.
 */
export function pauseAround(rule: Operation, live: LiveObject | undefined): readonly Operation[] {
  const processed = live?.['membershipRuleProcessingState'] === 'On' && isDynamic(live);
  if (rule.key !== `${rule.object} rule` || rule.dependsOn.length === 0 || !processed) return [rule];
  const pause = step(rule, 'pause', 'pauses', 'On', 'Paused');
  const resume = step(rule, 'resume', 'resumes', 'Paused', 'On');
  return [
    pause,
    { ...rule, dependsOn: [...rule.dependsOn, pause.key].toSorted() },
    { ...resume, dependsOn: [rule.key] },
  ];
}

const attribute = 'membershipRuleProcessingState';

function step(rule: Operation, name: string, phase: Phase, before: string, after: string): Operation {
  return {
    key: `${rule.object} ${name} for transition`,
    phase,
    object: rule.object,
    channels: ['graph'],
    write: { type: 'update', kind: 'group', body: { [attribute]: after } },
    changes: [],
    passing: { attribute, before, after },
    context: [],
    dependsOn: [],
  };
}
