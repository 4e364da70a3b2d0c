import { describe, expect, test } from 'vitest';
import type { Edit } from '../../../src/config/edit/edit.ts';
import { editFile } from '../../../src/config/edit/edit-file.ts';
import { extensionsYaml, prefix } from '../extension-files.ts';
import { loaded, told } from '../support.ts';

const definitions = loaded({ 'extensions/a.yaml': extensionsYaml }).desired?.definitions ?? [];
const adele = { list: 'users', entry: 'adele@contoso.com' } as const;
const engineers = { list: 'groups', entry: 'engineers' } as const;
const set = (attribute: string, value: Extract<Edit, { edit: 'set' }>['value']): Edit => ({
  edit: 'set',
  ...adele,
  attribute,
  value,
});
const release = (attribute: string): Edit => ({ edit: 'release', ...adele, attribute });
const ofGroup = (attribute: string, value: Extract<Edit, { edit: 'set' }>['value']): Edit => ({
  edit: 'set',
  ...engineers,
  attribute,
  value,
});

/** The text afterwards, or the problems as a person reads them. */
function edited(text: string, ...edits: readonly Edit[]): string | readonly string[] {
  const result = editFile(text, edits, 'tenant/users/a.yaml', definitions);
  return 'text' in result ? result.text : told(result.problems);
}

/** An entry whose other lines must not change, with these lines in its middle. */
const around = (...lines: readonly string[]): string =>
  [
    '# yaml-language-server: $schema=../../schemas/users.schema.json',
    'defaults: { city: Rio,   country: "Brazil" }',
    '',
    'users:',
    '  # the boss',
    "  - user: 'lee@contoso.com'   # Lee",
    '    department: "IT"',
    '',
    '  - user: adele@contoso.com',
    ...lines.map((line) => `    ${line}`),
    '    # her desk moved',
    '    officeLocation: São Paulo / 12',
    '',
    '  - { user: zoe@contoso.com, department: X }  # flow',
    '',
  ].join('\n');

describe('a value of an entry', () => {
  test.each<[string, readonly string[], Edit, readonly string[]]>([
    ['plain', ['department: Sales'], set('department', 'IT'), ['department: IT']],
    ['with a comment', ['department: Sales   # why'], set('department', 'IT'), ['department: IT   # why']],
    ['in double quotes, as before', ['department: "Sales"'], set('department', 'IT'), ['department: "IT"']],
    [
      'in single quotes, as before',
      ["department: 'Sales'"],
      set('department', "O'Neil"),
      ["department: 'O''Neil'"],
    ],
    ['no longer in need of quotes', ['employeeId: "00417"'], set('employeeId', 'A4'), ['employeeId: A4']],
    ['a number as text', ['employeeId: A4'], set('employeeId', '00417'), ['employeeId: "00417"']],
    ['a date as text', ['employeeId: A4'], set('employeeId', '2026-12-01'), ['employeeId: "2026-12-01"']],
    ['a truth value as text', ['usageLocation: SE'], set('usageLocation', 'NO'), ['usageLocation: "NO"']],
    [
      'with a colon',
      ['jobTitle: Engineer'],
      set('jobTitle', 'Lead: Tools #1'),
      ['jobTitle: "Lead: Tools #1"'],
    ],
    ['cleared', ['department: Sales # why'], set('department', null), ['department: null # why']],
    ['that was cleared', ['department: null'], set('department', 'IT'), ['department: IT']],
    ['true', ['accountEnabled: false'], set('accountEnabled', true), ['accountEnabled: true']],
    [
      'a date, without quotes',
      ['employeeHireDate: 2027-02-01'],
      set('employeeHireDate', '2027-03-01T00:00:00Z'),
      ['employeeHireDate: 2027-03-01T00:00:00Z'],
    ],
    [
      'a part of a complex value',
      ['employeeOrgData:', '  division: Corporate # d', '  costCenter: "1200"'],
      set('employeeOrgData.costCenter', 'C7'),
      ['employeeOrgData:', '  division: Corporate # d', '  costCenter: C7'],
    ],
    [
      'another part of a complex value',
      ['employeeOrgData: { costCenter: "1200" } # money'],
      set('employeeOrgData.division', 'X, Y'),
      ['employeeOrgData: { costCenter: "1200", division: "X, Y" } # money'],
    ],
    [
      'a part where null clears all',
      ['employeeOrgData: null'],
      set('employeeOrgData.division', 'X'),
      ['employeeOrgData: { division: X, costCenter: null }'],
    ],
    [
      'a directory extension by the name in the files',
      ['directoryExtensions: { jobGroupTracker: E4 }'],
      set(`${prefix}jobGroupTracker`, 'E5'),
      ['directoryExtensions: { jobGroupTracker: E5 }'],
    ],
    [
      'a member of a schema extension',
      ['schemaExtensions:', '  graphLearnCourses:', '    courseId: 100 # the first', '    done: true'],
      set('schemaExtensions.graphLearnCourses.courseId', 200),
      ['schemaExtensions:', '  graphLearnCourses:', '    courseId: 200 # the first', '    done: true'],
    ],
    [
      'an open extension, whole',
      ['openExtensions:', '  com.contoso.a:', '    skypeId: adele # hers', '    old: 1', '    n: [1, true]'],
      set('openExtensions.com.contoso.a', { skypeId: 'adele', n: [2], new: 'x' }),
      ['openExtensions:', '  com.contoso.a:', '    skypeId: adele # hers', '    n: [2]', '    new: x'],
    ],
    [
      'an immutable id, as a GUID where it was one',
      ['onPremisesImmutableId: { consistencyGuid: 63384f56-42d2-4aa7-b1d6-b10c78f143a2 }'],
      set('onPremisesImmutableId', 'MyIRAFVEd2aImaq7zN3u/w=='),
      ['onPremisesImmutableId: { consistencyGuid: 00112233-4455-6677-8899-aabbccddeeff }'],
    ],
    [
      'a manager',
      ['manager: lee@contoso.com'],
      set('manager', 'zoe@contoso.com'),
      ['manager: zoe@contoso.com'],
    ],
    [
      'a list on one line',
      ['otherMails: ["a@x.org", b@x.org]'],
      set('otherMails', ['b@x.org', 'c@x.org', 'd@x.org']),
      ['otherMails: [b@x.org, c@x.org, d@x.org]'],
    ],
    [
      'a list over several lines',
      ['otherMails:', '  - a@x.org # old', '  - b@x.org # kept', '  - c@x.org'],
      set('otherMails', ['d@x.org', 'b@x.org']),
      ['otherMails:', '  - b@x.org # kept', '  - d@x.org'],
    ],
    [
      'over several lines',
      ['jobTitle: Senior', '  Engineer   # why'],
      set('jobTitle', 'Boss'),
      ['jobTitle: Boss   # why'],
    ],
    ['in a block', ['jobTitle: >-', '  Senior', '  Engineer'], set('jobTitle', 'Boss'), ['jobTitle: Boss']],
    ['forgotten', ['jobTitle:   # later'], set('jobTitle', 'Boss'), ['jobTitle: Boss   # later']],
    ['taken out', ['department: Sales # why'], release('department'), []],
    [
      'the last part taken out',
      ['employeeOrgData: { division: X }', 'city: B'],
      release('employeeOrgData.division'),
      ['city: B'],
    ],
    ['not there, taken out', ['city: B'], release('department'), ['city: B']],
  ])('%s', (_, before, edit, after) => {
    expect(edited(around(...before), edit)).toBe(around(...after));
  });
});

describe('a value that the entry does not have', () => {
  const added = around().replace('/ 12\n', '/ 12\n    KEY\n');
  test.each<[Edit, string]>([
    [set('department', 'IT'), 'department: IT'],
    [set('employeeOrgData.division', 'X'), 'employeeOrgData: { division: X }'],
    [set(`${prefix}skills`, ['TypeScript', '1']), 'directoryExtensions: { skills: [TypeScript, "1"] }'],
    [
      set('schemaExtensions.graphLearnCourses.courseId', 1),
      'schemaExtensions: { graphLearnCourses: { courseId: 1 } }',
    ],
    [set('openExtensions.com.contoso.a', {}), 'openExtensions: { com.contoso.a: {} }'],
    [set('manager', null), 'manager: null'],
    // From `defaults`, where it stays for the others.
    [set('city', 'São Paulo'), 'city: São Paulo'],
  ])('%j', (edit, line) => {
    expect(edited(around(), edit)).toBe(added.replace('KEY', line));
  });

  test('stands at the end of an entry on one line', () => {
    const edit = { ...set('jobTitle', 'A, B'), entry: 'ZOE@contoso.com' } as Edit;
    expect(edited(around(), edit)).toBe(
      around().replace('department: X }', 'department: X, jobTitle: "A, B" }'),
    );
  });
});

describe('nothing changes where the file says it already', () => {
  test.each<[string, Edit]>([
    ['department: "IT "', set('department', 'IT')],
    ["department: 'IT'", set('department', 'IT')],
    ['# nothing here, but in defaults', set('city', 'Rio')],
    ['employeeHireDate: 2027-02-01', set('employeeHireDate', '2027-02-01T00:00:00Z')],
    ['otherMails: [b@x.org, a@x.org]', set('otherMails', ['a@x.org', 'b@x.org'])],
    ['otherMails: null', set('otherMails', [])],
    ['employeeOrgData: null', set('employeeOrgData.division', null)],
    [
      'onPremisesImmutableId: { objectGuid: 00112233-4455-6677-8899-AABBCCDDEEFF }',
      set('onPremisesImmutableId', 'MyIRAFVEd2aImaq7zN3u/w=='),
    ],
    ['directoryExtensions: { skills: [b, a] }', set(`${prefix}skills`, ['a', 'b'])],
    ['openExtensions: { a: { x: 1, y: "2" } }', set('openExtensions.a', { y: '2', x: 1 })],
    ['schemaExtensions: { graphLearnCourses: null }', set('schemaExtensions.graphLearnCourses.done', null)],
  ])('%s', (line, edit) => {
    expect(edited(around(line), edit)).toBe(around(line));
  });
});

/** A file of one group, with these lines below `group:`. */
const groupFile = (...lines: readonly string[]): string =>
  [
    'groups:',
    '  - group: engineers',
    ...lines.map((line) => `    ${line}`),
    '    description: D # d',
    '',
  ].join('\n');

describe('a group', () => {
  const long =
    '(user.department -eq "Engineering") -and (user.usageLocation -eq "BR") -and (user.extensionAttribute3 -ne "Contractor  A")';
  test.each<[string, readonly string[], Edit, readonly string[]]>([
    [
      'a rule',
      ['membership:', '  rule: user.city -eq "Rio" # r', '  processing: on'],
      ofGroup('membershipRule', 'user.city -eq "Sao"'),
      ['membership:', '  rule: user.city -eq "Sao" # r', '  processing: on'],
    ],
    [
      'a rule with the name that the files have for an extension',
      ['membership:', '  rule: user.jobgrouptracker -eq "E4"'],
      ofGroup('membershipRule', `(user.${prefix}jobGroupTracker -eq "E5") -or (user.city -eq "extension_")`),
      ['membership:', '  rule: (user.jobGroupTracker -eq "E5") -or (user.city -eq "extension_")'],
    ],
    [
      'a rule that says the same with another name of an extension',
      ['membership:', '  rule: user.jobgrouptracker -eq "E4"'],
      ofGroup('membershipRule', `user.${prefix}jobGroupTracker -eq "E4"`),
      ['membership:', '  rule: user.jobgrouptracker -eq "E4"'],
    ],
    [
      'a rule in a block',
      [
        'membership:',
        '  rule: |-  # r',
        '    user.city -eq "Rio"',
        '    -or user.city -eq "Sao"',
        '  processing: on',
      ],
      ofGroup('membershipRule', long),
      [
        'membership:',
        '  rule: |-  # r',
        '    (user.department -eq "Engineering") -and (user.usageLocation -eq "BR")',
        '    -and (user.extensionAttribute3 -ne "Contractor  A")',
        '  processing: on',
      ],
    ],
    [
      'a rule that only has other line breaks',
      ['membership:', '  rule: >', '    user.city', '    -eq "Rio"'],
      ofGroup('membershipRule', 'user.city -eq "Rio"'),
      ['membership:', '  rule: >', '    user.city', '    -eq "Rio"'],
    ],
    [
      'from assigned to a rule',
      ['membership: assigned'],
      ofGroup('membershipRule', 'user.city -eq "Rio"'),
      ['membership:', '  rule: user.city -eq "Rio"'],
    ],
    [
      'from a rule to assigned',
      ['membership:', '  rule: user.city -eq "Rio"', '  processing: on'],
      ofGroup('membershipRule', null),
      ['membership: assigned'],
    ],
    [
      'paused',
      ['membership: { rule: user.city -eq "Rio", processing: on }'],
      ofGroup('membershipRuleProcessingState', { paused: { until: '2026-12-01', reason: 'move' } }),
      [
        'membership: { rule: user.city -eq "Rio", processing: { paused: { until: 2026-12-01, reason: move } } }',
      ],
    ],
    [
      'resumed',
      [
        'membership:',
        '  rule: user.city -eq "Rio"',
        '  processing: { paused: { until: 2026-12-01, reason: move } }',
      ],
      ofGroup('membershipRuleProcessingState', 'On'),
      ['membership:', '  rule: user.city -eq "Rio"', '  processing: on'],
    ],
    [
      'owners',
      ['owners:', '  - lee@contoso.com # Lee', '  - zoe@contoso.com'],
      ofGroup('owners', { mode: 'exact', users: ['adele@contoso.com', 'lee@contoso.com'] }),
      ['owners:', '  - lee@contoso.com # Lee', '  - adele@contoso.com'],
    ],
    [
      'owners of which there may be more',
      ['owners: { atLeast: [lee@contoso.com] }'],
      ofGroup('owners', { mode: 'atLeast', users: ['lee@contoso.com', 'zoe@contoso.com'] }),
      ['owners: { atLeast: [lee@contoso.com, zoe@contoso.com] }'],
    ],
  ])('%s', (_, before, edit, after) => {
    expect(edited(groupFile(...before), edit)).toBe(groupFile(...after));
  });
});

describe('entries', () => {
  const zoe = { user: 'zoe@contoso.com', department: 'IT', directoryExtensions: { jobGroupTracker: 'E4' } };
  const add: Edit = { edit: 'add', list: 'users', entry: zoe };
  const added = ['user: zoe@contoso.com', 'department: IT', 'directoryExtensions: { jobGroupTracker: E4 }'];
  const asBlock = (indent: string): string => `${indent}- ${added.join(`\n${indent}  `)}\n`;
  test.each<[string, string, string]>([
    ['to a list', 'users:\n  - user: a@b.com\n', `users:\n  - user: a@b.com\n${asBlock('  ')}`],
    ['without indentation', 'users:\n- user: a@b.com # a\n', `users:\n- user: a@b.com # a\n${asBlock('')}`],
    [
      'with an empty line between entries',
      'users:\n  - user: a@b.com\n\n  - user: b@b.com\n# end\n',
      `users:\n  - user: a@b.com\n\n  - user: b@b.com\n\n${asBlock('  ')}# end\n`,
    ],
    ['to no list', '# none yet\n', `# none yet\nusers:\n${asBlock('  ')}`],
    ['to nothing at all', '', `users:\n${asBlock('  ')}`],
    ['to an empty list', 'users: [] # none yet\n', `users:\n${asBlock('  ').trimEnd()} # none yet\n`],
    [
      'among entries on one line',
      'users:\n  - { user: a@b.com }\n',
      'users:\n  - { user: a@b.com }\n  - { user: zoe@contoso.com, department: IT, directoryExtensions: { jobGroupTracker: E4 } }\n',
    ],
    [
      'to a list on one line',
      'users: [{ user: a@b.com }]\n',
      'users: [{ user: a@b.com }, { user: zoe@contoso.com, department: IT, directoryExtensions: { jobGroupTracker: E4 } }]\n',
    ],
    [
      'behind a last line without an end',
      'users:\n  - user: a@b.com',
      `users:\n  - user: a@b.com\n${asBlock('  ').trimEnd()}`,
    ],
  ])('are added %s', (_, before, after) => {
    expect(edited(before, add)).toBe(after);
  });

  test.each<[string, string, string]>([
    ['the only one', 'users:\n  - user: a@b.com # a\n# end\n', 'users: [] # a\n# end\n'],
    ['the first', 'users:\n  - user: a@b.com\n\n  - user: b@b.com\n', 'users:\n  - user: b@b.com\n'],
    [
      'the last',
      'users:\n  - user: b@b.com\n  # c\n  - user: a@b.com # a\n',
      'users:\n  - user: b@b.com\n  # c\n',
    ],
    [
      'by its id',
      'users:\n  - user: c@b.com\n    id: A@b.com\n  - user: b@b.com\n',
      'users:\n  - user: b@b.com\n',
    ],
    ['on one line', 'users: [{ user: a@b.com }, { user: b@b.com }]\n', 'users: [{ user: b@b.com }]\n'],
  ])('are removed: %s', (_, before, after) => {
    expect(edited(before, { edit: 'remove', list: 'users', entry: 'a@b.com' })).toBe(after);
  });

  test('are added, changed and removed at once', () => {
    const text = 'users:\n  - user: a@b.com\n  - user: b@b.com # b\n  - user: c@b.com\n';
    expect(
      edited(
        text,
        add,
        { edit: 'set', list: 'users', entry: 'c@b.com', attribute: 'city', value: 'X' },
        { edit: 'remove', list: 'users', entry: 'a@b.com' },
        { edit: 'set', list: 'users', entry: 'zoe@contoso.com', attribute: 'department', value: 'HR' },
        { edit: 'set', list: 'users', entry: 'b@b.com', attribute: 'city', value: 'Y' },
        { edit: 'set', list: 'users', entry: 'b@b.com', attribute: 'city', value: 'Z' },
      ),
    ).toBe(
      `users:\n  - user: b@b.com # b\n    city: Z\n  - user: c@b.com\n    city: X\n${asBlock('  ').replace('IT', 'HR')}`,
    );
  });

  test('of definitions are changed by the way to a key', () => {
    const at = extensionsYaml.indexOf('status: Available');
    expect(
      edited(
        extensionsYaml,
        { edit: 'set', list: 'schema', entry: 'graphLearnCourses', attribute: 'status', value: 'Deprecated' },
        { edit: 'set', list: 'schema', entry: 'contoso_old', attribute: 'properties.more', value: 'String' },
      ),
    ).toBe(
      `${extensionsYaml.slice(0, at)}status: Deprecated${extensionsYaml.slice(at + 'status: Available'.length)}`.replace(
        '{ note: String } }\n  - { id: contoso_groups',
        '{ note: String, more: String } }\n  - { id: contoso_groups',
      ),
    );
  });
});

describe('tenant.yaml', () => {
  const freeze = { objects: ['adele@contoso.com'], reason: 'INC-7', until: '2026-12-31' };
  test('gets a freeze, another one, and loses the first', () => {
    const text = 'format: 1 # f\ntenant: { id: x }\n\n# end\n';
    const one = edited(text, { edit: 'put', path: ['freeze'], value: [freeze] });
    expect(one).toBe(
      'format: 1 # f\ntenant: { id: x }\nfreeze:\n  - objects: [adele@contoso.com]\n    reason: INC-7\n    until: 2026-12-31\n\n# end\n',
    );
    const two = edited(String(one), { edit: 'put', path: ['freeze', 1], value: { ...freeze, reason: 'b' } });
    expect(two).toContain('until: 2026-12-31\n  - objects: [adele@contoso.com]\n    reason: b\n');
    const changed = edited(String(two), { edit: 'put', path: ['freeze', 1, 'until'], value: '2027-01-31' });
    expect(changed).toBe(String(two).replace(/until: 2026-12-31\n\n/, 'until: 2027-01-31\n\n'));
    expect(edited(String(two), { edit: 'drop', path: ['freeze', 1] })).toBe(one);
    expect(edited(String(one), { edit: 'drop', path: ['freeze'] })).toBe(text);
  });

  test('gets an alias of a word', () => {
    const text = 'vocabularies:\n  department: # words\n    values: [IT, Sales]\n';
    expect(
      edited(text, { edit: 'put', path: ['vocabularies', 'department', 'values', 2], value: 'HR' }),
    ).toBe(text.replace('Sales]', 'Sales, HR]'));
  });
});

describe('what is not edited', () => {
  test.each<[string, readonly string[], Edit, string]>([
    ['an alias', ['department: &d IT', 'companyName: *d'], set('companyName', 'X'), '11:18 `*d` stands for'],
    [
      'an anchor',
      ['department: &d IT', 'companyName: *d'],
      set('department', 'X'),
      '10:20 The value is marked with `&d`',
    ],
    ['an unknown attribute', [], set('departement', 'X'), '`departement` is no attribute of a user'],
    [
      'an unknown extension',
      [],
      set('extension_00000000000000000000000000000000_x', 'X'),
      'No file below `extensions/`',
    ],
    ['nobody', [], { ...set('department', 'X'), entry: 'nobody' } as Edit, 'No entry under `users`'],
    ['a file that cannot be read', ['\tx'], set('department', 'X'), ''],
  ])('%s', (_, lines, edit, words) => {
    const problems = edited(around(...lines), edit);
    expect(problems).toEqual([expect.stringContaining(words)]);
    expect(problems).not.toBeTypeOf('string');
  });

  test('a pause without its reason, and a pause without a rule', () => {
    const state = 'membershipRuleProcessingState';
    expect(edited(groupFile('membership: { rule: user.city -eq "Rio" }'), ofGroup(state, 'Paused'))).toEqual([
      expect.stringContaining('its last day and its reason'),
    ]);
    expect(edited(groupFile('membership: assigned'), ofGroup(state, 'On'))).toEqual([
      expect.stringContaining('has no `rule`'),
    ]);
  });
});

test.each(['\r\n', '\n'])('line endings stay %j, and so does a byte order mark', (eol) => {
  const text = `\ufeffusers:\n  - user: adele@contoso.com\n    city: A\n`.replaceAll('\n', eol);
  expect(edited(text, set('department', 'IT'), set('city', 'B'))).toBe(
    `\ufeffusers:\n  - user: adele@contoso.com\n    city: B\n    department: IT\n`.replaceAll('\n', eol),
  );
  expect(edited(text, { edit: 'add', list: 'users', entry: { user: 'b@b.com', city: 'X' } })).toBe(
    text + `  - user: b@b.com\n    city: X\n`.replaceAll('\n', eol),
  );
});
