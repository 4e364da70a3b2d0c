import type { Write } from '../core/plan/plan.ts';
import { howToAllowWrite } from '../core/permissions/of-write.ts';
import type { Reply } from '../ports.ts';
import { channelOf } from './channels.ts';
import { effectOf } from './effect.ts';
import { afterLag, afterTrouble, ended, failed, type Fate, type Moment } from './fate.ts';
import { afterRefusal } from './refusal.ts';
import type { Progress } from './state.ts';
import { kindOf, retryAfter, troubleOf, type Trouble } from './trouble.ts';
import { lacksYoungDefinition } from './young.ts';

/** What follows from the answer to an operation's write. */
export function afterWrite(progress: Progress, reply: Reply, moment: Moment): Fate {
  const { operation } = progress;
  if (channelOf(progress) === 'exchange')
    return reply.status >= 200 && reply.status < 300
      ? ended(progress, { outcome: 'applied' })
      : afterWriteTrouble(progress, reply, moment);
  const effect = effectOf(operation, reply, moment.state.created.has(operation.object));
  switch (effect.effect) {
    case 'done': {
      const { created } = effect;
      return ended(progress, { outcome: 'applied', ...(created === undefined ? {} : { created }) });
    }
    case 'unnamed': {
      // Looked up by its name.
      const next = { ...progress, uncertain: true };
      return afterLag(next, failed(next, troubleOf(reply)), moment);
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

function afterExisted(progress: Progress, reply: Reply, moment: Moment): Fate {
  const { requestId } = troubleOf(reply);
  const trouble = {
    status: reply.status,
    message: `Another ${nounOf(progress.operation.write)} took this ${name(progress)} between the look and the creation; compare it with what is declared.`,
    ...(requestId === undefined ? {} : { requestId }),
  };
  const taken = ended(progress, { outcome: 'conflict', ...trouble });
  // Where an earlier write may have made it, it is looked up, since this answer does not tell its id.
  return progress.uncertain ? afterLag(progress, failed(progress, trouble), moment) : taken;
}

const name = ({ operation }: Progress): string =>
  operation.write.type === 'createGroup' ? 'unique name' : 'name';

function nounOf({ type }: Write): string {
  return type === 'createGroup' ? 'group' : 'extension';
}

function afterWriteTrouble(progress: Progress, reply: Reply, moment: Moment): Fate {
  const trouble = explained(progress, troubleOf(reply), moment);
  const refused = afterRefusal(progress, trouble);
  if (refused) return refused;
  if (lacksYoungDefinition(moment.state, progress, trouble))
    return afterLag(progress, failed(progress, trouble), moment);
  const kind = kindOf(channelOf(progress), trouble);
  const creates = progress.operation.write.type === 'createGroup';
  if (kind === 'refused' && creates && progress.uncertain && /uniqueName/i.test(trouble.message))
    return afterLag(progress, failed(progress, trouble), moment);
  const next = kind === 'unclear' ? { ...progress, uncertain: true } : progress;
  return afterTrouble(next, trouble, kind, retryAfter(reply, moment.at), moment);
}

/**
 * A write that is not allowed is told with the permission that allows it. Of the other refusals with this status the code
 * is another one: https://learn.microsoft.com/graph/errors
 */
function explained(progress: Progress, trouble: Trouble, { state }: Moment): Trouble {
  const { operation } = progress;
  const channel = channelOf(progress);
  if (trouble.status !== 403) return trouble;
  if (channel === 'graph' && trouble.code !== 'Authorization_RequestDenied') return trouble;
  const attributes = operation.changes.flatMap((key) => state.job.changes.get(key)?.attribute ?? []);
  const said = /[.!?]$/.test(trouble.message) ? trouble.message : `${trouble.message}.`;
  return { ...trouble, message: `${said} ${howToAllowWrite(operation, attributes, channel)}` };
}
