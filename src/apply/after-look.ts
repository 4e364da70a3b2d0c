import type { GraphReply } from '../ports.ts';
import { isObject } from './compare.ts';
import { afterLag, afterTrouble, ended, failed, type Fate, type Moment } from './fate.ts';
import { judge, type Seen } from './judge.ts';
import { changesOf, type Progress } from './state.ts';
import { kindOf, retryAfter, troubleOf } from './trouble.ts';

/** What follows from reading an operation's object again, just before its write. */
export function afterLook(progress: Progress, reply: GraphReply, moment: Moment): Fate {
  const { operation } = progress;
  const creates = operation.write.type === 'createGroup';
  if (reply.status === 404 && !creates && moment.state.created.has(operation.object))
    return afterLag(progress, failed(progress, troubleOf(reply)), moment);
  const seen = seenIn(reply);
  if (seen) return creates ? afterLookForNew(progress, seen) : afterLookAtOld(progress, seen, moment);
  const trouble = troubleOf(reply);
  const kind = kindOf(trouble.status, trouble.code);
  return afterTrouble(progress, trouble, kind, retryAfter(reply, moment.at), moment);
}

function seenIn(reply: GraphReply): Seen | undefined {
  if (reply.status === 404) return { seen: 'nothing' };
  return reply.status === 200 && isObject(reply.body) ? { seen: 'object', body: reply.body } : undefined;
}

function afterLookAtOld(progress: Progress, seen: Seen, moment: Moment): Fate {
  const { operation } = progress;
  const verdict = judge(operation, changesOf(moment.state.job, operation), seen);
  switch (verdict.verdict) {
    case 'proceed':
      return { fate: 'write', progress };
    case 'alreadySo':
      // The write whose answer was lost was done after all.
      return ended(progress, { outcome: progress.uncertain ? 'applied' : 'alreadySo' });
    case 'conflict': {
      const { message, found } = verdict;
      const conflict = ended(progress, { outcome: 'conflict', message, found });
      // A replica that has not seen our own earlier write looks like somebody else's edit.
      return moment.state.touched.has(operation.object) ? afterLag(progress, conflict, moment) : conflict;
    }
  }
}

/** A group that is there before its creation is ours only where an earlier write may have made it. */
function afterLookForNew(progress: Progress, seen: Seen): Fate {
  const verdict = judge(progress.operation, [], seen);
  switch (verdict.verdict) {
    case 'proceed':
      return { fate: 'write', progress };
    case 'alreadySo': {
      const { id } = verdict;
      if (progress.uncertain && id !== undefined) return ended(progress, { outcome: 'applied', created: id });
      return ended(progress, {
        outcome: 'conflict',
        message: 'A group with this unique name is there already, and this plan did not create it.',
        found: { id: id ?? null },
      });
    }
    case 'conflict':
      return ended(progress, { outcome: 'conflict', message: verdict.message, found: verdict.found });
  }
}
