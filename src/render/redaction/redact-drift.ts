import type { Culprit, Drift, Drifted } from '../../core/drift/drift.ts';
import { redactPlan, type Redaction } from '../redaction.ts';
import { hideSensitive } from '../sensitive.ts';
import { pseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { redactWith } from './redact-plan.ts';

/**
 * Drift as it may be shown, like its plan: in full without the values of sensitive attributes; else without values, and
 * with whether it was a person or an application in the place of who it was.
 */
export function redactDrift(drift: Drift, redaction: Redaction): Drift {
  if (redaction === 'full') return { ...drift, plan: hideSensitive(redactPlan(drift.plan, redaction)) };
  const names = pseudonyms(redaction);
  const plan = redactWith(drift.plan, redaction, names);
  const differences = drift.differences.map((each) => redactDrifted(each, names));
  const paused = drift.paused.map(({ group, why, until }) => ({
    group: names.object(group),
    why,
    ...(until === undefined ? {} : { until }),
  }));
  const due = drift.due.map((each) => ({ ...each, groups: each.groups.map(names.object) }));
  return {
    plan,
    differences,
    paused,
    due,
    names: names.names(),
    since: drift.since,
    ...(drift.unknown === undefined ? {} : { unknown: drift.unknown }),
  };
}

function redactDrifted({ change, by, whyUnknown, contested }: Drifted, names: Pseudonyms): Drifted {
  return {
    change: names.change(change),
    ...(by === undefined ? {} : { by: { ...by, name: kindOf(by) } }),
    ...(whyUnknown === undefined ? {} : { whyUnknown }),
    ...(contested === undefined ? {} : { contested: { ...contested, by: 'the same actor' } }),
  };
}

const kindOf = ({ application }: Culprit): string => (application ? 'an application' : 'a person');
