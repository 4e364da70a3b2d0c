import type { PendingDualWrite } from '../state.ts';
import type { Recipients } from './recipients.ts';

/**
 * Puts down what is to reach the other side later. The newest write of an attribute wins on both sides: what was on
 * its way in the opposite direction is forgotten, or the sides would swap their values for good.
 */
export function postpone(recipients: Recipients, write: PendingDualWrite): void {
  overtake(recipients, write);
  const { pending } = recipients;
  const place = pending.findIndex(({ at }) => at > write.at);
  pending.splice(place === -1 ? pending.length : place, 0, write);
}

/** Takes out what is on its way from the other side, for the attributes of a newer write. */
export function overtake({ pending }: Recipients, write: Omit<PendingDualWrite, 'at'>): void {
  const older = pending.filter(({ user, to }) => user === write.user && to !== write.to);
  for (const other of older) {
    for (const name of Object.keys(write.attributes)) delete other.attributes[name];
    if (Object.keys(other.attributes).length === 0) pending.splice(pending.indexOf(other), 1);
  }
}

/** Takes out and answers what arrives up to an instant, oldest first. */
export function arrived({ pending }: Recipients, until: number): PendingDualWrite[] {
  const waiting = pending.findIndex(({ at }) => Date.parse(at) > until);
  return pending.splice(0, waiting === -1 ? pending.length : waiting);
}

/** Takes out a recipient, and what is on its way to or from it. */
export function forget({ byId, pending }: Recipients, id: string): void {
  byId.delete(id);
  for (const write of pending.filter(({ user }) => user === id)) pending.splice(pending.indexOf(write), 1);
}
