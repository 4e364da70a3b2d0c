import type { Part } from '../../core/permissions/requirement.ts';
import { TenantryError, type Problem } from '../../core/problem.ts';
import { isInGraph, type Step } from '../../core/setup/step.ts';
import type { TenantSetup } from '../../ports.ts';
import type { SetupWorld } from '../world.ts';
import { leftOf, type Known, type Left } from './perform.ts';
import { trustIn, type Trust } from './strangers.ts';

export type Outcome =
  | { readonly outcome: 'already' | 'done' | 'declined' }
  | { readonly outcome: 'refused'; readonly problem: Problem }
  /** A step before it is missing. */
  | { readonly outcome: 'skipped' };

export interface StepOutcome {
  readonly step: Step;
  /** Of the application that it is about, where that is there. */
  readonly appId?: string;
  readonly result: Outcome;
}

export interface SetupRun {
  readonly outcomes: readonly StepOutcome[];
  readonly known: ReadonlyMap<Part, Known>;
}

/** What a run tells while it goes on. */
export interface RunListener {
  /** Before it is done; `missing` is what of it is left. Resolves to whether to go on with it. */
  readonly announce: (step: Step, left: Left) => Promise<boolean>;
  readonly tell: (outcome: StepOutcome) => void;
}

/**
 * Does what is missing of the steps that Graph can do, in their order. A step that is refused or declined takes those with
 * it that need it; the others go on. `adopted`: ids of applications that may be used although others can act as them. Whatever else goes wrong is thrown.
 */
export async function runSteps(
  steps: readonly Step[],
  setup: TenantSetup,
  { announce, tell }: RunListener,
  { clock }: Pick<SetupWorld, 'clock'>,
  adopted: readonly string[] = [],
): Promise<SetupRun> {
  const outcomes: StepOutcome[] = [];
  const known = new Map<Part, Known>();
  for (const step of steps.filter(isInGraph)) {
    const own = known.get(step.part) ?? {};
    known.set(step.part, own);
    const result = isReady(step, own) ? await attempt(step, own) : { outcome: 'skipped' as const };
    const appId = own.registration?.appId;
    const outcome = { step, result, ...(appId === undefined ? {} : { appId }) };
    outcomes.push(outcome);
    tell(outcome);
  }
  return { outcomes, known };

  function trustOf(part: Part): Trust {
    return trustIn(
      steps.filter((each) => each.part === part),
      adopted,
    );
  }

  async function attempt(step: Step, own: Known): Promise<Outcome> {
    try {
      const left = await leftOf(step, setup, own, clock.now(), trustOf(step.part));
      if (!left) return { outcome: 'already' };
      if (!(await announce(step, left))) return { outcome: 'declined' };
      await left.perform();
      return { outcome: 'done' };
    } catch (error) {
      const [problem] = error instanceof TenantryError ? error.problems : [];
      if (!problem?.id.startsWith('setup-')) throw error;
      return { outcome: 'refused', problem };
    }
  }
}

function isReady({ work: { work } }: Step, { registration, principal }: Known): boolean {
  if (work === 'application') return true;
  if (!registration) return false;
  return principal !== undefined || !['permissions', 'directoryRole'].includes(work);
}
