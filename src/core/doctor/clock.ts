import { failure, fine, warning, type DoctorLine } from './line.ts';
import type { Reached } from './observed.ts';

/** Tokens hold from five minutes before they are issued, and signed statements no longer than that. */
const mostMs = 5 * 60_000;
const noticeableMs = 60_000;

/** Whether each host answers, and whether the clocks agree. */
export function networkLines(reached: readonly Reached[]): readonly DoctorLine[] {
  const lines = reached.map(({ host, what, problem }) =>
    problem
      ? failure('network', 'unreachable', {
          text: `${host} (${what}) cannot be reached: ${problem.message}.`,
          next: problem.remedy,
        })
      : fine('network', 'reached', `${host} (${what}) answers.`),
  );
  const differences = reached.flatMap(({ clock }) => (clock ? [clock.ours - clock.theirs] : []));
  return [...lines, ...(differences.length === 0 ? [] : [clockLine(smallest(differences))])];
}

/** One of the hosts may be wrong itself, or its answer old. */
const smallest = (differences: readonly number[]): number =>
  differences.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));

function clockLine(offMs: number): DoctorLine {
  const off = Math.abs(offMs);
  if (off < noticeableMs)
    return fine('network', 'clock', 'The clock of this machine agrees with that of the service.');
  const words = {
    text: `The clock of this machine is ${span(off)} ${offMs > 0 ? 'ahead of' : 'behind'} that of the service${off > mostMs ? ', so that tokens and certificates are refused' : '; from 5 minutes on tokens are refused'}.`,
    next: 'Set it right (on Linux: `timedatectl set-ntp true`).',
  };
  return off > mostMs ? failure('network', 'clock', words) : warning('network', 'clock', words);
}

function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} minute${minutes === 1 ? '' : 's'}`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
