import type { Reply } from '../ports.ts';
import { channelOf } from './channels.ts';
import { isObject, listIn } from './compare.ts';
import { asGraphShows } from './exchange-commands.ts';
import { backoff, ended, type Fate, type Moment } from './fate.ts';
import { judge } from './judge.ts';
import { changesOf, type Progress } from './state.ts';
import { retryAfter } from './trouble.ts';
import type { Seen } from './verdict.ts';

/**
 * What follows from reading back what was written. Only what is still as it was before is waited for: where something
 * else is there, somebody has changed it since, which is no matter of this apply. Where nobody answers until the end of
 * the patience nothing is said.
 */
export function afterCheck(progress: Progress, reply: Reply | undefined, moment: Moment): Fate {
  const { operation } = progress;
  const seen = reply && seenIn(progress, reply);
  const verdict = seen && judge(operation, changesOf(moment.state.job, operation), seen).verdict;
  const absent = seen?.seen === 'nothing' && verdict === 'conflict';
  if (seen && verdict !== 'proceed' && !absent) return { fate: 'seen', progress };
  if (moment.at >= (progress.visibleBy ?? 0))
    return seen
      ? ended(progress, {
          outcome: 'acceptedNotVisible',
          message: 'The service accepted it and does not show it yet.',
        })
      : { fate: 'seen', progress };
  const waits = progress.waits + 1;
  const asked = reply && retryAfter(reply, moment.at);
  const notBefore = moment.at + (asked ?? backoff(waits, moment.random, moment.state.job.limits));
  return { fate: 'unseen', progress: { ...progress, waits, notBefore } };
}

function seenIn(progress: Progress, { status, body }: Reply): Seen | undefined {
  if (channelOf(progress) === 'exchange') {
    const [row] = (isObject(body) ? listIn(body) : undefined) ?? [];
    return row === undefined ? undefined : { seen: 'object', body: asGraphShows(row) };
  }
  if (status === 404) return { seen: 'nothing' };
  return status === 200 && isObject(body) ? { seen: 'object', body } : undefined;
}
