import { describe, expect, test } from 'vitest';
import { asApplication, column, group, id, outcome, practice, text, user } from './practice.ts';

const owner = id(801);
const mine = '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293';
const fields = [
  { name: 'name', type: 'String' },
  { name: 'level', type: 'Integer' },
];
const definition = (name: string, status: string, more: object = {}) => ({
  id: `contoso_${name}`,
  description: null,
  owner: mine,
  status,
  targetTypes: ['User'],
  properties: fields,
  ...more,
});
const fresh = () =>
  practice({
    users: [user(1, { contoso_old: { name: 'kept', level: 1 } }), user(2)],
    groups: [group(101)],
    schemaExtensions: [
      definition('draft', 'InDevelopment'),
      definition('live', 'Available', { targetTypes: ['User', 'Group'] }),
      definition('old', 'Deprecated'),
      definition('foreign', 'InDevelopment', { owner }),
      definition('shared', 'Available', { owner }),
    ],
  });
const at = (name: string): string => `/schemaExtensions/contoso_${name}`;
const theirs = asApplication(801, 901);
const invalid = (property: string): string =>
  `400 Request_BadRequest: Invalid value specified for property '${property}' of resource 'SchemaExtension'.`;
const denied = '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.';
const grown = [...fields, { name: 'until', type: 'DateTime' }];

describe('definitions', () => {
  test('in development are seen by their owner, available ones by all, deprecated ones by nobody', async () => {
    const tenant = await fresh();
    const list = async (headers?: Record<string, string>) =>
      column(await tenant.get('/schemaExtensions', headers), 'id');
    expect(await list()).toEqual(['contoso_draft', 'contoso_live', 'contoso_shared']);
    expect(await list(theirs)).toEqual(['contoso_live', 'contoso_foreign', 'contoso_shared']);
    expect((await tenant.get(at('foreign'))).status).toBe(404);
    expect((await tenant.get(at('foreign'), theirs)).status).toBe(200);
    const filtered = (filter: string) => tenant.get(`/schemaExtensions?$filter=${filter}`);
    expect(column(await filtered(`owner eq '${owner}'`), 'id')).toEqual(['contoso_shared']);
    expect(column(await filtered("id eq 'contoso_live'"), 'owner')).toEqual([mine]);
    expect(column(await filtered("status eq 'Available'"), 'id')).toEqual(['contoso_live', 'contoso_shared']);
  });

  test.each<[string, string, object, string]>([
    ['draft', 'PATCH', { status: 'Available' }, '204'],
    ['draft', 'PATCH', { status: 'Deprecated' }, invalid('status')],
    ['draft', 'PATCH', { status: 'Retired' }, invalid('status')],
    ['draft', 'PATCH', { properties: grown }, '204'],
    ['draft', 'PATCH', { properties: fields.slice(1) }, invalid('properties')],
    ['draft', 'PATCH', { targetTypes: ['User', 'Group'] }, '204'],
    ['draft', 'PATCH', { targetTypes: ['Group'] }, invalid('targetTypes')],
    ['draft', 'PATCH', { targetTypes: ['User', 'Robot'] }, invalid('targetTypes')],
    ['draft', 'DELETE', {}, '204'],
    ['live', 'PATCH', { status: 'InDevelopment' }, invalid('status')],
    ['live', 'PATCH', { status: 'Deprecated' }, '204'],
    ['live', 'PATCH', { properties: grown, description: 'x' }, '204'],
    ['live', 'PATCH', { properties: fields.slice(1) }, invalid('properties')],
    [
      'live',
      'PATCH',
      {
        properties: [
          { name: 'name', type: 'Integer' },
          { name: 'level', type: 'Integer' },
        ],
      },
      invalid('properties'),
    ],
    ['live', 'DELETE', {}, invalid('status')],
    ['foreign', 'PATCH', { description: 'x' }, denied],
    ['foreign', 'DELETE', {}, denied],
    ['shared', 'PATCH', { description: 'x' }, denied],
  ])('%s: %s %j', async (name, method, body, expected) => {
    const tenant = await fresh();
    expect(outcome(await tenant.call(method, at(name), body))).toBe(expected);
  });

  test.each(['GET', 'PATCH', 'DELETE'])('a deprecated one is not there for %s', async (method) => {
    const tenant = await fresh();
    const answer = await tenant.call(
      method,
      at('old'),
      method === 'GET' ? undefined : { status: 'Available' },
    );
    expect(answer.status).toBe(404);
  });

  test('five belong to an application, whatever became of them', async () => {
    const tenant = await fresh();
    const create = (name: string) =>
      tenant.call('POST', '/schemaExtensions', { id: name, targetTypes: ['User'], properties: fields });
    expect((await create('four')).status).toBe(201);
    const five = await create('five');
    expect(five.status).toBe(201);
    expect(outcome(await create('six'))).toContain('400 Request_BadRequest');
    expect((await tenant.call('DELETE', `/schemaExtensions/${text(five.body['id'])}`)).status).toBe(204);
    expect((await create('six')).status).toBe(201);
  });
});

describe('values', () => {
  const type = { '@odata.type': '#microsoft.graph.ComplexExtensionValue' };

  test.each<[string, string, object | null, object | undefined]>([
    ['draft', 'users', { name: 'a' }, { name: 'a' }],
    ['foreign', 'users', { level: 3 }, { level: 3 }],
    ['live', 'groups', { name: 'a', level: 3 }, { name: 'a', level: 3 }],
    ['old', 'users', { level: 2 }, { name: 'kept', level: 2 }],
    ['old', 'users', { level: null }, { name: 'kept' }],
    ['old', 'users', { name: null, level: null }, undefined],
    ['old', 'users', null, undefined],
  ])('%s on %s: %j', async (name, kind, value, kept) => {
    const tenant = await fresh();
    const path = `/${kind}/${id(kind === 'users' ? 1 : 101)}`;
    expect(outcome(await tenant.call('PATCH', path, { [`contoso_${name}`]: value }))).toBe('204');
    const { body } = await tenant.get(`${path}?$select=contoso_${name}`);
    expect(body[`contoso_${name}`]).toEqual(kept && { ...type, ...kept });
  });

  test.each<[string, string, object]>([
    ['old', `/users/${id(2)}`, { name: 'new' }],
    ['draft', `/groups/${id(101)}`, { name: 'a' }],
    ['live', `/users/${id(1)}`, { color: 'red' }],
    ['live', `/users/${id(1)}`, { level: '3' }],
    ['live', `/users/${id(1)}`, { name: 'x'.repeat(257) }],
  ])('%s at %s: %j is refused', async (name, path, value) => {
    const tenant = await fresh();
    expect(outcome(await tenant.call('PATCH', path, { [`contoso_${name}`]: value }))).toContain('400');
  });

  test('cannot be reached once the definition is deleted', async () => {
    const tenant = await fresh();
    const path = `/users/${id(1)}`;
    expect(outcome(await tenant.call('PATCH', path, { contoso_draft: { level: 1 } }))).toBe('204');
    expect((await tenant.call('DELETE', at('draft'))).status).toBe(204);
    expect((await tenant.get(`${path}?$select=contoso_draft`)).status).toBe(400);
    expect(outcome(await tenant.call('PATCH', path, { contoso_draft: null }))).toContain('400');
    expect(tenant.state().users[0]).toMatchObject({
      _service: { undiscoverable: { contoso_draft: { level: 1 } } },
    });
    tenant.putState(tenant.state());
  });
});
