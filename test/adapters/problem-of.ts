import { expect } from 'vitest';
import { keepOutput } from '../support/evidence/record.ts';
import { TenantryError, type Problem } from '../../src/core/problem.ts';

/** The one problem with which something fails; the test fails where it succeeds or fails otherwise. */
export async function problemOf(what: () => unknown): Promise<Problem> {
  try {
    await what();
  } catch (error) {
    expect(error).toBeInstanceOf(TenantryError);
    const problems = error instanceof TenantryError ? error.problems : [];
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    keepOutput('message', problem?.id ?? '', JSON.stringify(problem));
    if (problem) return problem;
  }
  throw new Error('it did not fail');
}
