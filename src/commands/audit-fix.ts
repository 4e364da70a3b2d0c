import { editFile } from '../config/edit/edit-file.ts';
import type { Edit } from '../config/edit/edit.ts';
import { canonicalValues, type Canonical } from '../core/audit/canonical.ts';
import { InvalidConfiguration, formatPlace, type Problem } from '../core/problem.ts';
import { safe } from '../render/safe.ts';
import { hanging, line, paint, paragraph, span, wrap } from '../render/text/lines.ts';
import { count } from '../render/text/summary.ts';
import { exitCodes } from './exit-codes.ts';
import { loadForAsking } from './tenant-files.ts';
import type { World } from './world.ts';

/**
 * Writes the canonical value in place of its aliases in the files, all or none of them, and shows each. No tenant is read
 * or written. Throws InvalidConfiguration where a file cannot be edited. Returns the exit code.
 */
export async function fixAliases(
  directory: string,
  world: Pick<World, 'files' | 'terminal' | 'readText' | 'writeFiles'>,
): Promise<number> {
  const { terminal } = world;
  const { head } = await loadForAsking(directory, world);
  const found = canonicalValues(head);
  const written = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [file, all] of Map.groupBy(found, ({ declared }) => declared.place.file)) {
    const result = editFile(await world.readText(file), editsOf(all), file, head.definitions);
    if ('problems' in result) problems.push(...result.problems);
    else written.set(file, result.text);
  }
  if (problems.length > 0) throw new InvalidConfiguration(problems);
  await world.writeFiles(written);
  if (found.length === 0) {
    terminal.print('No file has an alias of a vocabulary.\n');
    return exitCodes.success;
  }
  const edits = new Map(found.map((each) => [formatPlace(each.declared.place), each]));
  const lines = [
    ...[...edits].flatMap(([place, { entry, attribute, declared, words }]) => [
      ...hanging(
        [
          span(place, 'name'),
          span(
            `  ${declared.fromDefaults ? 'defaults' : `${entry.kind} ${safe(entry.label)}`}, ${attribute}`,
          ),
        ],
        terminal.columns,
      ),
      ...words.flatMap(([alias, canonical]) =>
        wrap(
          [span(safe(alias), 'removed'), span(' → '), span(safe(canonical), 'added')],
          terminal.columns,
          4,
          2,
        ),
      ),
    ]),
    line(),
    ...paragraph(
      `Edited ${count(edits.size, 'value')} in ${count(written.size, 'file')}. Nothing was read or written in the tenant: \`tenantry plan\` shows what would change there.`,
      terminal.columns,
      0,
      'heading',
    ),
  ];
  terminal.print(paint(lines, terminal.colour));
  return exitCodes.success;
}

/** A default is one edit, however many entries take it. */
function editsOf(found: readonly Canonical[]): readonly Edit[] {
  const defaults = new Map<string, Edit>();
  const others: Edit[] = [];
  for (const { entry, attribute, declared, after } of found) {
    if (declared.fromDefaults)
      defaults.set(attribute, { edit: 'put', path: ['defaults', ...attribute.split('.')], value: after });
    else
      others.push({
        edit: 'set',
        list: entry.kind === 'user' ? 'users' : 'groups',
        entry: entry.label,
        attribute,
        value: after,
      });
  }
  return [...defaults.values(), ...others];
}
