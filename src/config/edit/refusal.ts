import type { Problem } from '../../core/problem.ts';

/** Stops the edits of a file; the place is an offset until the file is known. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;
  readonly offset: number | undefined;

  constructor(problem: Omit<Problem, 'place'>, offset?: number) {
    super(problem.message);
    this.problem = problem;
    this.offset = offset;
  }
}

export const byHand = 'Change it by hand.';
