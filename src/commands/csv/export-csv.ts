import { TenantryError } from '../../core/problem.ts';
import { parseDelimiter } from '../../csv/delimiter.ts';
import { exportColumns } from '../../csv/export-columns.ts';
import { declaredRows, liveRows } from '../../csv/export-rows.ts';
import type { Target } from '../../csv/target.ts';
import { writeTable } from '../../csv/write-table.ts';
import { count } from '../../render/text/summary.ts';
import { loadConfiguration } from '../configuration.ts';
import { exitCodes } from '../exit-codes.ts';
import type { World } from '../world.ts';
import { everybody } from './everybody.ts';

export interface ExportCsvOptions {
  readonly directory: string;
  /** Names with commas between them. */
  readonly columns?: string;
  readonly out?: string;
  /** Everybody in the tenant instead of whom the files declare. */
  readonly live: boolean;
  /** A byte order mark, by which Excel knows UTF-8. */
  readonly bom: boolean;
  readonly delimiter?: string;
  readonly endpoint?: string;
  readonly trace?: string;
}

/** Prints or writes a table of people, from which `import csv` changes nothing. Returns the exit code. */
export async function exportCsv(options: ExportCsvOptions, world: World): Promise<number> {
  const delimiter = parseDelimiter(options.delimiter ?? ',');
  const { head } = await loadConfiguration(world.files, options.directory, undefined);
  const names = options.columns?.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  const columns = exportColumns(names, head.users, head.definitions);
  if (!options.live) refuseMail(columns);
  const rows = options.live
    ? liveRows(await everybody(head, columns, options, world), columns)
    : declaredRows(head.users, columns);
  const text = writeTable([columns.map(({ name }) => name), ...rows], { delimiter, mark: options.bom });
  if (options.out === undefined) world.terminal.print(text);
  else {
    await world.writeText(options.out, text);
    world.terminal.say(
      `Wrote ${count(rows.length, 'row')} and ${count(columns.length, 'column')} to ${options.out}.`,
    );
  }
  return exitCodes.success;
}

function refuseMail(columns: readonly Target[]): void {
  if (!columns.some(({ name }) => name === 'mail')) return;
  throw new TenantryError({
    id: 'csv-mail',
    message: 'The files do not say mail addresses, so there is no column mail.',
    remedy: 'Add --live to export what the tenant holds, or leave mail out of --columns.',
  });
}
