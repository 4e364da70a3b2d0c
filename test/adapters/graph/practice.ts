import { onTestFinished } from 'vitest';
import type { TokenSource } from '../../../src/adapters/http/authorizing.ts';
import { connectTenant, type TenantOptions } from '../../../src/adapters/tenant/connect-tenant.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/emulator.ts';
import type { Clock, Reader, Writer } from '../../../src/ports.ts';
import { keepOutput } from '../../support/evidence/record.ts';

export interface Practice {
  readonly emulator: Emulator;
  readonly reader: Reader;
  readonly writer: Writer;
  /** How long was slept, in milliseconds. */
  readonly slept: number[];
  readonly progress: string[];
}

/** A practice tenant with a connection to it, on a clock that does not wait. */
export async function practice(
  options: EmulatorOptions = {},
  more: Partial<TenantOptions> & { readonly token?: TokenSource } = {},
): Promise<Practice> {
  const emulator = await startEmulator({ throttling: false, ...options });
  onTestFinished(() => emulator.close());
  const { clock, slept } = hurriedClock();
  const progress: string[] = [];
  const token = more.token ?? (async () => 'secret-token-of-the-test');
  const connection = connectTenant({
    cloud: 'global',
    endpoint: new URL(new URL(emulator.graph).origin),
    tenantId: emulator.state().organization.id,
    tokens: { graph: token, exchange: token },
    clock,
    random: () => 0.5,
    onProgress: (text) => {
      progress.push(text);
      keepOutput('terminal', 'progress', text);
    },
    ...more,
  });
  return { emulator, slept, progress, ...connection };
}

/** Sleeping takes no time, but is seen on the clock. */
export function hurriedClock(): { clock: Clock; slept: number[] } {
  let now = Date.parse('2026-11-20T08:00:00Z');
  const slept: number[] = [];
  const clock: Clock = {
    now: () => new Date(now),
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
  };
  return { clock, slept };
}
