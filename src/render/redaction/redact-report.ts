import type { Held } from '../../core/approval/held.ts';
import type { OperationReport, Report } from '../../apply/report.ts';
import { redactOperation } from './write.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** A report without what services and we say in free text; status, code and request id stay. */
export function redactReport(report: Report, names: Pseudonyms): Report {
  const known = new Map(report.operations.map(({ operation }) => [operation.key, operation]));
  const { operations, open, counts, finished, stopped, exitCode } = report;
  return {
    operations: operations.map(
      ({ operation, attempts, outcome, status, code, channel, requestId, uncertain }): OperationReport => ({
        operation: redactOperation(operation, known, names),
        attempts,
        outcome,
        ...(status === undefined ? {} : { status }),
        // The name of an error, not a sentence.
        ...(code !== undefined && /^[\w.]{1,80}$/.test(code) ? { code } : {}),
        ...(channel === undefined ? {} : { channel }),
        ...(requestId !== undefined && /^[\w-]{1,80}$/.test(requestId) ? { requestId } : {}),
        ...(uncertain ? { uncertain } : {}),
      }),
    ),
    open: open.map((_, index) => `operation ${index + 1}`),
    counts,
    finished,
    ...(stopped === undefined ? {} : { stopped: 'the run gave up before its end; its log says why' }),
    exitCode,
  };
}

/** A report whose sentences are cleaned. */
export function cleanReport(report: Report, clean: (sentence: string) => string): Report {
  return {
    ...report,
    operations: report.operations.map((each) =>
      each.message === undefined ? each : { ...each, message: clean(each.message) },
    ),
    ...(report.stopped === undefined ? {} : { stopped: clean(report.stopped) }),
  };
}

/** What is held, without what was approved and what is there now. */
export function redactHeld(held: readonly Held[], operationOf: (key: string) => string): readonly Held[] {
  return held.map(({ operation, cause }) => ({
    operation: operationOf(operation),
    why: 'it is not as it was approved',
    ...(cause === undefined ? {} : { cause: operationOf(cause) }),
  }));
}
