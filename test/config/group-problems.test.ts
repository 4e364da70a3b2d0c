import { expect, test } from 'vitest';
import { group, loaded, told } from './support.ts';

/** What is wrong in the lines below `group:`, with line and column. */
const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['membership: dynamic'],
    ['3:17 `membership` must be `assigned`, or hold a `rule:`. Correct the value, or leave the key out.'],
  ],
  [['membership: null'], ['3:17 `membership` cannot be `null`. Write a value, or leave the key out.']],
  [['membership: {}'], ['3:17 `membership` has no `rule`. Add `rule: ...`.']],
  [
    ['membership: { rul: x }'],
    ['3:19 `rul` is not known here; did you mean `rule`? Correct the spelling, or remove the key.'],
  ],
  [
    ['membership: { rule: "" }'],
    [
      '3:25 The `rule` is empty. Write a rule, or `membership: assigned` where members are not found by a rule.',
    ],
  ],
  [
    ['membership: { rule: true }'],
    [
      '3:25 `rule` is text, but `true` without quotation marks is the boolean true to YAML. Write `rule: "true"`.',
    ],
  ],
  [['membership: { rule: null }'], ['3:25 `rule` cannot be `null`. Write a value, or leave the key out.']],
  [
    ['membership: { rule: a, processing: off }'],
    [
      '3:40 `processing` must be `on`, or `paused:` with `until` and `reason` below it. Correct the value, or leave the key out.',
    ],
  ],
  [
    ['membership: { rule: a, processing: { paused: {} } }'],
    ['3:50 `paused` has no `until` and `reason`. Add `until: 2026-12-01` and `reason: ...`.'],
  ],
  [
    ['membership: { rule: a, processing: { paused: { until: 2026-02-30, reason: "" } } }'],
    [
      '3:59 `until` must be a day such as 2026-12-01, not `2026-02-30`. There is no such day; correct it.',
      '3:79 `reason` is empty text. Say why it is paused.',
    ],
  ],
  [['owners: []'], ['3:13 `owners` is an empty list. Name at least one, or leave the key out.']],
  [['owners: lee.gu@contoso.com'], ['3:13 `owners` must be a list. Write `owners: [lee.gu@contoso.com]`.']],
  [
    ['owners: null'],
    [
      '3:13 `owners` cannot be cleared: the service keeps a value once there is one. Write another value, or leave the key out to leave the value alone.',
    ],
  ],
  [
    ['owners: { atLeast: [Lee] }'],
    [
      '3:25 `owners` must be an object id, a user principal name or a mail address, not `Lee`. Write one of these; a display name never says for certain who is meant.',
    ],
  ],
  [
    ['owners: { atMost: [lee.gu@contoso.com] }'],
    [
      '3:13 `owners` has no `atLeast`. Add `atLeast: [lee.gu@contoso.com]`.',
      '3:15 `atMost` is not known here. Remove it, or use one of `atLeast`.',
    ],
  ],
  [
    ['delete: true'],
    [
      '3:5 A group can only be deleted by its id, so that no other group is meant. Add `id:` with the object id of the group.',
    ],
  ],
  [
    ['delete: false', 'id: 0a53828f-36c9-44c3-be3d-99a7fce977ac'],
    ['3:13 `delete` must be `true`. Write `true`, or leave the key out.'],
  ],
  [
    ['id: 0a53828f-36c9-44c3-be3d-99a7fce977ac', 'delete: true', 'type: security'],
    [
      '5:5 An entry with `delete: true` declares nothing else, but this one has `type`. Keep only `group`, `id` and `delete`, or remove `delete`.',
    ],
  ],
  [
    ['type: distribution'],
    [
      '3:11 `type` must be `security` or `microsoft365`, not `distribution`. Write one of these, in the same capitals.',
    ],
  ],
  [
    ['membershipRule: x'],
    [
      '3:5 `membershipRule` is not known here; did you mean `membership`? Correct the spelling, or remove the key.',
    ],
  ],
  [
    ['expect: {}'],
    [
      '3:5 `expect` is about the rule of a group, and this entry has none. Write the rule under `membership:`, or remove `expect`.',
    ],
  ],
  [
    [
      'transition: pause',
      'membership: { rule: a, processing: { paused: { until: 2026-12-01, reason: r } } }',
    ],
    [
      '3:5 `transition: pause` starts the processing of the group again at the end, but `processing` says that it is paused. Remove one of the two.',
    ],
  ],
  [
    ['membership:', '  rule: user.departmnt -eq "A"'],
    [
      '4:13 Rules have no property user.departmnt, at `user.departmnt -eq "A"`. Did you mean user.department?',
    ],
  ],
  [
    ['mailNickname: a b'],
    [
      '3:19 `mailNickname` must be the part of a mail address before the @, without @ ( ) \\ [ ] " ; : < > , or spaces, not `a b`. Correct the value.',
    ],
  ],
  [
    ['displayName: null'],
    [
      '3:18 `displayName` cannot be cleared: the service keeps a value once there is one. Write another value, or leave the key out to leave the value alone.',
    ],
  ],
];

test.each(cases)('%j', (lines, problems) => {
  const { desired, problems: found } = loaded({ 'groups/a.yaml': group(...lines) });
  expect(told(found)).toEqual(
    problems.map((problem) => `tenant/groups/a.yaml:${problem.replace(' ', ' (group engineers) ')}`),
  );
  expect(desired?.groups).toEqual([]);
});
