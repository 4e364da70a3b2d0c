import { systemClock } from '../../../src/adapters/clock/clock.ts';
import { takeLock } from '../../../src/adapters/lock/lock-file.ts';
import { TenantryError } from '../../../src/core/problem.ts';

/**
 * A process that takes the lock that its argument names, prints `held` or why not, and keeps it until its input ends;
 * then it lets go, or with `exit` as second argument just ends.
 */
const [path = '', then] = process.argv.slice(2);
const say = (text: string): void => void process.stderr.write(`${text}\n`);
try {
  const lock = await takeLock(
    { path, command: 'apply', timeoutMs: 0 },
    { clock: systemClock(), signal: new AbortController().signal, say },
  );
  process.stdout.write('held\n');
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.on('end', resolve));
  if (then === 'exit') process.exit(0);
  await lock.release();
} catch (error) {
  process.stdout.write(`${error instanceof TenantryError ? error.message : String(error)}\n`);
}
