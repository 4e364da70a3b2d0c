import { TenantryError } from '../core/problem.ts';
import type { World } from './world.ts';

/** Whether the user says yes. `remedy`: what to do where nobody can be asked, which throws TenantryError. */
export async function confirmed(
  question: string,
  { terminal }: Pick<World, 'terminal'>,
  remedy: string,
): Promise<boolean> {
  const answer = await terminal.confirm(question);
  if (answer !== undefined) return answer;
  throw new TenantryError({
    id: 'nobody-to-ask',
    message: `Nobody could be asked "${question}", so nothing was written.`,
    remedy,
  });
}

export const sayYes = {
  apply: 'Say --yes, best together with --plan FILE, where apply runs by itself.',
  rollback: 'Look at what it lists, and say --yes where rollback is to go on without asking.',
} as const;
