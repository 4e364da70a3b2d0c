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
  world: Pick<World, 'terminal' | 'readText' | 'writeText'>,
): Promise<void> {
  const users = exchangeUsers(plan);
  const unknown = users.filter(({ recipient }) => recipient === 'unknown').length;
  const say = (text: string): void =>
    world.terminal.say(paint(paragraph(safe(text), world.terminal.columns, 0), false));
  if (users.length === 0) {
    say(
      `Nothing of this plan is for an Exchange administrator, so ${path} was not written.${await left(path, world)}`,
    );
    return;
  }
  if (isRefused(plan)) {
    say(
      `A guard refuses this plan, so ${path} was not written.${await left(path, world)} Make the plan again when the guard lets it pass.`,
    );
    return;
  }
  await world.writeText(path, powershell(plan, nameOf(path)));
  say(
    `Wrote ${path}, a script for the extension attributes of ${count(users.length, 'user')} in Exchange Online. ${
      unknown > 0
        ? `Exchange was not asked about ${unknown} of them: the script looks at each, and says whom it cannot change.`
        : 'Apply writes these as well, so do one of the two.'
    } For the script: have an Exchange administrator run it, first with -WhatIf, then plan again.`,
  );
}

/** A script of an earlier plan stays on the disk, and nothing in it shows that it is out of date. */
async function left(path: string, { readText }: Pick<World, 'readText'>): Promise<string> {
  const isThere = await readText(path).then(
    () => true,
    () => false,
  );
  return isThere ? ` The file of that name is from before and not for this plan: do not run it.` : '';
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
