import type { Channel } from '../core/plan/plan.ts';
import { channelAfter, channelOf } from './channels.ts';
import { doubt, ended, type Fate } from './fate.ts';
import type { Progress } from './state.ts';
import type { Trouble } from './trouble.ts';

/**
 * Refusals that say that a door is shut for good:
 * `exchangeMasters`: Graph's, for attributes that Exchange masters;
 * `masteredOnPremises`: the attributes are synced from on-premises;
 * `noRecipient`: Exchange knows no such mailbox or mail user.
 */
export type Refusal = 'exchangeMasters' | 'masteredOnPremises' | 'noRecipient';

/** Reads the refusal of one request. Statuses and codes are shared with much else, so that the words decide. */
export function refusalOf(channel: Channel, { status, code = '', message }: Trouble): Refusal | undefined {
  if (masteredOnPremises.some((text) => message.includes(text))) return 'masteredOnPremises';
  if (channel === 'exchange') return code === 'ManagementObjectNotFoundException' ? 'noRecipient' : undefined;
  return status === 400 && message.trim() === exchangeMasters ? 'exchangeMasters' : undefined;
}

/** https://github.com/microsoftgraph/microsoft-graph-docs/issues/12584 */
const exchangeMasters =
  'Unable to update the specified properties for objects that have originated within an external service.';

/** Graph's words, which Exchange repeats where it writes to Entra ID, and those of Exchange itself. */
const masteredOnPremises = [
  'on-premises mastered Directory Sync objects',
  'is being synchronized from your on-premises organization',
];

/**
 * After a refusal for good: the next channel, where Exchange masters the attributes and there is one; else the end. The
 * write was not done, and by that nor was an earlier one whose answer was lost. Undefined after any other trouble.
 */
export function afterRefusal(progress: Progress, trouble: Trouble): Fate | undefined {
  const refusal = refusalOf(channelOf(progress), trouble);
  if (refusal === undefined) return undefined;
  if (refusal === 'exchangeMasters' && channelAfter(progress) !== undefined)
    return { fate: 'opened', progress: onNextChannel(progress), trouble };
  // Whether a write was done before somebody ceased to be a recipient nobody knows.
  const left = refusal === 'noRecipient' ? doubt(progress) : {};
  return ended(progress, { outcome: 'blocked', ...trouble, message: words[refusal], ...left });
}

const words: Readonly<Record<Refusal, string>> = {
  exchangeMasters:
    'Exchange masters these attributes of the user, who is no recipient. Give the user a licence with a mailbox or make them a mail user, then run again.',
  masteredOnPremises: 'This is synced from the on-premises directory. Change it there.',
  noRecipient:
    'Exchange knows the user no longer as the kind of recipient that it was planned for. Run again, so that a new plan is made.',
};

/** Nothing of what the channel before came to counts on the next one. */
function onNextChannel({ operation, channel, attempt }: Progress): Progress {
  return {
    operation,
    channel: channel + 1,
    attempt,
    failures: 0,
    waits: 0,
    notBefore: 0,
    uncertain: false,
    unauthorised: false,
  };
}
