import type { Change } from '../core/plan/plan.ts';
import type { Reply } from '../ports.ts';
import { isObject, listIn, readAttribute, sameAttribute } from './compare.ts';
import { asGraphShows } from './exchange-commands.ts';
import { afterTrouble, ended, failed, type Fate, type Moment } from './fate.ts';
import { judge } from './judge.ts';
import { afterRefusal } from './refusal.ts';
import { changesOf, type Progress } from './state.ts';
import { kindOf, retryAfter, troubleOf } from './trouble.ts';

/**
 * What follows from reading a recipient through Exchange, just before its write. A change that came to Exchange as its
 * second channel was planned on what Graph showed. Who is mastered by Exchange shows in Graph what Exchange held a
 * while ago, so that the same values are to be expected here: at `before` it may be written, at `after` it is so, and
 * anything else was either edited by somebody or has not yet come to Graph. Which of the two cannot be seen, and
 * nobody's edit is overwritten unseen, so that this is a conflict, whose message holds both values.
 */
export function afterExchangeLook(progress: Progress, reply: Reply, moment: Moment): Fate {
  const trouble = troubleOf(reply);
  const rows = reply.status === 200 && isObject(reply.body) ? listIn(reply.body) : undefined;
  if (rows === undefined || (isObject(reply.body) && isObject(reply.body['error']))) {
    const kind = kindOf('exchange', trouble);
    const refused = afterRefusal(progress, trouble);
    return refused ?? afterTrouble(progress, trouble, kind, retryAfter(reply, moment.at), moment);
  }
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    const message = `Exchange answered with ${rows.length} recipients where one was asked for.`;
    return failed(progress, { status: reply.status, message });
  }
  const { operation } = progress;
  const changes = changesOf(moment.state.job, operation);
  const object = asGraphShows(row);
  const verdict = judge(operation, changes, { seen: 'object', body: object });
  switch (verdict.verdict) {
    case 'proceed':
      return { fate: 'write', progress };
    case 'alreadySo':
      return ended(progress, { outcome: progress.uncertain ? 'applied' : 'alreadySo' });
    case 'conflict': {
      const { found } = verdict;
      const second = progress.channel > 0;
      const message = second ? differing(changes, object) : verdict.message;
      return ended(progress, { outcome: 'conflict', message, found });
    }
  }
}

function differing(changes: readonly Change[], object: Readonly<Record<string, unknown>>): string {
  const parts = changes.flatMap((change) => {
    const now = readAttribute(change, object);
    const expected = [change.before, change.after].some((value) => sameAttribute(change, now, value));
    return expected ? [] : [`${change.attribute} (${sides(change, now)})`];
  });
  return `Exchange, which masters this user, holds something else than Graph showed when this was planned: ${parts.join(', ')}.`;
}

function sides({ sensitive, before }: Change, now: Change['after']): string {
  if (sensitive) return 'the values are not shown';
  return `Graph ${JSON.stringify(before)}, Exchange ${JSON.stringify(now)}`;
}
