import { describe, expect, test } from 'vitest';
import { compileSearch, searchWords } from '../../src/emulator/odata/search.ts';

const groups = [
  { displayName: 'SFA Videos', description: null, mailNickname: 'SFAVideos' },
  { displayName: 'Video Production', description: 'Video Production', mailNickname: 'VideoProduction' },
  { displayName: 'Golf Assist', description: 'Products for golf', mailNickname: 'golfassist' },
];
const found = (search: string): number[] => {
  const { test: matches } = compileSearch(search, 'group', { eventual: true });
  return groups.flatMap((group, index) => (matches(group) ? [index] : []));
};

test.each<[search: string, expected: number[]]>([
  ['"displayName:Video"', [0, 1]],
  ['"displayName:ideo"', []],
  ['"displayName:prod video"', [1]],
  ['"displayName:Video" OR "description:prod"', [0, 1, 2]],
  ['"displayName:Video" AND "description:prod"', [1]],
  ['"displayName:golf" OR "displayName:Video" AND "description:prod"', [1, 2]],
  ['("displayName:golf" OR "displayName:Video") AND "description:prod"', [1, 2]],
  ['"mailNickname:sfav"', [0]],
  ['"mailNickname:videos"', []],
])('%s', (search, expected) => {
  expect(found(search)).toEqual(expected);
});

test.each<[text: string, words: string[]]>([
  ['Oscar Ward', ['oscar', 'ward']],
  ['HelloWorld', ['hello', 'world']],
  ['SFAVideos 2019', ['sfa', 'videos', '2019']],
  ['one-two_three', ['one', 'two', 'three']],
  ['', []],
])('the words of %j', (text, words) => {
  expect(searchWords(text)).toEqual(words);
});

describe('refusals', () => {
  test('without the header', () => {
    expect(() => compileSearch('"displayName:x"', 'user', { eventual: false })).toThrow(
      expect.objectContaining({
        status: 400,
        code: 'Request_UnsupportedQuery',
        message:
          "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
      }),
    );
  });

  test.each([
    '',
    'displayName:x',
    '"displayName"',
    '"displayName:x" "mail:y"',
    '"displayName:x" OR',
    '("displayName:x"',
    '"a',
  ])('no clause: %s', (search) => {
    expect(() => compileSearch(search, 'user', { eventual: true })).toThrow(
      expect.objectContaining({ status: 400, code: 'BadRequest' }),
    );
  });

  test.each(['"aboutMe:x"', '"nothing:x"'])('no index: %s', (search) => {
    expect(() => compileSearch(search, 'user', { eventual: true })).toThrow(
      expect.objectContaining({ status: 400, code: 'Request_UnsupportedQuery' }),
    );
  });
});
