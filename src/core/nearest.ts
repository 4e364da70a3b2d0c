/** The candidates most like a word, nearest first; none that differ in more than a third of the letters or `furthest`. */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most = 1,
  furthest = Number.POSITIVE_INFINITY,
): readonly string[] {
  const wanted = word.toLowerCase();
  const limit = Math.min(furthest, Math.max(1, Math.floor(wanted.length / 3)));
  const found: { candidate: string; far: number }[] = [];
  for (const candidate of candidates) {
    const far = distance(wanted, candidate.toLowerCase(), limit);
    if (far <= limit) found.push({ candidate, far });
  }
  return found
    .toSorted((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map((each) => each.candidate);
}

/** Letters changed, added, taken away or swapped with their neighbour between two words; at most `limit + 1`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? limit + 1;
}
