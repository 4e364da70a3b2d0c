import type { Part } from '../core/permissions/requirement.ts';
import { setupSteps } from '../core/setup/steps.ts';
import type { Step } from '../core/setup/step.ts';
import { azLines } from '../render/setup/az.ts';
import { byHandLines, type Ids } from '../render/setup/by-hand.ts';
import { places, type SetupPlace } from '../render/setup/places.ts';
import { portalLines } from '../render/setup/portal.ts';
import { powershellLines } from '../render/setup/powershell.ts';
import { announced, lateLines, outcomeLines, summaryLines } from '../render/setup/run.ts';
import { blank, line, paint, span, type Line } from '../render/text/lines.ts';
import { loadConfiguration } from './configuration.ts';
import { confirmed } from './confirmed.ts';
import { doctor } from './doctor.ts';
import { exitCodes } from './exit-codes.ts';
import { targetOf } from './planning.ts';
import { printJson, showResult } from './showing.ts';
import { runSteps, type SetupRun } from './setup/run-setup.ts';
import { wishFrom, type WishOptions } from './setup/wish.ts';
import type { SetupWorld } from './world.ts';

export type SetupForm = 'portal' | 'az' | 'powershell' | 'all';

export interface SetupOptions extends WishOptions {
  readonly directory: string;
  readonly as: SetupForm;
  /** Do it, instead of printing how. */
  readonly run: boolean;
  /** Ask before no step. */
  readonly yes: boolean;
  /** Ids of applications that are there and may be used although others can act as them. */
  readonly adopt?: readonly string[];
  readonly json: boolean;
  readonly endpoint?: string;
  readonly trace?: string;
}

/**
 * Prepares a tenant for unattended use: prints how, which asks no tenant, or does it with whoever is signed in. Makes
 * certificates in either case where a folder is named. Returns the exit code.
 */
export async function setup(options: SetupOptions, world: SetupWorld): Promise<number> {
  const configuration = await loadConfiguration(world.files, options.directory, undefined);
  const wish = await wishFrom(options, configuration.head, world);
  const steps = setupSteps(wish);
  const place: SetupPlace = {
    tenantId: wish.tenantId,
    cloud: wish.cloud,
    program: world.program,
    directory: options.directory,
  };
  if (!options.run) {
    print(steps, place, options, world);
    return exitCodes.success;
  }
  const connection = world.connectForSetup(targetOf(configuration, options));
  try {
    return await run(steps, place, options, connection.setup, world);
  } finally {
    await connection.close();
  }
}

function print(steps: readonly Step[], place: SetupPlace, options: SetupOptions, world: SetupWorld): void {
  const { terminal } = world;
  if (options.json) {
    printJson({ format: 1, steps }, terminal);
    return;
  }
  const forms: Readonly<Record<Exclude<SetupForm, 'all'>, () => readonly Line[]>> = {
    portal: () => portalLines(steps, place, terminal.columns),
    az: () => plain(azLines(steps, place)),
    powershell: () => plain(powershellLines(steps, place)),
  };
  if (options.as !== 'all') {
    showResult(forms[options.as](), terminal);
    return;
  }
  const headings = {
    portal: `In ${places[place.cloud].portal}`,
    az: 'With the Azure CLI',
    powershell: 'With Microsoft Graph PowerShell',
  };
  const all = (['portal', 'az', 'powershell'] as const).flatMap((form, index) => [
    ...(index === 0 ? [] : [blank, blank]),
    line(span(`# ${headings[form]}`, 'heading')),
    blank,
    ...forms[form](),
  ]);
  showResult(all, terminal);
}

const plain = (lines: readonly string[]): readonly Line[] => lines.map((each) => line(each));

async function run(
  steps: readonly Step[],
  place: SetupPlace,
  options: SetupOptions,
  tenant: Parameters<typeof runSteps>[1],
  world: SetupWorld,
): Promise<number> {
  const { terminal } = world;
  const show = (lines: readonly Line[]): void => terminal.say(paint(lines, false).trimEnd());
  const ran = await runSteps(
    steps,
    tenant,
    {
      async announce(step, left) {
        show(announced(step, left.missing, terminal.columns));
        return options.yes || (await confirmed('Do this?', world, sayYes));
      },
      tell: (outcome) => show(outcomeLines(outcome, place, terminal.columns)),
    },
    world,
    options.adopt,
  );
  const ids = idsOf(ran);
  if (options.json)
    printJson(
      {
        format: 1,
        steps,
        applications: Object.fromEntries(ids),
        outcomes: ran.outcomes.map(({ step, result }) => ({ step: step.id, ...result })),
      },
      terminal,
    );
  else
    showResult(
      [
        ...summaryLines(ran.outcomes, ids, place, terminal.columns),
        ...byHandLines(steps.filter(isNotChecked), ids, place, terminal.columns),
      ],
      terminal,
    );
  if (!options.json) await checkEach(steps, ids, place, options, world);
  const isWhole = ran.outcomes.every(
    ({ result: { outcome } }) => outcome === 'already' || outcome === 'done',
  );
  return isWhole ? exitCodes.success : exitCodes.partlyApplied;
}

/**
 * Doctor, as each application whose key is at hand. What it finds changes nothing about how setup ended: what is left to do
 * by hand is missing still, and what was granted a moment ago may not count yet.
 */
async function checkEach(
  steps: readonly Step[],
  ids: ReadonlyMap<Part, Ids>,
  place: SetupPlace,
  { directory, endpoint }: SetupOptions,
  world: SetupWorld,
): Promise<void> {
  const { terminal } = world;
  for (const step of steps) {
    const { work, part } = step;
    const appId = ids.get(part)?.appId;
    if (work.work !== 'doctor' || work.keyFile === undefined || appId === undefined) continue;
    showResult(
      [...byHandLines([step], ids, place, terminal.columns), ...lateLines(terminal.columns)],
      terminal,
    );
    const as = world.signedInWith({ clientId: appId, keyFile: work.keyFile });
    await doctor({ directory, as: part, json: false, ...(endpoint === undefined ? {} : { endpoint }) }, as);
  }
}

const isNotChecked = ({ work }: Step): boolean => work.work !== 'doctor' || work.keyFile === undefined;

const sayYes = 'Look at what setup prints without --run, and say --yes where it is to go on without asking.';

function idsOf({ known }: SetupRun): ReadonlyMap<Part, Ids> {
  return new Map(
    [...known].flatMap(([part, { registration, principal }]) =>
      registration && principal
        ? [[part, { appId: registration.appId, objectId: principal.id }] as const]
        : [],
    ),
  );
}
