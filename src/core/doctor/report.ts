import type { NeededPermissions } from '../permissions/needed.ts';
import type { Part } from '../permissions/requirement.ts';
import type { DoctorLine, Verdict } from './line.ts';
import type { Identity } from './observed.ts';

/** All that was looked at; the form that `--json` prints. */
export interface DoctorReport {
  readonly directory: string;
  readonly tenantId?: string;
  /** As whom the identity was judged; absent where nobody is signed in. */
  readonly part?: Part;
  readonly identity?: Identity;
  readonly lines: readonly DoctorLine[];
  /** Absent where the files could not be read. */
  readonly needs?: NeededPermissions;
  /** Where consent is granted; absent where no permission is missing. */
  readonly consent?: string;
}

/** How many lines have a verdict. */
export function countOf(lines: readonly DoctorLine[], verdict: Verdict): number {
  return lines.filter((line) => line.verdict === verdict).length;
}
