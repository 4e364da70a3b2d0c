import { agreementOf, type Calibrated, type CalibratedGroup } from '../core/impact/calibrated.ts';
import { calibrate as hold } from '../core/impact/calibration.ts';
import { standingOf } from '../core/impact/standing.ts';
import type { LiveObject, LiveTenant } from '../core/live/live.ts';
import { showCalibration } from '../render/text/calibration.ts';
import { exitCodes } from './exit-codes.ts';
import { printJson, showResult } from './showing.ts';
import { askTenant, type AskingOptions } from './tenant-reading.ts';
import type { World } from './world.ts';

export interface CalibrateOptions extends AskingOptions {
  readonly json: boolean;
  readonly detailedExitcode: boolean;
}

/** Compares our evaluation with the members that Entra has, for every dynamic group. Returns the exit code. */
export async function calibrate(options: CalibrateOptions, world: World): Promise<number> {
  const { terminal } = world;
  const at = world.clock.now();
  const { tenant, calibrated } = await askTenant(options, {}, world, async (asked) => {
    const asking = asked.groups.filter((group) => standingOf(group)?.rule !== undefined);
    const members = await asked.members(asking.map(({ id }) => id));
    if (asked.users.length < asked.userCount)
      terminal.say(
        `The tenant counts ${asked.userCount} users, but ${asked.users.length} were listed: some were created just now, or the list is not whole.`,
      );
    terminal.progress('comparing');
    const calibrated = hold({ users: asked.users, groups: asked.groups, members, at: at.getTime() });
    return { tenant: asked.tenant, calibrated };
  });
  if (options.json) printJson(published(tenant, at, calibrated), terminal);
  else showResult(showCalibration(calibrated, tenant.displayName, terminal.columns), terminal);
  return options.detailedExitcode && calibrated.disagreeing > 0
    ? exitCodes.changesPresent
    : exitCodes.success;
}

/** The form that `--json` prints: objects by id and name. */
function published(tenant: LiveTenant, at: Date, calibrated: Calibrated): unknown {
  const { groups, paused, device, frozen, unreadable, constructs, ...totals } = calibrated;
  return {
    format: 1,
    tenant: { id: tenant.id, name: tenant.displayName },
    evaluatedAt: at.toISOString(),
    agreement: agreementOf(calibrated) ?? null,
    ...totals,
    constructs: constructs.map((each) => ({ ...each, agreement: agreementOf(each) ?? null })),
    groups: groups.map(ofGroup),
    paused: paused.map(ofGroup),
    device: device.map(named),
    frozen: frozen.map(named),
    unreadable: unreadable.map(named),
  };
}

const named = ({ id, displayName }: LiveObject): unknown => ({ id, name: displayName ?? null });

function ofGroup(judged: CalibratedGroup): unknown {
  const { group, disagreements, ...rest } = judged;
  return {
    id: group.id,
    name: group.displayName ?? null,
    agreement: agreementOf(judged) ?? null,
    ...rest,
    disagreements: disagreements.map(({ people, ...each }) => ({
      ...each,
      people: people.map(({ id, userPrincipalName, displayName }) => ({
        id,
        userPrincipalName: userPrincipalName ?? null,
        displayName: displayName ?? null,
      })),
    })),
  };
}
