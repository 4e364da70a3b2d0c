import { formatPlace, type Problem } from '../../core/problem.ts';
import { countProblems, problemSentence } from '../text/problems.ts';
import { shortened } from '../text/shortened.ts';
import { count } from '../text/summary.ts';
import { alert } from './alert.ts';
import { always, assemble, block, bytesOf } from './blocks.ts';
import { code, prose } from './escape.ts';
import { shortCommit } from './footer.ts';
import { markerLine } from './marker.ts';
import { rows } from './rows.ts';
import { table } from './table.ts';

/**
 * The comment where there is no plan: all problems of the files, each with its place, or what else kept it from being
 * made.
 */
export function invalidComment(input: {
  readonly problems: readonly Problem[];
  readonly tenantId: string;
  readonly commit: string;
  /** What has the problems. Default: the files. */
  readonly where?: 'files' | 'surroundings';
  /** Bytes of UTF-8 at most. Default 60,000. */
  readonly limit?: number;
}): string {
  const { problems, tenantId, commit, where = 'files', limit = 60_000 } = input;
  const marker = markerLine(tenantId, { digest: '', commit, state: 'invalid' });
  const body = assemble(
    [
      block(`### No plan: ${titles[where]}`, always),
      ...(where === 'files'
        ? [
            block(alert('CAUTION', [`**${countProblems(problems)}**`]), always),
            problemTable(problems, limit > 100_000),
          ]
        : [block(alert('CAUTION', problems.slice(0, 10).map(inWords)), always)]),
      block(`#### Next\n\n- ${next[where]}`, always),
      block(`<sub>Files of commit ${shortCommit(commit)}</sub>`, always),
    ],
    limit - bytesOf(marker) - 2,
  );
  return `${marker}\n${body}\n`;
}

const titles = { files: 'the files have problems', surroundings: 'it could not be made' };
const next = {
  files: 'Mend them; `tenantry validate` finds the same ones without asking the tenant.',
  surroundings: 'Mend that, then run the job again. The files are not what is wrong.',
};

const longest = 1000;

const inWords = (problem: Problem): string =>
  `**${prose(shortened(problemSentence(problem), longest))}** ${prose(shortened(problem.remedy, longest))}`.trim();

function problemTable(problems: readonly Problem[], whole: boolean): ReturnType<typeof block> {
  const words = (sentence: string): string => prose(whole ? sentence : shortened(sentence, longest));
  const cells = problems.map((problem) => [
    [...(problem.place ? [problem.place] : []), ...(problem.also ?? [])]
      .map((place) => code(formatPlace(place)))
      .join('<br>also '),
    [problemSentence(problem), problem.remedy]
      .filter((each) => each !== '')
      .map(words)
      .join('<br>'),
  ]);
  const show = (most: number): string => {
    const more = cells.length - most;
    const rest = more > 0 ? `\n\nand ${count(more, 'more problem')}: see the log of the run.` : '';
    return table(['Where', 'What is wrong, and how to mend it'], cells.slice(0, most)) + rest;
  };
  return rows(cells.length, show, 1, 'They are too long for here: see the log of the run.');
}
