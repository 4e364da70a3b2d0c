import { expect, test } from 'vitest';
import { guardNames } from '../../src/core/guards/guard.ts';
import { loaded, tenantYaml, told } from './support.ts';

/** What is wrong in tenant.yaml: the whole file, or a line after `format` and `tenant`. */
const whole: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['format: 1'], ['1:1 The file has no `tenant`. Add `tenant: { id: TENANT-ID }`.']],
  [
    ['format: 2', 'tenant: { id: x }'],
    [
      '1:9 `format` must be `1`. Write `format: 1`.',
      '2:15 `id` must be an object id, such as 63384f56-42d2-4aa7-b1d6-b10c78f143a2, not `x`. Correct the value.',
    ],
  ],
  [
    ['tenant: {}'],
    ['1:1 The file has no `format`. Add `format: 1`.', '1:9 `tenant` has no `id`. Add `id: TENANT-ID`.'],
  ],
  [
    ['format: "1"', 'tenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3, cloud: us }'],
    [
      '1:9 `format` must be `1`. Write `format: 1`.',
      '2:60 `cloud` must be `global`, `usGovernment`, `usGovernmentDoD` or `china`, not `us`. Write one of these, in the same capitals.',
    ],
  ],
  [
    ['# nothing'],
    [
      '1:1 The file is empty. Write at least `format: 1` and `tenant: { id: TENANT-ID }`, with the tenant id that the Entra admin center shows under Overview.',
    ],
  ],
];

const added: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['guards: { usersChanged: {}, userschanged: { count: 1 }, twins: { count: -1 }, valuesCleared: 5 }'],
    [
      '3:25 The guard `usersChanged` has neither `count` nor `percent`, so it limits nothing. Write `usersChanged: { count: 10 }`, or leave the key out for the built-in limit.',
      '3:29 `userschanged` is not known here; did you mean `usersChanged`? Correct the spelling, or remove the key.',
      '3:73 `count` must be 0 or more. Correct the number.',
      '3:94 `valuesCleared` must be a map of keys and values, not `5`. Correct the value, or leave the key out.',
    ],
  ],
  [['pace: { percentOfLimit: 500 }'], ['3:25 `percentOfLimit` must be from 1 to 100. Correct the number.']],
  [
    ['exchange: { route: sometimes, rout: auto }'],
    [
      '3:20 `route` must be `auto`, `always` or `never`, not `sometimes`. Write one of these, in the same capitals.',
      '3:31 `rout` is not known here; did you mean `route`? Correct the spelling, or remove the key.',
    ],
  ],
  [
    [
      'freeze: [{ objects: [a@b.com, A@b.com], reason: "", until: 2026-02-30 }, { objects: [], untill: 2026-12-31 }]',
    ],
    [
      '3:31 `objects` names `A@b.com` twice. Remove one of the two.',
      '3:49 `reason` is empty text. Say why, for whoever wonders why nothing is written.',
      '3:60 `until` must be a day such as 2026-12-01, not `2026-02-30`. There is no such day; correct it.',
      '3:74 The entry has no `reason`. Add `reason: ...`.',
      '3:85 `objects` is an empty list. Name at least one, or leave the key out.',
      '3:89 `untill` is not known here; did you mean `until`? Correct the spelling, or remove the key.',
    ],
  ],
  [
    ['guards: { peopleMoved: { count: 3 } }'],
    [
      `3:11 \`peopleMoved\` is not known here. Remove it, or use one of ${guardNames
        .map((name) => `\`${name}\``)
        .join(', ')
        .replace(/, (?=[^,]*$)/, ' and ')}.`,
    ],
  ],
  [
    ['gaurds: {}'],
    ['3:1 `gaurds` is not known here; did you mean `guards`? Correct the spelling, or remove the key.'],
  ],
  [
    ['authorities: [{ attributes: [employeeid], owner: "" }, {}]'],
    [
      '3:30 An entry of `attributes` must be one of the names in docs/attributes.md, not `employeeid`; did you mean `employeeId`? Write one of these, in the same capitals.',
      '3:50 `owner` is empty text. Write a value, or leave the key out.',
      '3:56 The entry has no `attributes` and `owner`. Add `attributes: ...` and `owner: ...`.',
    ],
  ],
  [
    ['protected: { users: [a@b.com, a@b.com, 3], grops: [] }'],
    [
      '3:31 `users` names `a@b.com` twice. Remove one of the two.',
      '3:40 An entry of `users` is text, but `3` without quotation marks is the number 3 to YAML. Write `- "3"`.',
      '3:44 `grops` is not known here; did you mean `groups`? Correct the spelling, or remove the key.',
    ],
  ],
  [
    ['overrides: [{ guard: twins }]'],
    [
      '3:13 The entry has no `upTo`, `plan`, `reason` and `until`. Add `upTo: ...`, `plan: ...`, `reason: ...` and `until: 2026-12-01`.',
    ],
  ],
  [
    ['overrides: [{ guard: twins, upTo: 1.5, plan: 012345678901, reason: "", until: 2026-13-01 }]'],
    [
      '3:35 `upTo` must be a whole number, not `1.5`. Correct the value, or leave the key out.',
      '3:46 `plan` is text, but `012345678901` without quotation marks is the number 12345678901 to YAML. Write `plan: "012345678901"`.',
      '3:68 `reason` is empty text. Say why, for whoever reviews it and whoever reads it later.',
      '3:79 `until` must be a day such as 2026-12-01, not `2026-13-01`. There is no such day; correct it.',
    ],
  ],
  [['guards:'], ['3:1 `guards` has no value. Write a value, or leave the key out.']],
  [
    ['tenant: { id: a }'],
    ['3:1 `tenant` stands here for the second time; it is already in line 2. Keep one of the two.'],
  ],
];

test.each([
  ...whole,
  ...added.map(([lines, problems]) => [[tenantYaml + lines.join('\n')], problems] as const),
])('%j', (lines, problems) => {
  const found = loaded({ 'tenant.yaml': lines.join('\n') }).problems;
  expect(told(found)).toEqual(problems.map((problem) => `tenant/tenant.yaml:${problem}`));
});
