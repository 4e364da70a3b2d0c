import { didYouMean } from '../config/did-you-mean.ts';
import { quote } from '../config/quote.ts';
import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import { commonHeaders, ignoredHeaders, normalised } from './headers.ts';
import { cellPlace, columnLetters, type Table, type TableRow } from './table.ts';
import { findByShortName, findTarget, meantTarget, type Target } from './target.ts';

/** A column of the table that is read. */
export interface Column {
  readonly index: number;
  readonly header: string;
  readonly target: Target;
}

/** What columns are for, by header: a name of a target, or `-` for none. `*` is every other one. */
export type Mapping = Readonly<Record<string, string>>;

export interface Columns {
  readonly read: readonly Column[];
  /** Headers that are passed over. */
  readonly ignored: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * What each column is for: as `given` says (on the command line), else as `saved` does (in tenant.yaml), else by its header.
 * Whatever is not known is a problem, and so are two columns for one thing.
 */
export function findColumns(
  table: Table,
  given: Mapping,
  saved: Mapping,
  targets: readonly Target[],
): Columns {
  const { file, headers, headerRow } = table;
  const read: Column[] = [];
  const ignored: string[] = [];
  const problems: Problem[] = [...unusedMaps(given, headers)];
  headers.forEach((header, index) => {
    const place = { place: cellPlace(file, headerRow, index), object: `column ${columnLetters(index)}` };
    const found = targetOf(header.trim(), given, saved, targets);
    if (found === 'ignored') {
      if (header.trim() !== '') ignored.push(header.trim());
    } else if ('message' in found) {
      if (header.trim() !== '' || table.rows.some(({ cells }) => (cells[index] ?? '').trim() !== ''))
        problems.push({ ...place, ...found });
    } else {
      const first = read.find(({ target }) => isSame(target, found));
      if (first) problems.push({ ...place, ...twice(header.trim(), first, found) });
      else read.push({ index, header: header.trim(), target: found });
    }
  });
  return { read, ignored, problems };
}

const isSame = (a: Target, b: Target): boolean =>
  a.name === b.name || (a.row !== undefined && a.row.name === b.row?.name);

type Unknown = Pick<Problem, 'id' | 'message' | 'remedy'>;

function targetOf(
  header: string,
  given: Mapping,
  saved: Mapping,
  targets: readonly Target[],
): Target | Unknown | 'ignored' {
  const mapped = mappedTo(header, given) ?? mappedTo(header, saved);
  if (mapped === '-') return 'ignored';
  if (mapped !== undefined) return meantTarget(mapped, targets) ?? noTarget(header, mapped, targets);
  const known = header === '' ? undefined : byHeader(header, targets);
  if (known !== undefined) return known;
  if ((given['*'] ?? saved['*']) === '-') return 'ignored';
  return header === '' ? noHeader : unknown(header, targets);
}

function mappedTo(header: string, mapping: Mapping): string | undefined {
  const key = normalised(header);
  return Object.entries(mapping).find(([name]) => name !== '*' && normalised(name) === key)?.[1];
}

/** The templates of Entra name the attribute between brackets: `User name [userPrincipalName] Required`. */
function byHeader(header: string, targets: readonly Target[]): Target | 'ignored' | undefined {
  const inBrackets = /\[(\w+)\]/.exec(header)?.[1];
  if (/^block sign.?in/i.test(header)) return findTarget('signInBlocked', targets);
  for (const name of inBrackets === undefined ? [header] : [inBrackets, header]) {
    const key = normalised(name);
    if (ignoredHeaders.has(key)) return 'ignored';
    const common = Object.hasOwn(commonHeaders, key) ? commonHeaders[key] : undefined;
    const target =
      findTarget(name, targets) ?? (common === undefined ? undefined : findTarget(common, targets));
    if (target) return target;
  }
  return findByShortName(header, targets);
}

/** The row below a title that holds headers, one of which says who people are. */
export const headersBelow = (rows: readonly TableRow[], targets: readonly Target[]): TableRow | undefined =>
  rows.slice(1).find(({ cells }) => {
    const known = cells.map((cell) => byHeader(cell.trim(), targets));
    const found = known.filter((each) => typeof each === 'object');
    return found.length > 1 && found.some(({ identifier }) => identifier !== undefined);
  });

function unknown(header: string, targets: readonly Target[]): Unknown {
  const ours = targets.map(({ name }) => name);
  const near = nearest(header.replaceAll(/[\s_-]/g, ''), [...ours, ...Object.keys(commonHeaders)])[0];
  const meant = near === undefined ? undefined : (commonHeaders[near] ?? near);
  const option = (target: string): string => `--map '${header.replaceAll("'", "'\\''")}=${target}'`;
  return {
    id: 'csv-unknown-column',
    message: `the header ${quote(header)} is not known${meant === undefined ? '.' : `; did you mean \`${meant}\`?`}`,
    remedy: `Say what it is with ${option(meant ?? 'ATTRIBUTE')}, or pass the column over with ${option('-')}; --map '*=-' passes over every column that is not known.`,
  };
}

const noHeader: Unknown = {
  id: 'csv-no-header',
  message: 'the column has values but no header.',
  remedy: 'Write a header above it, or remove the column.',
};

function noTarget(header: string, mapped: string, targets: readonly Target[]): Unknown {
  const suggestion = didYouMean(
    mapped,
    targets.map(({ name }) => name),
  );
  return {
    id: 'csv-unknown-attribute',
    message: `${quote(header)} is mapped to ${quote(mapped)}, which is no attribute of a user${suggestion === '' ? '.' : suggestion}`,
    remedy:
      'Use a name of docs/attributes.md, of an extension such as directoryExtensions.NAME, or one of id, userPrincipalName and mail.',
  };
}

function twice(header: string, first: Column, target: Target): Unknown {
  const isHeader = normalised(header) === normalised(first.header);
  return {
    id: 'csv-duplicate-column',
    message: isHeader
      ? `the header ${quote(header)} stands there twice, first in column ${columnLetters(first.index)}.`
      : `${quote(header)} is \`${target.name}\`, and so is ${quote(first.header)} in column ${columnLetters(first.index)}.`,
    remedy: isHeader
      ? 'Give one of the two another header, or remove it.'
      : `Keep one of the two, and pass the other over: --map '${header}=-'.`,
  };
}

function unusedMaps(given: Mapping, headers: readonly string[]): readonly Problem[] {
  const known = new Set(headers.map(normalised));
  return Object.keys(given)
    .filter((name) => name !== '*' && !known.has(normalised(name)))
    .map((name) => {
      const suggestion = didYouMean(name, headers);
      return {
        id: 'csv-map',
        message: `--map names the header ${quote(name)}, which the table does not have${suggestion === '' ? '.' : suggestion}`,
        remedy: `Its headers are ${headers
          .map((each) => quote(each.trim()))
          .slice(0, 20)
          .join(', ')}.`,
      };
    });
}
