import { describe, expect, it } from 'vitest';
import { judge } from '../../src/apply/judge.ts';
import type { Seen } from '../../src/apply/verdict.ts';
import { creation, guid, planOf, profile, type Sketch } from './plans.ts';

const adele = guid(1);
const lee = guid(2);
const megan = guid(3);
const team = `group:${guid(9)}`;

const department = profile(adele, { department: ['Sales', 'IT'] });
const two = profile(adele, { department: ['Sales', 'IT'], jobTitle: [null, 'Engineer'] });
const phones = profile(adele, { businessPhones: [[], ['+55 11 1']] });
const hired = profile(adele, { employeeHireDate: [null, '2026-03-02T00:00:00Z'] });
const cleared = profile(adele, { department: ['Sales', null] });
const division: Sketch = {
  object: `user:${adele}`,
  phase: 'attributes',
  write: { type: 'update', kind: 'user', body: { employeeOrgData: { division: 'Cloud', costCenter: '1' } } },
  changes: { 'employeeOrgData.division': [null, 'Cloud'] },
  context: [{ property: 'employeeOrgData', member: 'costCenter', value: '1' }],
};
const dynamic: Sketch = {
  object: team,
  phase: 'rules',
  write: {
    type: 'update',
    kind: 'group',
    body: {
      groupTypes: ['Unified', 'DynamicMembership'],
      membershipRule: 'r',
      membershipRuleProcessingState: 'On',
    },
  },
  changes: { membershipRule: [null, 'r'] },
  context: [{ property: 'groupTypes', value: ['Unified'] }],
};
const rule: Sketch = {
  object: team,
  phase: 'rules',
  write: { type: 'update', kind: 'group', body: { membershipRule: 'a  -and b' } },
  changes: { membershipRule: ['a', 'a  -and b'] },
};
const manager: Sketch = {
  object: `user:${adele}`,
  phase: 'referencesAdded',
  write: { type: 'setManager', manager: lee },
  changes: { manager: [null, lee] },
};
const noManager: Sketch = {
  object: `user:${adele}`,
  phase: 'referencesRemoved',
  write: { type: 'clearManager' },
  changes: { manager: [lee, null] },
};
const owner: Sketch = { object: team, phase: 'referencesAdded', write: { type: 'addOwner', owner: lee } };
const noOwner: Sketch = {
  object: team,
  phase: 'referencesRemoved',
  write: { type: 'removeOwner', owner: lee },
};
const deletion: Sketch = {
  object: team,
  phase: 'deletions',
  write: { type: 'deleteGroup' },
  context: [{ property: 'displayName', value: 'Old' }],
};
const group = creation('sg-new', { displayName: 'New', groupTypes: [], mailEnabled: false });

const nothing: Seen = { seen: 'nothing' };
const object = (body: Record<string, unknown>): Seen => ({ seen: 'object', body });
const owners = (...ids: string[]): Seen => object({ value: ids.map((id) => ({ id })) });

type Row = readonly [name: string, sketch: Sketch, seen: Seen, verdict: string, found?: object];

const rows: readonly Row[] = [
  ['as planned', department, object({ department: 'Sales' }), 'proceed'],
  ['as wanted', department, object({ department: 'IT' }), 'alreadySo'],
  ['as wanted but for space around it', department, object({ department: 'IT ' }), 'alreadySo'],
  ['something else', department, object({ department: 'HR' }), 'conflict', { department: 'HR' }],
  [
    'nothing where there was something',
    department,
    object({ department: null }),
    'conflict',
    { department: null },
  ],
  ['half as wanted', two, object({ department: 'IT', jobTitle: null }), 'proceed'],
  [
    'one as wanted, one as somebody wants',
    two,
    object({ department: 'IT', jobTitle: 'Boss' }),
    'conflict',
    { jobTitle: 'Boss' },
  ],
  ['all as wanted', two, object({ department: 'IT', jobTitle: 'Engineer' }), 'alreadySo'],
  ['absent stands for null', two, object({ department: 'Sales' }), 'proceed'],
  ['empty text stands for null', two, object({ department: 'Sales', jobTitle: '' }), 'proceed'],
  ['cleared already', cleared, object({}), 'alreadySo'],
  ['an empty list', phones, object({ businessPhones: [] }), 'proceed'],
  ['the list that is wanted', phones, object({ businessPhones: ['+55 11 1'] }), 'alreadySo'],
  [
    'the same instant in other digits',
    hired,
    object({ employeeHireDate: '2026-03-02T00:00:00.000Z' }),
    'alreadySo',
  ],
  ['the object is gone', department, nothing, 'conflict', { exists: false }],
  [
    'context as planned',
    division,
    object({ employeeOrgData: { division: null, costCenter: '1' } }),
    'proceed',
  ],
  [
    'context that is changed',
    division,
    object({ employeeOrgData: { division: null, costCenter: '2' } }),
    'conflict',
    { 'employeeOrgData.costCenter': '2' },
  ],
  [
    'context is gone',
    division,
    object({ employeeOrgData: null }),
    'conflict',
    { 'employeeOrgData.costCenter': null },
  ],
  [
    'context that is changed where nothing is to be done',
    division,
    object({ employeeOrgData: { division: 'Cloud', costCenter: '2' } }),
    'alreadySo',
  ],
  [
    'an assigned group with the text of an old rule',
    dynamic,
    object({ groupTypes: ['Unified'], membershipRule: 'old' }),
    'proceed',
  ],
  [
    'dynamic already',
    dynamic,
    object({ groupTypes: ['DynamicMembership', 'Unified'], membershipRule: 'r' }),
    'alreadySo',
  ],
  [
    'dynamic by another rule',
    dynamic,
    object({ groupTypes: ['DynamicMembership', 'Unified'], membershipRule: 'x' }),
    'conflict',
    { membershipRule: 'x' },
  ],
  ['another kind of group', dynamic, object({ groupTypes: [] }), 'conflict', { groupTypes: [] }],
  [
    'a rule but for its white space',
    rule,
    object({ groupTypes: ['DynamicMembership'], membershipRule: 'a\n-and b ' }),
    'alreadySo',
  ],
  [
    'a rule that is no longer in force',
    rule,
    object({ groupTypes: [], membershipRule: 'a' }),
    'conflict',
    { membershipRule: null },
  ],
  ['no manager, as planned', manager, nothing, 'proceed'],
  ['the manager that is wanted, in capitals', manager, object({ id: lee.toUpperCase() }), 'alreadySo'],
  ['another manager', manager, object({ id: megan }), 'conflict', { manager: megan }],
  ['a manager to be cleared', noManager, object({ id: lee }), 'proceed'],
  ['a manager that is cleared', noManager, nothing, 'alreadySo'],
  ['another manager to be cleared', noManager, object({ id: megan }), 'conflict', { manager: megan }],
  ['not yet an owner', owner, owners(megan), 'proceed'],
  ['already an owner', owner, owners(megan, lee.toUpperCase()), 'alreadySo'],
  ['the group is gone', owner, nothing, 'conflict', { exists: false }],
  ['still an owner', noOwner, owners(lee), 'proceed'],
  ['no longer an owner', noOwner, owners(), 'alreadySo'],
  ['a group to be deleted', deletion, object({ id: guid(9), displayName: 'Old' }), 'proceed'],
  [
    'a group to be deleted that was renamed',
    deletion,
    object({ id: guid(9), displayName: 'In use' }),
    'conflict',
    { displayName: 'In use' },
  ],
  ['a group that is deleted', deletion, nothing, 'alreadySo'],
  ['a free unique name', group, nothing, 'proceed'],
  [
    'a group as asked',
    group,
    object({ id: guid(5), displayName: 'New', groupTypes: [], mailEnabled: false }),
    'alreadySo',
  ],
  [
    'another group',
    group,
    object({ id: guid(5), displayName: 'Theirs', groupTypes: [], mailEnabled: false }),
    'conflict',
    { displayName: 'Theirs', id: guid(5) },
  ],
];

describe('judge', () => {
  const cases = rows.map(([name, sketch, seen, verdict, found]) => ({ name, sketch, seen, verdict, found }));

  it.each(cases)('$name', ({ sketch, seen, verdict, found }) => {
    const plan = planOf([sketch]);
    const [operation] = plan.operations;
    if (!operation) throw new Error('no operation');
    const judged = judge(operation, plan.changes, seen);
    expect(judged.verdict).toBe(verdict);
    expect(judged.verdict === 'conflict' ? judged.found : undefined).toEqual(found);
  });

  it('tells the id of a group that looks as asked', () => {
    const [operation] = planOf([group]).operations;
    if (!operation) throw new Error('no operation');
    const seen = object({ id: guid(5), displayName: 'New', groupTypes: [], mailEnabled: false });
    expect(judge(operation, [], seen)).toEqual({ verdict: 'alreadySo', id: guid(5) });
  });
});
