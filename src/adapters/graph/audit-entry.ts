import type { AuditChange, AuditEntry } from '../../core/live/audit.ts';
import { member, textOf } from '../http/json.ts';
import type { Item } from './pages.ts';
import { tasks } from '../../core/permissions/tasks.ts';

/** The log answers five requests in ten seconds: https://learn.microsoft.com/graph/throttling-limits */
export const atOnce = 5;
export const windowMs = 10_000;

/** An entry as Graph tells it: https://learn.microsoft.com/graph/api/resources/directoryaudit */
export function entryOf(item: Item): AuditEntry {
  const initiator = item['initiatedBy'];
  const [user, app] = [member(initiator, 'user'), member(initiator, 'app')];
  const application = typeof app === 'object' && app !== null;
  const name = textOf(member(application ? app : user, 'displayName'));
  const upn = textOf(member(user, 'userPrincipalName'));
  const person = name === '' || upn === '' ? name + upn : `${name} (${upn})`;
  const byId = textOf(application ? member(app, 'servicePrincipalId') : member(user, 'id'));
  const targets = listOf(item['targetResources']).map((target) => ({
    id: textOf(member(target, 'id')),
    changes: listOf(member(target, 'modifiedProperties')).map(changeOf),
  }));
  return {
    at: textOf(item['activityDateTime']),
    activity: textOf(item['activityDisplayName']),
    by: application ? name : person,
    ...(byId === '' ? {} : { byId }),
    application,
    properties: targets.flatMap(({ changes }) => changes.map(({ property }) => property)),
    targets,
  };
}

function changeOf(modified: unknown): AuditChange {
  const [before, after] = [member(modified, 'oldValue'), member(modified, 'newValue')];
  return {
    property: textOf(member(modified, 'displayName')),
    ...(typeof before === 'string' ? { before } : {}),
    ...(typeof after === 'string' ? { after } : {}),
  };
}

/** The log tells of attempts that failed, too. */
export const didHappen = (item: Item): boolean => !['failure', 'timeout'].includes(textOf(item['result']));

export const newestFirst = (a: AuditEntry, b: AuditEntry): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);

/** Why the log does not tell, as a sentence; `status` where there was an answer. */
export const notTold = (status: number | undefined): string =>
  status === 403
    ? `The audit log tells who it was: grant the application the permission ${tasks.readAudits.anyOf[0]?.join(' and ') ?? ''} to have it named here.`
    : 'The audit log, which tells who it was, did not answer.';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
