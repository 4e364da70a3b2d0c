import type { ActionWorld } from './action-world.ts';
import { prepareAction, writeAction, type ApplyActionOptions } from './apply-action.ts';
import { driftAction, type DriftActionOptions } from './drift-action.ts';
import { planAction } from './plan-action.ts';
import { validateAction } from './validate-action.ts';

/** What a `with:` says. */
export interface ActionInputs extends ApplyActionOptions, DriftActionOptions {
  readonly command: 'plan' | 'apply' | 'drift' | 'validate';
  readonly stage: 'prepare' | 'write';
}

/** Does what one step of a workflow is to do. Returns the exit code. */
export function runAction(inputs: ActionInputs, world: ActionWorld): Promise<number> {
  switch (inputs.command) {
    case 'plan':
      return planAction(inputs, world);
    case 'apply':
      return inputs.stage === 'prepare' ? prepareAction(inputs, world) : writeAction(inputs, world);
    case 'drift':
      return driftAction(inputs, world);
    case 'validate':
      return validateAction(inputs, world);
  }
}
