/** Where rules that are written over several lines are broken. */
const columns = 96;

/** A rule over several lines, or a rule as it is read from them: line breaks and the spaces around them are one space. */
export function ruleOnOneLine(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/**
 * The lines of a rule in a block scalar. They are broken at single spaces alone, also within quotation marks, since a
 * break counts as one space wherever it is; before an operator where that leaves a line of some length.
 */
export function ruleLines(rule: string): readonly string[] {
  const lines: string[] = [];
  let rest = rule;
  while (rest.length > columns) {
    const at = breakBefore(rest);
    if (at === undefined) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest];
}

/** The place of the space at which a line ends; undefined where there is none. */
function breakBefore(text: string): number | undefined {
  const places = [...text.matchAll(/(?<=\S) (?=\S)/g)].map((match) => match.index);
  const within = places.filter((place) => place <= columns);
  const operators = within.filter(
    (place) => place > columns / 3 && /^ -(?:and|or) /i.test(text.slice(place)),
  );
  return operators.at(-1) ?? within.at(-1) ?? places[0];
}
