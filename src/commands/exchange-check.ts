import type { Desired } from '../core/desired/desired.ts';
import { failure, fine, type DoctorLine } from '../core/doctor/line.ts';
import type { Identity } from '../core/doctor/observed.ts';
import { usedAttributes } from '../core/permissions/files.ts';
import type { Answer, Examination, Query } from '../ports.ts';
import { attempt, type Attempted } from './attempt.ts';

/** Whether Exchange lets the identity read; `unknown` where the files do not need it or nobody could ask. */
export type ExchangeAnswer = 'yes' | 'no' | 'unknown';

/** The id of no user: Exchange answers that there is none, and that it may be asked. */
const nobody = '00000000-0000-4000-8000-000000000000';

/** Asks Exchange Online for a recipient, where these files can need it. */
export async function exchangeCheck(
  desired: Desired,
  examination: Pick<Examination, 'identity'>,
  ask: (
    query: Extract<Query, { query: 'recipients' }>,
  ) => Promise<Attempted<Extract<Answer, { query: 'recipients' }>>>,
  graph: Identity | undefined,
): Promise<{
  readonly lines: readonly DoctorLine[];
  readonly identity?: Identity;
  readonly answers: ExchangeAnswer;
}> {
  if (!needsExchange(desired) || graph?.kind === 'person') return { lines: [], answers: 'unknown' };
  const signed = await attempt(() => examination.identity('exchange'));
  const identity = 'problems' in signed ? undefined : signed.value;
  const asked = await ask({ query: 'recipients', users: [nobody], of: Number.MAX_SAFE_INTEGER });
  const known = identity ? { identity } : {};
  if (!('problems' in asked))
    return {
      ...known,
      answers: 'yes',
      lines: [fine('exchange', 'exchange', 'Exchange Online answers and lets recipients be read.')],
    };
  return {
    ...known,
    answers: 'no',
    lines: asked.problems.map(({ message, remedy }) =>
      failure('exchange', 'exchange', { text: message, next: remedy }),
    ),
  };
}

/** Whether values of these files can go through Exchange. */
export function needsExchange(desired: Desired): boolean {
  return (
    desired.settings.exchange.route !== 'never' &&
    usedAttributes(desired, 'user').some(({ row }) => row.route === 'extensionAttribute')
  );
}
