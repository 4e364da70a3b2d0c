import type { BlockedReason, Channel } from '../plan/plan.ts';

/** What the table says for one kind of attribute in one state: the doors, or why there is none. */
export type Cell = Open | Shut;

export interface Open {
  readonly channels: readonly Channel[];
  /** Why this door, for the documentation; a link where Microsoft says so. */
  readonly evidence: string;
}

/** Why a value cannot be written, and where it can be changed instead. Both are sentences. */
export interface Shut {
  readonly reason: BlockedReason;
  readonly message: string;
  readonly remedy: string;
}

export function isOpen(cell: Cell): cell is Open {
  return 'channels' in cell;
}
