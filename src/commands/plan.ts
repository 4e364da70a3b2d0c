import { isRefused } from '../core/guards/evaluate.ts';
import { planPage } from '../render/html/page.ts';
import { paint } from '../render/text/lines.ts';
import { showPlan } from '../render/text/plan.ts';
import { countProblems, showProblems } from '../render/text/problems.ts';
import { loadConfiguration, type Configuration } from './configuration.ts';
import { writeExchangeScript } from './exchange-script.ts';
import { exitCodes } from './exit-codes.ts';
import { checkWithout, sayNotLeftOut } from './left-out.ts';
import { nextSteps } from './next-steps.ts';
import { planText, writePlan } from './plan-file.ts';
import { planAgainst, targetOf, type PlanningOptions } from './planning.ts';
import { unfinishedNote } from './unfinished-note.ts';
import type { World } from './world.ts';

export interface PlanOptions extends PlanningOptions {
  readonly out?: string;
  /** Where to write it as a page for a browser. */
  readonly html?: string;
  /** Where to write what Exchange Online takes of the plan, as a script. */
  readonly powershell?: string;
  readonly json: boolean;
  readonly detailedExitcode: boolean;
  /** `false`: do not say what to type next. */
  readonly hints?: boolean;
}

/** Shows what would change in the tenant; writes nothing there. Returns the exit code. */
export async function plan(options: PlanOptions, world: World): Promise<number> {
  checkWithout(options.without ?? []);
  const configuration = await loadConfiguration(world.files, options.directory, options.base);
  const connection = world.connect(targetOf(configuration, options));
  try {
    const { plan: made } = await planAgainst(connection.reader, configuration, options, [], world);
    if (options.out !== undefined) await writePlan(options.out, made, world);
    if (options.html !== undefined) await world.writeText(options.html, planPage(made));
    showKnown(configuration, world);
    sayNotLeftOut(options.without ?? [], made, world);
    const { terminal } = world;
    const unfinished =
      options.hints === false
        ? []
        : await unfinishedNote(configuration.head.settings.tenant.id, connection.root, options, world);
    if (options.json) {
      terminal.print(planText(made));
      if (unfinished.length > 0) terminal.say(paint(unfinished.slice(1), false).trimEnd());
    } else {
      terminal.print(paint(showPlan(made, terminal.columns), terminal.colour));
      const next = nextSteps(made, options, world.program, terminal.columns);
      if (options.hints !== false)
        terminal.print(paint(unfinished.length > 0 ? unfinished : next, terminal.colour));
    }
    if (options.powershell !== undefined) await writeExchangeScript(made, options.powershell, world);
    if (isRefused(made)) return exitCodes.refusedByGuard;
    return options.detailedExitcode && made.changes.length > 0 ? exitCodes.changesPresent : exitCodes.success;
  } finally {
    await connection.close();
  }
}

/** Problems that were there before, on stderr: they fail nobody else's change. */
function showKnown({ known }: Configuration, { terminal }: World): void {
  if (known.length === 0) return;
  terminal.say(paint(showProblems(known, terminal.columns), false));
  terminal.say(
    `${countProblems(known).replace(/Nothing.*/, '')}They were there before and fail nothing; the entries concerned are left out.`,
  );
}
