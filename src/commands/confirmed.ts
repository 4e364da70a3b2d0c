import { TenantryError } from '../core/problem.ts';
import type { World } from './world.ts';

/** Whether the user says yes. Throws TenantryError where nobody can be asked. */
export async function confirmed(question: string, { terminal }: World): Promise<boolean> {
  const answer = await terminal.confirm(question);
  if (answer !== undefined) return answer;
  throw new TenantryError({
    id: 'nobody-to-ask',
    message: `Nobody could be asked "${question}", so nothing was written.`,
    remedy: 'Say --yes, best together with --plan FILE, where apply runs by itself.',
  });
}
