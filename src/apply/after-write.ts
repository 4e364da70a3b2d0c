import type { GraphReply } from '../ports.ts';
import { effectOf } from './effect.ts';
import { afterLag, afterTrouble, ended, failed, type Fate, type Moment } from './fate.ts';
import type { Progress } from './state.ts';
import { kindOf, retryAfter, troubleOf } from './trouble.ts';

/** What follows from the answer to an operation's write. */
export function afterWrite(progress: Progress, reply: GraphReply, moment: Moment): Fate {
  const { operation } = progress;
  const effect = effectOf(operation, reply, moment.state.created.has(operation.object));
  switch (effect.effect) {
    case 'done': {
      const { created } = effect;
      return ended(progress, { outcome: 'applied', ...(created === undefined ? {} : { created }) });
    }
    case 'alreadySo':
      return ended(progress, { outcome: progress.uncertain ? 'applied' : 'alreadySo' });
    case 'existed':
      return afterExisted(progress, reply, moment);
    case 'notReplicated':
      return afterLag(progress, failed(progress, troubleOf(reply)), moment);
    case 'trouble':
      return afterWriteTrouble(progress, reply, moment);
  }
}

function afterExisted(progress: Progress, reply: GraphReply, moment: Moment): Fate {
  const { requestId } = troubleOf(reply);
  const trouble = {
    status: reply.status,
    message:
      'Another group took this unique name between the look and the creation; compare it with what is declared.',
    ...(requestId === undefined ? {} : { requestId }),
  };
  const taken = ended(progress, { outcome: 'conflict', ...trouble });
  // Where an earlier write may have made the group it is looked up, since this answer does not tell its id.
  return progress.uncertain ? afterLag(progress, failed(progress, trouble), moment) : taken;
}

function afterWriteTrouble(progress: Progress, reply: GraphReply, moment: Moment): Fate {
  const trouble = troubleOf(reply);
  const kind = kindOf(trouble.status, trouble.code);
  const creates = progress.operation.write.type === 'createGroup';
  if (kind === 'refused' && creates && progress.uncertain && /uniqueName/i.test(trouble.message))
    return afterLag(progress, failed(progress, trouble), moment);
  const next = kind === 'unclear' ? { ...progress, uncertain: true } : progress;
  return afterTrouble(next, trouble, kind, retryAfter(reply, moment.at), moment);
}
