import type { ActionOptions, ActionWorld } from './action-world.ts';

/** Names within the artifacts. */
export const planName = 'plan.json';
export const pageName = 'plan.html';

/** The artifacts of the workflows. */
export const planArtifact = 'tenantry-plan';
export const journalArtifact = 'tenantry-journal';

/** Branches that stand in for artifacts. */
export const planBranch = (pullRequest: number): string => `tenantry/plan-${pullRequest}`;
export const journalBranch = 'tenantry/journal';

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
