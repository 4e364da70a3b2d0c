import { isRefused } from '../core/guards/evaluate.ts';
import type { Plan } from '../core/plan/plan.ts';
import { exchangeUsers } from '../render/powershell/exchange-users.ts';
import { powershell } from '../render/powershell/powershell.ts';
import { safe } from '../render/safe.ts';
import { paint, paragraph } from '../render/text/lines.ts';
import { count } from '../render/text/summary.ts';
import type { World } from './world.ts';

/**
 * Writes what Exchange Online takes of a plan as a PowerShell script, and says on stderr what to do with it. No file is
 * written where there is nothing to do, nor where a guard refuses the plan: the script would pass the guard by.
 */
export async function writeExchangeScript(
  plan: Plan,
  path: string,
  world: Pick<World, 'terminal' | 'writeText'>,
): Promise<void> {
  const users = exchangeUsers(plan).length;
  const say = (text: string): void =>
    world.terminal.say(paint(paragraph(safe(text), world.terminal.columns, 0), false));
  if (users === 0) {
    say(`Nothing of this plan is for an Exchange administrator, so ${path} was not written.`);
    return;
  }
  if (isRefused(plan)) {
    say(
      `A guard refuses this plan, so ${path} was not written. Make the plan again when the guard lets it pass.`,
    );
    return;
  }
  await world.writeText(path, powershell(plan));
  say(
    `Wrote ${path}, a script that sets extension attributes of ${count(users, 'user')} in Exchange Online. Next: have an Exchange administrator run it, first with -WhatIf, then plan again.`,
  );
}
