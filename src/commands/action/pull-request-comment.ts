import { load } from '../../config/load.ts';
import { alert } from '../../render/markdown/alert.ts';
import { prose } from '../../render/markdown/escape.ts';
import { commentMarker, markerLine, readMarker } from '../../render/markdown/marker.ts';
import type { ActionWorld } from './action-world.ts';

type Commenting = Pick<ActionWorld, 'forge'>;

/** Writes the one comment of a tenant on a pull request; with `onlyIfThere` none is begun. */
export async function commentOn(
  pullRequest: number,
  tenantId: string,
  body: string,
  { forge }: Commenting,
  { onlyIfThere = false }: { readonly onlyIfThere?: boolean } = {},
): Promise<void> {
  const existing = await forge.findComment(pullRequest, commentMarker(tenantId));
  if (existing) {
    if (existing.body !== body) await forge.editComment(existing.id, body);
  } else if (!onlyIfThere) await forge.addComment(pullRequest, body);
}

/** A comment with a warning above everything else. */
export function cautioned(body: string, warning: string): string {
  const [marker = '', ...rest] = body.split('\n');
  return [marker, alert('CAUTION', [warning]), '', ...rest].join('\n');
}

const notApplied = 'Nothing of this pull request was applied:';

/** Says on the comment of a merged pull request that its plan did not count; `why` is a clause. */
export async function tellNotApplied(
  pullRequest: number,
  tenantId: string,
  why: string,
  { forge }: Commenting,
): Promise<void> {
  const existing = await forge.findComment(pullRequest, commentMarker(tenantId));
  const marker = existing && readMarker(existing.body);
  if (!existing || !marker || existing.body.includes(notApplied)) return;
  const [, ...rest] = existing.body.split('\n');
  const body = [markerLine(tenantId, { ...marker, state: 'refused' }), ...rest].join('\n');
  await forge.editComment(existing.id, cautioned(body, `**${notApplied}** ${prose(`${why}.`)}`));
}

/** Says on the comment of an earlier commit that it is out of date, while the next plan is being made. */
export async function supersede(
  pullRequest: number,
  tenantId: string,
  commit: string,
  { forge }: Commenting,
): Promise<void> {
  const existing = await forge.findComment(pullRequest, commentMarker(tenantId));
  const marker = existing && readMarker(existing.body);
  if (!existing || !marker || marker.state !== 'planned') return;
  const [, ...rest] = existing.body.split('\n');
  const note = `> [!NOTE]\n> Superseded: ${commit === marker.commit ? 'main has moved' : `commit ${commit.slice(0, 12)}`}, and a new plan is being made. What follows is the plan before.\n`;
  const line = markerLine(tenantId, { ...marker, state: 'superseded' });
  await forge.editComment(existing.id, [line, note, ...rest].join('\n'));
}

/** The pull request no longer changes the files, so that its plan says nothing any more. */
export async function untouched(pullRequest: number, tenantId: string, world: Commenting): Promise<void> {
  const existing = await world.forge.findComment(pullRequest, commentMarker(tenantId));
  const marker = existing && readMarker(existing.body);
  if (!existing || !marker || marker.state === 'untouched') return;
  const line = markerLine(tenantId, { ...marker, state: 'untouched' });
  await world.forge.editComment(
    existing.id,
    `${line}\nThis pull request no longer changes the tenant's files.\n`,
  );
}

/** The tenant that the files are about, as far as they can be read; else that of the base, else nothing. */
export async function tenantOf(
  directory: string,
  base: string | undefined,
  { files }: Pick<ActionWorld, 'files'>,
): Promise<string> {
  const now = load(await files.read(directory), directory).desired?.settings.tenant.id;
  if (now !== undefined || base === undefined) return now ?? '';
  return load(await files.readAt(base, directory), directory).desired?.settings.tenant.id ?? '';
}
