import { expect, test } from 'vitest';
import { loaded, told, user } from './support.ts';

/** What is wrong in the lines below `user:`, with line and column. */
const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['employeeId: 00123'],
    [
      '3:17 `employeeId` is text, but `00123` without quotation marks is the number 123 to YAML. Write `employeeId: "00123"`.',
    ],
  ],
  [
    ['department: true'],
    [
      '3:17 `department` is text, but `true` without quotation marks is the boolean true to YAML. Write `department: "true"`.',
    ],
  ],
  [
    ['department: 2026-01-05'],
    [
      '3:17 `department` is text, but `2026-01-05` without quotation marks is a date to many readers of YAML. Write it between quotation marks: "2026-01-05".',
    ],
  ],
  [
    ['extensionAttribute1: 1e3'],
    [
      '3:26 `extensionAttribute1` is text, but `1e3` without quotation marks is the number 1000 to YAML. Write `extensionAttribute1: "1e3"`.',
    ],
  ],
  [
    ['department:'],
    [
      '3:5 `department` has no value. Write `department: null`, in lower case, to clear it, or leave the key out to leave the value alone.',
    ],
  ],
  [
    ['department: ~'],
    [
      '3:17 `department` is `~`, which means nothing here. Write `department: null`, in lower case, to clear it, or leave the key out to leave the value alone.',
    ],
  ],
  [
    ['department: Null'],
    [
      '3:17 `department` is `Null`, which means nothing here. Write `department: null`, in lower case, to clear it, or leave the key out to leave the value alone.',
    ],
  ],
  [
    ['department: ""'],
    [
      '3:17 `department` is empty text. Write `null`, without quotation marks, to clear it, or leave the key out to leave the value alone.',
    ],
  ],
  [
    ['department: "  "'],
    [
      '3:17 `department` is nothing but spaces. Write `null`, without quotation marks, to clear it, or leave the key out to leave the value alone.',
    ],
  ],
  [
    ['department: "Sales\\u0007"'],
    [
      '3:17 `department` holds the control character U+0007 at character 6. Remove it; it may have come along from where the value was copied.',
    ],
  ],
  [
    ['streetAddress: "a\\nb"'],
    [
      '3:20 `streetAddress` holds a line break at character 2. Remove it; it may have come along from where the value was copied.',
    ],
  ],
  [
    ['employeeId: "12345678901234567"'],
    ['3:17 `employeeId` has 17 characters; the service takes at most 16. Shorten it by 1.'],
  ],
  [
    ['employeeId: 😀😀😀😀😀😀😀😀😀'],
    [
      '3:17 `employeeId` has 18 characters; the service takes at most 16. Shorten it by 2. Emoji and some rare characters count twice.',
    ],
  ],
  [
    ['usageLocation: null'],
    [
      '3:20 `usageLocation` cannot be cleared: the service keeps a value once there is one. Write another value, or leave the key out to leave the value alone.',
    ],
  ],
  [
    ['usageLocation: Brazil'],
    [
      '3:20 `usageLocation` must be a two-letter country code of ISO 3166 in capitals, such as BR, not `Brazil`. Correct the value.',
    ],
  ],
  [
    ['usageLocation: 55'],
    [
      '3:20 `usageLocation` must be a two-letter country code of ISO 3166 in capitals, such as BR, not `55`. Correct the value.',
    ],
  ],
  [['usageLocation:'], ['3:5 `usageLocation` has no value. Write a value, or leave the key out.']],
  [
    ['accountEnabled: yes'],
    ['3:21 `accountEnabled` must be `true` or `false`, not `yes`. Correct the value, or leave the key out.'],
  ],
  [
    ['accountEnabled: null'],
    [
      '3:21 `accountEnabled` cannot be cleared: the service keeps a value once there is one. Write another value, or leave the key out to leave the value alone.',
    ],
  ],
  [
    ['userType: member'],
    [
      '3:15 `userType` must be `Member` or `Guest`, not `member`; did you mean `Member`? Write one of these, in the same capitals.',
    ],
  ],
  [
    ['userType: Owner'],
    ['3:15 `userType` must be `Member` or `Guest`, not `Owner`. Write one of these, in the same capitals.'],
  ],
  [
    ['employeeHireDate: 2026-02-30'],
    [
      '3:23 `employeeHireDate` must be a date such as 2026-03-02, or with a time 2026-03-02T09:00:00Z, not `2026-02-30`. Check that this day and time exist and are written in this form.',
    ],
  ],
  [
    ['employeeHireDate: 05.01.2026'],
    [
      '3:23 `employeeHireDate` must be a date such as 2026-03-02, or with a time 2026-03-02T09:00:00Z, not `05.01.2026`. Write year, month and day in this order.',
    ],
  ],
  [
    ['employeeHireDate: 2026-01-05T09:00:00'],
    [
      '3:23 `employeeHireDate` must be a date such as 2026-03-02, or with a time 2026-03-02T09:00:00Z, not `2026-01-05T09:00:00`. Say which time zone is meant: `2026-01-05T09:00:00Z` for UTC, or `2026-01-05T09:00:00+01:00`.',
    ],
  ],
  [
    ['employeeHireDate: 2026'],
    [
      '3:23 `employeeHireDate` must be a date such as 2026-03-02, or with a time 2026-03-02T09:00:00Z, not `2026`. Correct the value.',
    ],
  ],
  [
    ['businessPhones: ["1", "2"]'],
    ['3:21 `businessPhones` has 2 entries; the service takes at most 1. Keep the one that counts.'],
  ],
  [['businessPhones: +5511'], ['3:21 `businessPhones` must be a list. Write `businessPhones: ["+5511"]`.']],
  [
    ['businessPhones: [+5511]'],
    [
      '3:22 An entry of `businessPhones` is text, but `+5511` without quotation marks is the number 5511 to YAML. Write `- "+5511"`.',
    ],
  ],
  [['otherMails: [a@b.com, A@b.com]'], ['3:27 `otherMails` names `A@b.com` twice. Remove one of the two.']],
  [
    ['otherMails: [~]'],
    ['3:18 A list entry is `~`, which means nothing here. Write a value, or remove the entry.'],
  ],
  [
    ['manager: Lee Gu'],
    [
      '3:14 `manager` must be an object id, a user principal name or a mail address, not `Lee Gu`. Write one of these; a display name never says for certain who is meant.',
    ],
  ],
  [
    ['manager: { id: 1 }'],
    ['3:14 `manager` must be text, not a map of keys and values. Correct the value, or leave the key out.'],
  ],
  [
    ['employeeOrgData: {}'],
    [
      '3:22 `employeeOrgData` names none of its parts. Write at least one part, `null` to clear all of them, or leave the key out.',
    ],
  ],
  [
    ['employeeOrgData: { divison: Cloud }'],
    ['3:24 `divison` is not known here; did you mean `division`? Correct the spelling, or remove the key.'],
  ],
  [
    ['employeeOrgData: Cloud'],
    [
      '3:22 `employeeOrgData` must be a map of keys and values, not `Cloud`. Correct the value, or leave the key out.',
    ],
  ],
  [
    ['departmnt: IT'],
    [
      '3:5 `departmnt` is not known here; did you mean `department`? Correct the spelling, or remove the key.',
    ],
  ],
  [
    ['colour: red'],
    ['3:5 `colour` is not known here. Remove it, or use one of the names in docs/attributes.md.'],
  ],
  [
    ['expect: { size: { min: 1 } }'],
    [
      '3:5 `expect` is not managed by this version of Tenantry yet. Remove the key; a later version will read it.',
    ],
  ],
  [
    ['id: 84841066'],
    [
      '3:9 `id` must be an object id, such as 63384f56-42d2-4aa7-b1d6-b10c78f143a2, not `84841066`. Correct the value.',
    ],
  ],
  [['id: null'], ['3:9 `id` cannot be `null`. Write a value, or leave the key out.']],
  [
    ['department: IT', 'department: HR'],
    ['4:5 `department` stands here for the second time; it is already in line 3. Keep one of the two.'],
  ],
  [
    ['<<: { department: IT }'],
    [
      '3:5 Merge keys (`<<`) are not part of YAML 1.2 and are not read. Use `defaults` of the file, or write the values out.',
    ],
  ],
  [['__proto__: { department: IT }'], ['3:5 `__proto__` is not allowed as a key. Remove it.']],
  [
    ['department: *it'],
    [
      '3:17 Nothing is marked with `&it`, so `*it` stands for nothing. Write the value itself, or put it in quotation marks where the * belongs to it.',
    ],
  ],
  [
    ['department: !secret IT'],
    [
      '3:25 The tag `!secret` is not read: files hold data only. Remove the tag and write the value itself; text that begins with ! needs quotation marks.',
    ],
  ],
  [['"": c'], ['3:5 A key must be a name. Write `name: value`.']],
  [
    ['city: &x ~', 'state: *x'],
    [
      '3:14 `city` is `~`, which means nothing here. Write `city: null`, in lower case, to clear it, or leave the key out to leave the value alone.',
    ],
  ],
  [
    ['department: [IT]', 'city: 5', 'userType: member'],
    [
      '3:17 `department` must be text, not a list. Correct the value, or leave the key out.',
      '4:11 `city` is text, but `5` without quotation marks is the number 5 to YAML. Write `city: "5"`.',
      '5:15 `userType` must be `Member` or `Guest`, not `member`; did you mean `Member`? Write one of these, in the same capitals.',
    ],
  ],
];

test.each(cases)('%j', (lines, problems) => {
  const { desired, problems: found } = loaded({ 'users/a.yaml': user(...lines) });
  expect(told(found)).toEqual(
    problems.map((problem) => `tenant/users/a.yaml:${problem.replace(' ', ' (user adele@contoso.com) ')}`),
  );
  expect(desired?.users).toEqual([]);
});
