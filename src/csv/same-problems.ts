import { listed } from '../core/wording.ts';
import type { Problem } from '../core/problem.ts';

const most = 12;

/** Problems by place, in which what is wrong alike in several rows of a column is one, with the rows named. */
export function withSameOnce(problems: readonly Problem[]): readonly Problem[] {
  const groups = Map.groupBy(problems, ({ id, message, remedy, place, object }) =>
    JSON.stringify([id, message, remedy, object?.startsWith('row ') ? place?.column : object]),
  );
  return [...groups.values()]
    .flatMap((alike): readonly Problem[] => {
      const [first] = alike;
      if (!first || alike.length === 1) return alike;
      const rows = alike.map(({ object = '' }) => /^row (\d+)/.exec(object)?.[1] ?? '');
      const named = rows.length > most ? [...rows.slice(0, most), `${rows.length - most} more`] : rows;
      return [{ ...first, object: (first.object ?? '').replace(/^row \d+/, `rows ${listed(named)}`) }];
    })
    .toSorted(byLine);
}

const byLine = (a: Problem, b: Problem): number =>
  (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
