import { describe, expect, test } from 'vitest';
import { column, id, outcome, practice, rows, text, user } from './practice.ts';

const appId = '01234567-89ab-4def-8123-456789abcdef';
const tenant = await practice({
  users: [user(1)],
  applications: [{ id: id(801), appId, displayName: 'Attribute owner' }],
});

describe('directory extensions', () => {
  const root = `/applications/${id(801)}/extensionProperties`;
  const name = `extension_${appId.replaceAll('-', '')}_level`;

  test('are defined, set, read, and gone with their definition', async () => {
    const created = await tenant.call('POST', root, {
      name: 'level',
      dataType: 'String',
      targetObjects: ['User'],
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ name, appDisplayName: 'Attribute owner', isMultiValued: false });
    expect(outcome(await tenant.call('PATCH', `/users/${id(1)}`, { [name]: 'L1' }))).toBe('204');
    expect(outcome(await tenant.call('PATCH', `/users/${id(1)}`, { [name]: 7 }))).toContain('400');
    expect((await tenant.get(`/users/${id(1)}?$select=${name}`)).body[name]).toBe('L1');
    expect(column(await tenant.get(`/applications(appId='${appId}')/extensionProperties`), 'name')).toEqual([
      name,
    ]);
    expect((await tenant.call('DELETE', `${root}/${text(created.body['id'])}`)).status).toBe(204);
    expect((await tenant.get(`/users/${id(1)}?$select=${name}`)).status).toBe(400);
  });

  test.each([
    [{ name: 'x', dataType: 'Text', targetObjects: ['User'] }, 'dataType'],
    [{ name: '1x', dataType: 'String', targetObjects: ['User'] }, 'name'],
    [{ name: 'x', dataType: 'String', targetObjects: ['Person'] }, 'targetObjects'],
  ])('%j: %s is invalid', async (body, property) => {
    expect(outcome(await tenant.call('POST', root, body))).toContain(`property '${property}'`);
  });
});

describe('schema extensions', () => {
  const definition = {
    id: 'contoso_training',
    targetTypes: ['User'],
    properties: [
      { name: 'courseId', type: 'Integer' },
      { name: 'courseName', type: 'String' },
    ],
  };

  test('merge member by member on the object; null removes', async () => {
    expect((await tenant.call('POST', '/schemaExtensions', definition)).status).toBe(201);
    const patch = (value: unknown) => tenant.call('PATCH', `/users/${id(1)}`, { contoso_training: value });
    const read = async () =>
      (await tenant.get(`/users/${id(1)}?$select=contoso_training`)).body['contoso_training'];
    const type = { '@odata.type': '#microsoft.graph.ComplexExtensionValue' };
    expect(outcome(await patch({ courseId: 1, courseName: 'Safety' }))).toBe('204');
    expect(outcome(await patch({ courseId: 2 }))).toBe('204');
    expect(await read()).toEqual({ ...type, courseId: 2, courseName: 'Safety' });
    expect(outcome(await patch({ courseName: null }))).toBe('204');
    expect(await read()).toEqual({ ...type, courseId: 2 });
    expect(outcome(await patch({ courseId: 'two' }))).toContain('400');
    expect(outcome(await patch(null))).toBe('204');
    expect(await read()).toBeUndefined();
  });

  test('go forward only', async () => {
    const path = '/schemaExtensions/contoso_training';
    const patch = (body: unknown) => tenant.call('PATCH', path, body);
    expect(outcome(await patch({ status: 'Available' }))).toBe('204');
    expect(outcome(await patch({ properties: definition.properties.slice(1) }))).toContain('400');
    expect(outcome(await patch({ status: 'InDevelopment' }))).toContain('400');
    expect(outcome(await tenant.call('DELETE', path))).toContain('400');
    expect(outcome(await patch({ owner: appId, description: 'x' }))).toContain('403');
    expect(outcome(await patch({ status: 'Deprecated' }))).toBe('204');
    expect(outcome(await tenant.get(path))).toContain('404');
  });

  test('a name without a domain gets a prefix', async () => {
    const created = await tenant.call('POST', '/schemaExtensions', { ...definition, id: 'badges' });
    expect(text(created.body['id'])).toMatch(/^ext[a-z][a-z0-9]{7}_badges$/);
  });
});

describe('open extensions', () => {
  const root = `/users/${id(1)}/extensions`;

  test('are created, merged, expanded in lists and deleted; two for an application', async () => {
    const create = (name: string) =>
      tenant.call('POST', root, { extensionName: name, theme: 'dark', size: 3 });
    expect((await create('com.contoso.a')).body).toMatchObject({ id: 'com.contoso.a', theme: 'dark' });
    expect(outcome(await create('com.contoso.a'))).toContain('409');
    expect((await create('com.contoso.b')).status).toBe(201);
    expect(outcome(await create('com.contoso.c'))).toContain('400');
    expect(outcome(await tenant.call('PATCH', `${root}/com.contoso.a`, { theme: 'light', size: null }))).toBe(
      '204',
    );
    const listed = await tenant.get('/users?$select=id&$expand=extensions');
    expect(rows(listed)[0]).toEqual({
      id: id(1),
      extensions: [
        {
          '@odata.type': '#microsoft.graph.openTypeExtension',
          extensionName: 'com.contoso.a',
          id: 'com.contoso.a',
          theme: 'light',
        },
        expect.objectContaining({ id: 'com.contoso.b' }),
      ],
    });
    expect((await tenant.call('DELETE', `${root}/com.contoso.b`)).status).toBe(204);
    expect(column(await tenant.get(root), 'id')).toEqual(['com.contoso.a']);
  });
});
