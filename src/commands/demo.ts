import { contoso } from '../emulator/contoso.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { blank, line, paragraph, span } from '../render/text/lines.ts';
import { apply } from './apply.ts';
import { exitCodes } from './exit-codes.ts';
import { plan } from './plan.ts';
import { showResult } from './showing.ts';
import { validate } from './validate.ts';
import type { WritingWorld } from './world.ts';

export interface DemoOptions {
  /** The example configuration. */
  readonly directory: string;
  /** An empty folder for the plan and the journal of the demo. */
  readonly folder: string;
}

/** The whole story on a practice tenant of its own: validate, plan, apply, plan again. */
export async function demo(options: DemoOptions, world: WritingWorld): Promise<number> {
  const emulator = await startEmulator({ state: contoso() });
  const { terminal } = world;
  const endpoint = emulator.graph;
  const { directory, folder } = options;
  const approved = `${folder}/plan.json`;
  const step = (command: string, text: string): void =>
    showResult(
      [
        blank,
        line(span(`$ tenantry ${command}`, 'heading')),
        ...paragraph(text, terminal.columns, 2, 'quiet'),
        blank,
      ],
      terminal,
    );
  const planning = { directory, only: [], endpoint, json: false, detailedExitcode: false, hints: false };
  try {
    showResult(
      paragraph(
        `Contoso, a practice tenant, listens at ${endpoint}. The files under ${directory} say how it should be. No real tenant is touched.`,
        terminal.columns,
        0,
      ),
      terminal,
    );
    step('validate', 'Are the files right? This asks no tenant.');
    const valid = await validate({ directory }, world);
    step('plan --out plan.json', 'What would change, before anything does.');
    const planned = await plan({ ...planning, out: approved }, world);
    step('apply --plan plan.json --yes', 'Plan again, hold back what was not approved, write, report.');
    const applied = await apply(
      {
        directory,
        endpoint,
        plans: [approved],
        journal: `${folder}/journal.jsonl`,
        lockFolder: folder,
        yes: true,
        unreviewed: false,
      },
      world,
    );
    step('plan', 'And now?');
    const again = await plan(planning, world);
    const codes = [valid, planned, applied, again];
    if (codes.every((code) => code === exitCodes.success)) {
      showResult([blank, ...paragraph(next(world.program), terminal.columns, 0)], terminal);
    }
    return codes.find((code) => code !== exitCodes.success) ?? exitCodes.success;
  } finally {
    await emulator.close();
  }
}

const next = (program: string): string =>
  `That is all: the tenant is as the files say, apart from what is blocked or unresolved. To try it yourself, run \`${program} emulate --port 8080\` in one terminal, and in another change a file under tenant/ and run \`${program} plan --endpoint http://127.0.0.1:8080\`.`;
