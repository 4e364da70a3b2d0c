import type { ActionOptions, ActionWorld } from './action-world.ts';

/** Names within the artifacts. */
export const planName = 'plan.json';
/** The same for a browser. */
export const pageName = 'plan.html';
/** Which run wrote it: a branch does not say. */
export const runName = 'run.txt';

/** The artifacts of the workflows. */
export const planArtifact = 'tenantry-plan';
export const journalArtifact = 'tenantry-journal';

/** Branches that stand in for artifacts, one a tenant; without a pull request that of a run which was started by hand. */
export const planBranch = (directory: string, pullRequest?: number): string =>
  `tenantry/plan-${pullRequest ?? 'main'}${ofDirectory(directory)}`;
export const journalBranch = (directory: string): string => `tenantry/journal${ofDirectory(directory)}`;
export const acceptBranch = (directory: string): string => `tenantry/accept-drift${ofDirectory(directory)}`;

/** Nothing for the folder that most have. */
const ofDirectory = (directory: string): string =>
  directory === 'tenant' ? '' : `-${directory.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;

/** Puts texts where the workflow stores them: into the folder of the artifact, or on a branch. */
export async function keep(
  files: ReadonlyMap<string, string>,
  branch: string,
  { folder, store }: Pick<ActionOptions, 'folder' | 'store'>,
  world: Pick<ActionWorld, 'forge' | 'writeText'>,
): Promise<void> {
  for (const [name, text] of files) await world.writeText(`${folder}/${name}`, text);
  if (store === 'branch')
    await world.forge.writeBranch({
      branch,
      files: new Map([...files].map(([name, text]) => [name, new TextEncoder().encode(text)])),
      message: 'Keep what the workflow made',
    });
}
