import { shownName } from '../../core/attributes/extension-value.ts';
import type { ImportResult, NotImported } from '../../core/import/result.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, wrap, type Line } from './lines.ts';
import { count } from './summary.ts';

const mostShown = 20;

/** What an import did or would do. `ofEntries`: it was about nothing but what entries say. */
export function showImport(result: ImportResult, columns: number, ofEntries = false): readonly Line[] {
  const { files, objects, left, remarks, written } = result;
  const changed = objects.filter(({ edit }) => edit === 'changed');
  return [
    ...headline(result, columns, ofEntries),
    ...files.flatMap(({ file, isNew, added, changed: edited, removed }) =>
      wrap(
        [
          span(isNew ? '+ ' : '~ ', isNew ? 'added' : 'changed'),
          span(safe(file), 'name'),
          span(
            `  ${[part(added, 'added'), part(edited, 'changed'), part(removed, 'removed')].filter(Boolean).join(', ')}`,
            'quiet',
          ),
        ],
        columns,
        4,
        2,
      ),
    ),
    ...(changed.length === 0
      ? []
      : [blank, line(span(written ? 'Entries that were changed' : 'Entries that change', 'heading'))]),
    ...some(changed, (each) =>
      wrap(
        [
          span('~ ', 'changed'),
          span(`${each.kind} ${safe(each.name)}`, 'name'),
          span(`: ${attributesOf(each.attributes)}`),
        ],
        columns,
        4,
        2,
      ),
    ),
    ...(left.length === 0
      ? []
      : [
          blank,
          line(span(`${ofEntries ? 'Left as it was' : 'Not in the files'}: ${summary(left)}`, 'heading')),
        ]),
    ...some(grouped(left), ({ what, all }) => [
      ...wrap([span('! ', 'warning'), span(what, 'name'), span(`  ${names(all)}`, 'quiet')], columns, 4, 2),
      ...paragraph(safe(all[0]?.why ?? ''), columns, 6),
    ]),
    ...(remarks.length === 0 ? [] : [blank]),
    ...remarks.flatMap((each) => paragraph(safe(each), columns, 0)),
  ];
}

function headline(
  { files, objects, written }: ImportResult,
  columns: number,
  ofEntries: boolean,
): readonly Line[] {
  if (files.length === 0)
    return paragraph(
      ofEntries
        ? 'There is nothing to change in the entries.'
        : 'The files say already what the tenant holds.',
      columns,
      0,
      'heading',
    );
  const of = (edit: string, kind: string) =>
    objects.filter((each) => each.edit === edit && each.kind === kind).length;
  const parts = (['added', 'changed', 'removed'] as const).flatMap((edit) => {
    const counts = [of(edit, 'user'), of(edit, 'group')] as const;
    const said = [
      counts[0] > 0 ? count(counts[0], 'user') : '',
      counts[1] > 0 ? count(counts[1], 'group') : '',
    ].filter(Boolean);
    return said.length === 0 ? [] : [`${said.join(' and ')} ${edit}`];
  });
  const verb = written ? 'Wrote' : 'Would write';
  return paragraph(
    `${verb} ${count(files.length, 'file')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`,
    columns,
    0,
    'heading',
  );
}

const part = (number: number, word: string): string =>
  number === 0 ? '' : `${number.toLocaleString('en')} ${word}`;

const attributesOf = (names: readonly string[]): string =>
  names.map((each) => safe(shownName(each))).join(', ');

/** The same attribute, for the same kind of reason, told once. */
function grouped(
  left: readonly NotImported[],
): readonly { readonly what: string; readonly all: readonly NotImported[] }[] {
  const kinds = new Map<string, NotImported[]>();
  for (const each of left) {
    const reason = each.why.replace(/`[^`]*`|\d[\d,.]*/g, '');
    const key = `${each.kind} ${each.attribute ?? ''} ${reason}`;
    const known = kinds.get(key);
    if (known) known.push(each);
    else kinds.set(key, [each]);
  }
  return [...kinds.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const whose = count(all.length, first.kind);
    const { attribute } = first;
    return [{ what: attribute === undefined ? whose : `${safe(shownName(attribute))} of ${whose}`, all }];
  });
}

function names(all: readonly NotImported[]): string {
  const shown = all.slice(0, 5).map(({ name }) => safe(name));
  return `${shown.join(', ')}${all.length > shown.length ? ` and ${(all.length - shown.length).toLocaleString('en')} more` : ''}`;
}

function summary(left: readonly NotImported[]): string {
  const values = left.filter(({ attribute }) => attribute !== undefined).length;
  const objects = left.length - values;
  return [values > 0 ? count(values, 'value') : '', objects > 0 ? count(objects, 'object') : '']
    .filter(Boolean)
    .join(' and ');
}

/** The first of many, and how many more there are. */
function some<T>(all: readonly T[], show: (each: T) => readonly Line[]): readonly Line[] {
  const more = all.length - mostShown;
  return [
    ...all.slice(0, mostShown).flatMap(show),
    ...(more > 0 ? [line(span(`  and ${more.toLocaleString('en')} more, which --json lists`, 'quiet'))] : []),
  ];
}
