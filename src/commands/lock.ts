import { journalFolder } from './journals.ts';
import type { WritingConnection, WritingWorld } from './world.ts';

export interface LockOptions {
  /** Seconds to wait for another command that writes to the same tenant; without it none. */
  readonly lockTimeout?: number;
  /** Where the lock is kept: as a rule with the journals, since it is to be found by whoever writes from here. */
  readonly lockFolder?: string;
  readonly endpoint?: string;
}

/**
 * Does something that writes to a tenant while no other command does so from this folder. Practice tenants at different
 * addresses are different tenants, whatever id they have. Throws TenantryError where another command keeps the tenant.
 */
export async function whileLocked<T>(
  command: string,
  tenantId: string,
  options: LockOptions,
  connection: Pick<WritingConnection, 'root'>,
  world: Pick<WritingWorld, 'lock'>,
  work: () => Promise<T>,
): Promise<T> {
  const lock = await world.lock({
    path: lockPath(tenantId, options, connection),
    command,
    timeoutMs: (options.lockTimeout ?? 0) * 1000,
  });
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** The file that says who writes to a tenant from here. */
export const lockPath = (
  tenantId: string,
  options: LockOptions,
  connection: Pick<WritingConnection, 'root'>,
): string => `${options.lockFolder ?? journalFolder}/lock-${lockName(tenantId, options, connection)}`;

/** All loopback names of a port are one practice tenant. */
function lockName(
  tenantId: string,
  { endpoint }: LockOptions,
  { root }: Pick<WritingConnection, 'root'>,
): string {
  if (endpoint === undefined) return tenantId;
  const { port, protocol } = new URL(root);
  return `${tenantId}-practice-${port === '' ? protocol.replace(':', '') : port}`;
}
