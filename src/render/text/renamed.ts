import { formatPlace } from '../../core/problem.ts';
import type { LeftPlace, Renamed, RenamedPlace } from '../../core/rename/renamed.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, wrap, type Line } from './lines.ts';
import { count } from './summary.ts';

/** So many groups of a file are named. */
const mostNames = 5;

/** What was renamed, file by file, what was found and left, and what cannot be seen from here. */
export function showRenamed(renamed: Renamed, columns: number): readonly Line[] {
  const { attribute, from, to, changes, left, keepAlias } = renamed;
  const files = [...Map.groupBy(changes, ({ place }) => place.file)];
  const what = `${attribute} from ${quoted(from)} to ${quoted(to)}`;
  return [
    ...(files.length === 0
      ? paragraph(`Nothing was renamed: ${what} would change no file.`, columns, 0, 'heading')
      : paragraph(`Renamed ${what} in ${count(files.length, 'file')}`, columns, 0, 'heading')),
    ...files.flatMap(([file, ofFile]) =>
      wrap(
        [span('~ ', 'changed'), span(safe(file), 'name'), span(`  ${counted(ofFile, keepAlias, from)}`)],
        columns,
        6,
        2,
      ),
    ),
    ...joinedLines(renamed, columns),
    ...(left.length === 0 ? [] : [blank, line(span('Found, and left as it is', 'heading'))]),
    ...left.flatMap((each) => leftLines(each, columns)),
    ...(files.length === 0
      ? []
      : [
          blank,
          ...paragraph(
            'Only the files were changed; review and commit that. People and groups that no file names are not seen from here: `tenantry plan` shows who enters and leaves which group, those that are not in the files among them.',
            columns,
            0,
            'quiet',
          ),
        ]),
  ];
}

const quoted = (value: string): string => `"${safe(value)}"`;

function counted(changes: readonly RenamedPlace[], keepAlias: boolean, from: string): string {
  const of = (what: RenamedPlace['what']): readonly RenamedPlace[] =>
    changes.filter((each) => each.what === what);
  const [entries, defaults, rules, vocabulary] = [of('entry'), of('default'), of('rule'), of('vocabulary')];
  const inherited = defaults.reduce((sum, each) => sum + (each.entries ?? 0), 0);
  const names = rules.flatMap(({ object }) =>
    object === undefined ? [] : safe(object.replace(/^group /, '')),
  );
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  return [
    ...(defaults.length > 0
      ? [`the default, which ${count(inherited, 'entry')} ${inherited === 1 ? 'has' : 'have'}`]
      : []),
    ...(entries.length > 0 ? [count(entries.length, 'entry')] : []),
    ...(rules.length > 0
      ? [`${count(rules.length, 'rule')} (${names.slice(0, mostNames).join(', ')}${more})`]
      : []),
    ...(vocabulary.length > 0
      ? [`the vocabulary${keepAlias ? `, which keeps ${quoted(from)} as an alias` : ''}`]
      : []),
  ].join(', ');
}

/** Two values that become one cannot be told apart again. */
function joinedLines({ to, joined, changes }: Renamed, columns: number): readonly Line[] {
  const parts = [
    ...(joined.entries > 0 ? [`${count(joined.entries, 'time')} in files of users`] : []),
    ...(joined.rules > 0 ? [`in ${count(joined.rules, 'comparison')} of rules`] : []),
  ];
  if (parts.length === 0 || changes.length === 0) return [];
  return [
    blank,
    ...paragraph(
      `${quoted(to)} was in use before (${parts.join(', ')}). The two are one value now, and renaming it back would take both.`,
      columns,
      0,
      'warning',
    ),
  ];
}

const leftLines = ({ object, place, message }: LeftPlace, columns: number): readonly Line[] => [
  ...wrap(
    [
      span('! ', 'warning'),
      ...(object === undefined ? [] : [span(safe(object), 'name'), span('  ')]),
      span(safe(formatPlace(place)), 'quiet'),
    ],
    columns,
    4,
    2,
  ),
  ...paragraph(safe(message), columns, 6),
];
