import { InvalidConfiguration, TenantryError, type Problem } from '../../core/problem.ts';
import type { Terminal } from '../../ports.ts';
import { defaultRedaction, type Redaction } from '../../render/redaction.ts';
import type { ActionOptions, ActionWorld } from './action-world.ts';

/** How much of the tenant may be seen in the repository. */
export interface Seen {
  readonly redaction: Redaction;
  /** Throws TenantryError where what has to be stored could be read by people who may not see it. */
  readonly requireKey: () => void;
  /** What went wrong, as it may be told. */
  readonly told: (error: unknown) => unknown;
}

/** Does something in a world in which no more is seen of the tenant than may be: in the log, and of what it throws. */
export async function redacting<T>(
  options: Pick<ActionOptions, 'redaction' | 'store'>,
  given: ActionWorld,
  part: (seen: Seen, world: ActionWorld) => Promise<T>,
): Promise<T> {
  const { name, visibility } = await given.forge.repository();
  const redaction = options.redaction ?? defaultRedaction(visibility);
  const told = (error: unknown): unknown => (redaction === 'full' ? error : withoutNames(error));
  // The log of a run is seen by whoever sees the repository.
  const world = redaction === 'full' ? given : { ...given, terminal: silent(given.terminal) };
  const requireKey = (): void => {
    if ((redaction !== 'full' || options.store === 'branch') && !given.hasPlanKey)
      throw keyMissing(name, redaction);
  };
  try {
    const result = await part({ redaction, requireKey, told }, world);
    if (redaction !== 'full')
      given.terminal.say(
        `What happened is in the summary of the run, as far as it may be seen there (redaction: ${redaction}).`,
      );
    return result;
  } catch (error) {
    throw told(error);
  }
}

const keyMissing = (name: string, redaction: Redaction): TenantryError =>
  new TenantryError({
    id: 'plan-key-missing',
    message:
      redaction === 'full'
        ? 'Plans are to be stored on a branch, and there is no key to encrypt them with'
        : `Plans hold personal data, more people can see ${name} than may see those (redaction: ${redaction}), and there is no key to encrypt them with`,
    remedy:
      'Keep the output of `openssl rand -base64 32` as a secret of the repository, and hand it to the Action as TENANTRY_PLAN_KEY under `env:`.',
  });

/** Files are seen by whoever sees the repository. What services say, and what is about objects, may name people. */
function withoutNames(error: unknown): unknown {
  if (error instanceof InvalidConfiguration) return error;
  if (error instanceof TenantryError)
    return new TenantryError(error.problems.map((each) => (harmless.test(each.id) ? each : untold(each))));
  if (!(error instanceof Error) || error.name === 'AbortError') return error;
  const hidden = new Error('What it was is not told here, since it may name people.');
  hidden.stack = [
    hidden.message,
    ...(error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line)),
  ].join('\n');
  return hidden;
}

/** Problems of the workflow, of GitHub and of signing in, whose words are about these alone. */
const harmless =
  /^(?:action|artifact|event|first-apply|git|github|graph-roles|interrupted|journal|newer-commits|no-plan|not-the|partial-plan|plan-file|plan-key|proxy|sign-in|wrong-tenant)(?:-|$)/;

const untold = ({ id }: Problem): Problem => ({
  id,
  message: `What went wrong (${id}) is not told here: it may name people, and more people see this repository than may see those`,
  remedy: 'Run the same with `tenantry plan` or `tenantry apply` on a machine of your own: it tells.',
});

const silent = (terminal: Terminal): Terminal => ({
  ...terminal,
  print() {},
  say() {},
  progress() {},
});
