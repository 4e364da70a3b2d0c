import { InvalidConfiguration } from '../../core/problem.ts';
import { problemAnnotations } from '../../render/markdown/annotations.ts';
import { invalidComment } from '../../render/markdown/invalid-comment.ts';
import { exitCodes } from '../exit-codes.ts';
import { validate } from '../validate.ts';
import type { ActionOptions, ActionWorld } from './action-world.ts';

/** Checks the files of a pull request from a fork, which gets neither a secret nor a tenant. */
export async function validateAction(
  { directory }: Pick<ActionOptions, 'directory'>,
  world: ActionWorld,
): Promise<number> {
  const { event, summarise, annotate, commit } = world.runner;
  const [base] = event.type === 'pullRequest' ? await world.files.parentsOf('HEAD') : [];
  try {
    await validate({ directory, ...(base === undefined ? {} : { base }) }, world);
    await summarise(
      'The files are valid. Pull requests from forks are only checked offline: whoever has the right to push can plan them from a branch of this repository.\n',
    );
    return exitCodes.success;
  } catch (error) {
    if (!(error instanceof InvalidConfiguration)) throw error;
    await summarise(invalidComment({ problems: error.problems, tenantId: '', commit }));
    for (const annotation of problemAnnotations(error.problems)) annotate(annotation);
    throw error;
  }
}
