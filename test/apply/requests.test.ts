import { describe, expect, it } from 'vitest';
import { lookRequest, writeRequest } from '../../src/apply/requests.ts';
import type { Structure } from '../../src/core/attributes/attribute.ts';
import type { GraphRequest } from '../../src/ports.ts';
import { bagOf, directoryExtension, schemaExtension, valueOf } from './extension-parts.ts';
import { appId } from './definitions-side.ts';
import { creation, guid, planOf, profile, type Sketch } from './plans.ts';

const root = 'https://graph.microsoft.com/v1.0';
const adele = guid(1);
const lee = guid(2);
const team = guid(9);
const application = guid(0xab);
const bag = (before: Structure | null, after: Structure | null): Sketch => {
  const [sketch] = bagOf(`user:${adele}`, 'com.contoso.bag', before, after);
  if (!sketch) throw new Error('nothing to do');
  return sketch;
};
const json = { 'Content-Type': 'application/json' };

interface Case {
  readonly name: string;
  readonly sketch: Sketch;
  readonly id?: string;
  readonly created?: ReadonlyMap<string, string>;
  readonly look: string;
  readonly write: Omit<GraphRequest, 'id'>;
}

const cases: readonly Case[] = [
  {
    name: 'plain properties',
    sketch: profile(adele, { department: ['Sales', 'IT'], jobTitle: [null, 'Engineer'] }),
    look: `/users/${adele}?$select=department,jobTitle`,
    write: {
      method: 'PATCH',
      path: `/users/${adele}`,
      headers: json,
      body: { department: 'IT', jobTitle: 'Engineer' },
    },
  },
  {
    name: 'a member of a complex value, once in the selection',
    sketch: {
      object: `user:${adele}`,
      phase: 'attributes',
      write: {
        type: 'update',
        kind: 'user',
        body: { employeeOrgData: { division: 'Cloud', costCenter: '1' } },
      },
      changes: { 'employeeOrgData.division': [null, 'Cloud'] },
      context: [{ property: 'employeeOrgData', member: 'costCenter', value: '1' }],
    },
    look: `/users/${adele}?$select=employeeOrgData`,
    write: {
      method: 'PATCH',
      path: `/users/${adele}`,
      headers: json,
      body: { employeeOrgData: { division: 'Cloud', costCenter: '1' } },
    },
  },
  {
    name: 'a rule, read with the group types that it depends on',
    sketch: {
      object: `group:${team}`,
      phase: 'rules',
      write: { type: 'update', kind: 'group', body: { membershipRule: '(user.city -eq "Recife")' } },
      changes: { membershipRule: ['(user.city -eq "Natal")', '(user.city -eq "Recife")'] },
    },
    look: `/groups/${team}?$select=membershipRule,groupTypes`,
    write: {
      method: 'PATCH',
      path: `/groups/${team}`,
      headers: json,
      body: { membershipRule: '(user.city -eq "Recife")' },
    },
  },
  {
    name: 'a creation, with quotes doubled and everything percent-encoded',
    sketch: creation("o'brien & sons/é", { displayName: "O'Brien", mailEnabled: false }),
    look: `/groups(uniqueName='o%27%27brien%20%26%20sons%2F%C3%A9')?$select=id,displayName,mailEnabled`,
    write: {
      method: 'PATCH',
      path: `/groups(uniqueName='o%27%27brien%20%26%20sons%2F%C3%A9')`,
      headers: { ...json, Prefer: 'create-if-missing' },
      body: { displayName: "O'Brien", mailEnabled: false },
    },
  },
  {
    name: 'a deletion',
    sketch: { object: `group:${team}`, phase: 'deletions', write: { type: 'deleteGroup' } },
    look: `/groups/${team}?$select=id`,
    write: { method: 'DELETE', path: `/groups/${team}` },
  },
  {
    name: 'a new manager',
    sketch: {
      object: `user:${adele}`,
      phase: 'referencesAdded',
      write: { type: 'setManager', manager: lee },
    },
    look: `/users/${adele}/manager?$select=id`,
    write: {
      method: 'PUT',
      path: `/users/${adele}/manager/$ref`,
      headers: json,
      body: { '@odata.id': `${root}/users/${lee}` },
    },
  },
  {
    name: 'no manager',
    sketch: { object: `user:${adele}`, phase: 'referencesRemoved', write: { type: 'clearManager' } },
    look: `/users/${adele}/manager?$select=id`,
    write: { method: 'DELETE', path: `/users/${adele}/manager/$ref` },
  },
  {
    name: 'a new owner of a group that was created in this run',
    sketch: { object: 'group:new', phase: 'referencesAdded', write: { type: 'addOwner', owner: lee } },
    id: team,
    look: `/groups/${team}/owners?$select=id&$top=999`,
    write: {
      method: 'POST',
      path: `/groups/${team}/owners/$ref`,
      headers: json,
      body: { '@odata.id': `${root}/users/${lee}` },
    },
  },
  {
    name: 'an owner less',
    sketch: {
      object: `group:${team}`,
      phase: 'referencesRemoved',
      write: { type: 'removeOwner', owner: lee },
    },
    look: `/groups/${team}/owners?$select=id&$top=999`,
    write: { method: 'DELETE', path: `/groups/${team}/owners/${lee}/$ref` },
  },
  {
    name: 'a new directory extension',
    sketch: directoryExtension,
    look: `/applications/${application}/extensionProperties`,
    write: {
      method: 'POST',
      path: `/applications/${application}/extensionProperties`,
      headers: json,
      body: { name: 'level', dataType: 'String', isMultiValued: false, targetObjects: ['User'] },
    },
  },
  {
    name: 'a directory extension less',
    sketch: {
      object: 'directoryExtension:x',
      phase: 'deletions',
      write: { type: 'deleteDirectoryExtension', application, id: lee },
    },
    look: `/applications/${application}/extensionProperties/${lee}`,
    write: { method: 'DELETE', path: `/applications/${application}/extensionProperties/${lee}` },
  },
  {
    name: 'a new schema extension, looked for among those of its owner',
    sketch: schemaExtension,
    look: `/schemaExtensions?$filter=owner%20eq%20'${appId}'`,
    write: {
      method: 'POST',
      path: '/schemaExtensions',
      headers: json,
      body: {
        id: 'courses',
        owner: appId,
        description: 'Courses',
        targetTypes: ['User'],
        properties: [{ name: 'taken', type: 'Integer' }],
      },
    },
  },
  {
    name: 'a schema extension that this apply created, under the id that it got',
    sketch: {
      object: 'schemaExtension:courses',
      phase: 'definitions',
      write: { type: 'updateSchemaExtension', id: 'courses', body: { owner: appId, status: 'Available' } },
      changes: { status: ['InDevelopment', 'Available'] },
    },
    created: new Map([['schemaExtension:courses', 'ext12345678_courses']]),
    look: '/schemaExtensions/ext12345678_courses',
    write: {
      method: 'PATCH',
      path: '/schemaExtensions/ext12345678_courses',
      headers: json,
      body: { owner: appId, status: 'Available' },
    },
  },
  {
    name: 'a value of a schema extension that this apply created',
    sketch: valueOf(
      `user:${adele}`,
      { courses: { taken: 3 } },
      { 'schemaExtensions.courses.taken': [null, 3] },
      schemaExtension,
    ),
    created: new Map([['schemaExtension:courses', 'ext12345678_courses']]),
    look: `/users/${adele}?$select=ext12345678_courses`,
    write: {
      method: 'PATCH',
      path: `/users/${adele}`,
      headers: json,
      body: { ext12345678_courses: { taken: 3 } },
    },
  },
  {
    name: 'a new open extension',
    sketch: bag(null, { theme: 'dark' }),
    look: `/users/${adele}/extensions/com.contoso.bag`,
    write: {
      method: 'POST',
      path: `/users/${adele}/extensions`,
      headers: json,
      body: {
        '@odata.type': '#microsoft.graph.openTypeExtension',
        extensionName: 'com.contoso.bag',
        theme: 'dark',
      },
    },
  },
  {
    name: 'an open extension as a whole, with null for what is to go',
    sketch: bag({ theme: 'dark', size: 2 }, { theme: 'light', tags: ['a'] }),
    look: `/users/${adele}/extensions/com.contoso.bag`,
    write: {
      method: 'PATCH',
      path: `/users/${adele}/extensions/com.contoso.bag`,
      headers: json,
      body: { size: null, theme: 'light', tags: ['a'] },
    },
  },
  {
    name: 'an open extension less',
    sketch: bag({ theme: 'dark' }, null),
    look: `/users/${adele}/extensions/com.contoso.bag`,
    write: { method: 'DELETE', path: `/users/${adele}/extensions/com.contoso.bag` },
  },
];

const none: ReadonlyMap<string, string> = new Map();

describe('the requests of an operation', () => {
  it.each(cases)('$name', ({ sketch, id, created = none, look, write }) => {
    const plan = planOf([sketch]);
    const [operation] = plan.operations;
    if (!operation) throw new Error('no operation');
    const target = {
      operation,
      changes: plan.changes,
      id: id ?? sketch.object.split(':')[1] ?? '',
      root,
      created,
    };
    expect(lookRequest('7', target)).toEqual({ id: '7', method: 'GET', path: look });
    expect(writeRequest('7', target)).toEqual({ id: '7', ...write });
  });
});
