import { connectSetup } from '../../../src/adapters/setup/connect-setup.ts';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import type { Clock, TenantSetup } from '../../../src/ports.ts';

/** A clock that is as late as somebody slept. */
export function patientClock(): Clock & { readonly slept: readonly number[] } {
  const slept: number[] = [];
  const start = Date.parse('2026-11-22T08:00:00Z');
  return {
    slept,
    now: () => new Date(start + slept.reduce((sum, ms) => sum + ms, 0)),
    sleep: async (ms) => void slept.push(ms),
  };
}

/** The part of a practice tenant that setup sees, without sign-in. */
export function setupOf(emulator: Pick<Emulator, 'graph'>, clock: Clock = patientClock()): TenantSetup {
  return connectSetup({
    cloud: 'global',
    endpoint: new URL(new URL(emulator.graph).origin),
    token: async () => 'practice',
    trace: undefined,
    clock,
    random: () => 0.5,
    onProgress: () => {},
    signal: undefined,
  });
}
