/** A practice tenant in a process of its own, for the benchmarks: `node bench/practice-tenant.ts OPTIONS-AS-JSON`. */
import { emptyState } from '../src/emulator/empty-state.ts';
import { startEmulator, type EmulatorOptions } from '../src/emulator/emulator.ts';
import { personId } from './people.ts';

const { people, ...options } = JSON.parse(process.argv[2] ?? '{}') as EmulatorOptions & {
  readonly people: number;
};
const users = Array.from({ length: people }, (_, index) => ({
  id: personId(index),
  userPrincipalName: `person${index}@contoso.com`,
  displayName: `Person ${index}`,
  mailNickname: `person${index}`,
  accountEnabled: true,
  department: 'Sales',
}));
const emulator = await startEmulator({ state: { ...emptyState(), users }, ...options });
process.stdout.write(`${emulator.ready}\n`);
