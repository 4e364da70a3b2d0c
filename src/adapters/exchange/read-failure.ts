import { TenantryError } from '../../core/problem.ts';
import type { Purpose, Speech } from '../http/read-failure.ts';
import { usualRefusal } from '../http/usual-refusal.ts';
import { describeError } from './exchange-error.ts';
import { appRole, howToGrant } from './role-claim.ts';

/** What is read of Exchange Online, and the permission that it takes. */
export const purpose: Purpose = { doing: 'read the recipients', permission: appRole, allowing: howToGrant };

export const speech: Speech = {
  service: 'Exchange Online',
  id: 'exchange',
  refusal(about, { status, headers, text }) {
    const error = describeError({ status, headers, body: text });
    if (status === 403)
      return { message: `Exchange Online does not allow to ${about.doing}: ${error}.`, remedy: howToGrant };
    return usualRefusal('Exchange Online', about, { status, headers, text }, error);
  },
};

/** An answer that came, was understood, and cannot be relied on. */
export function unsound(what: string): TenantryError {
  return new TenantryError({
    id: 'exchange-answer',
    message: `Exchange Online gave no sound answer on trying to ${purpose.doing}: ${what}.`,
    remedy: 'Nothing was changed. Run the command again; if it stays so, report it with a trace (--trace).',
  });
}
