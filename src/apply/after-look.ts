import type { Reply } from '../ports.ts';
import { channelOf } from './channels.ts';
import { isObject } from './compare.ts';
import { afterExchangeLook } from './after-exchange-look.ts';
import { afterLag, afterTrouble, ended, failed, type Fate, type Moment } from './fate.ts';
import { judge } from './judge.ts';
import { changesOf, type Progress } from './state.ts';
import { kindOf, retryAfter, troubleOf } from './trouble.ts';
import type { Seen } from './verdict.ts';
import { lacksYoungDefinition } from './young.ts';

/** What follows from reading an operation's object again, just before its write. */
export function afterLook(progress: Progress, reply: Reply, moment: Moment): Fate {
  if (channelOf(progress) === 'exchange') return afterExchangeLook(progress, reply, moment);
  const { object, write } = progress.operation;
  // Before these, nothing is there to be found.
  const creates = write.type === 'createGroup' || write.type === 'createOpenExtension';
  if (reply.status === 404 && !creates && moment.state.created.has(object))
    return afterLag(progress, failed(progress, troubleOf(reply)), moment);
  const seen = seenIn(reply);
  if (seen)
    return write.type === 'createGroup'
      ? afterLookForNew(progress, seen)
      : afterLookAtOld(progress, seen, moment);
  const trouble = troubleOf(reply);
  if (lacksYoungDefinition(moment.state, progress, trouble))
    return afterLag(progress, failed(progress, trouble), moment);
  const kind = kindOf('graph', trouble);
  return afterTrouble(progress, trouble, kind, retryAfter(reply, moment.at), moment);
}

function seenIn(reply: Reply): Seen | undefined {
  if (reply.status === 404) return { seen: 'nothing' };
  return reply.status === 200 && isObject(reply.body) ? { seen: 'object', body: reply.body } : undefined;
}

/** Also for extensions that are yet to be created: one that is there as asked is as good as a new one. */
function afterLookAtOld(progress: Progress, seen: Seen, moment: Moment): Fate {
  const { operation } = progress;
  const verdict = judge(operation, changesOf(moment.state.job, operation), seen);
  switch (verdict.verdict) {
    case 'proceed': {
      const go: Fate = { fate: 'write', progress };
      // Sent twice, a bare name makes two schema extensions, and an owner may have five.
      const twice = operation.write.type === 'createSchemaExtension' && progress.uncertain;
      return twice ? afterLag(progress, go, moment) : go;
    }
    case 'alreadySo': {
      const { id } = verdict;
      // The write whose answer was lost was done after all.
      const outcome = progress.uncertain ? 'applied' : 'alreadySo';
      return ended(progress, { outcome, ...(id === undefined ? {} : { created: id }) });
    }
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
