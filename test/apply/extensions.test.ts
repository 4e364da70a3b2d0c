import { describe, expect, it } from 'vitest';
import { judge } from '../../src/apply/judge.ts';
import type { Seen } from '../../src/apply/verdict.ts';
import type { Structure } from '../../src/core/attributes/attribute.ts';
import { appId } from './definitions-side.ts';
import { bagOf, directoryExtension, schemaExtension, valueOf } from './extension-parts.ts';
import { guid, keyOf, planOf, type Sketch } from './plans.ts';
import { done, missing, ok, play, sent, until } from './play.ts';
import { error } from './world.ts';

const user = `user:${guid(1)}`;
const level = `extension_${appId}_level`;
const value = valueOf(user, { [level]: 'E4' }, { [level]: [null, 'E4'] }, directoryExtension);
const over: Sketch = { ...value, overwrites: true };
const taken = valueOf(
  user,
  { courses: { taken: 3 } },
  { 'schemaExtensions.courses.taken': [2, 3] },
  schemaExtension,
);
const list = (...items: object[]): Seen => ({ seen: 'object', body: { value: items } });
const object = (body: Record<string, unknown>): Seen => ({ seen: 'object', body });
const nothing: Seen = { seen: 'nothing' };
const likeDirectory = {
  name: level,
  dataType: 'String',
  isMultiValued: false,
  targetObjects: ['User'],
  id: 'd',
};
const likeSchema = {
  id: 'ext12345678_courses',
  owner: appId,
  description: 'Courses',
  status: 'InDevelopment',
  targetTypes: ['User'],
  properties: [{ name: 'taken', type: 'Integer' }],
};
const update: Sketch = {
  object: 'schemaExtension:contoso_old',
  phase: 'definitions',
  write: { type: 'updateSchemaExtension', id: 'contoso_old', body: { owner: appId } },
  changes: {
    properties: [{ a: 'String' }, { b: 'Boolean', a: 'String' }],
    targetTypes: [['User'], ['Group', 'User']],
  },
};
const retire: Sketch = {
  ...update,
  write: { type: 'updateSchemaExtension', id: 'contoso_old', body: { owner: appId, status: 'Deprecated' } },
  changes: { status: ['Available', 'Deprecated'] },
};
const drop: Sketch = {
  object: 'schemaExtension:contoso_old',
  phase: 'deletions',
  write: { type: 'deleteSchemaExtension', id: 'contoso_old' },
  context: [{ property: 'status', value: 'InDevelopment' }],
};
const bag = (before: Structure | null, after: Structure | null): Sketch =>
  bagOf(user, 'com.contoso.bag', before, after)[0] ?? value;
const made = bag(null, { size: 2, tags: ['b', 'a'], deep: { x: 1, y: 2 } });
const replaced = bag({ size: 2 }, { size: 3 });
const deleted = bag({ size: 2 }, null);
const a = { name: 'a', type: 'String' };
const b = { name: 'b', type: 'Boolean' };

const rows: readonly (readonly [name: string, sketch: Sketch, seen: Seen, verdict: string])[] = [
  [
    'no directory extension of the name',
    directoryExtension,
    list({ ...likeDirectory, name: 'x' }),
    'proceed',
  ],
  ['the directory extension as asked', directoryExtension, list(likeDirectory), 'alreadySo'],
  [
    'a directory extension of another type',
    directoryExtension,
    list({ ...likeDirectory, dataType: 'Integer' }),
    'conflict',
  ],
  ['no such application', directoryExtension, nothing, 'conflict'],
  [
    'no schema extension of the name',
    schemaExtension,
    list({ ...likeSchema, id: 'ext12345678_other' }),
    'proceed',
  ],
  ['the schema extension as asked', schemaExtension, list(likeSchema), 'alreadySo'],
  [
    'a schema extension with other members',
    schemaExtension,
    list({ ...likeSchema, properties: [a] }),
    'conflict',
  ],
  ['a definition as planned', update, object({ targetTypes: ['User'], properties: [a] }), 'proceed'],
  ['a definition half as wanted', update, object({ targetTypes: ['User'], properties: [a, b] }), 'proceed'],
  [
    'a definition as wanted, in another order',
    update,
    object({ targetTypes: ['User', 'Group'], properties: [b, a] }),
    'alreadySo',
  ],
  [
    'a definition with a member of somebody',
    update,
    object({ targetTypes: ['User'], properties: [a, { ...b, name: 'c' }] }),
    'conflict',
  ],
  ['a definition that is gone', update, nothing, 'conflict'],
  ['a definition that can no longer be read', retire, nothing, 'alreadySo'],
  ['a definition to be deprecated', retire, object({ status: 'Available' }), 'proceed'],
  ['a definition to be deleted', drop, object({ status: 'InDevelopment' }), 'proceed'],
  ['a definition to be deleted that is in use', drop, object({ status: 'Available' }), 'conflict'],
  ['a definition that is deleted', drop, nothing, 'alreadySo'],
  ['a value as planned', taken, object({ ext12345678_courses: { taken: 2 } }), 'proceed'],
  ['a value as wanted', taken, object({ ext12345678_courses: { taken: 3 } }), 'alreadySo'],
  ['a value of somebody', taken, object({ ext12345678_courses: { taken: 4 } }), 'conflict'],
  ['an earlier value that reappears', value, object({ [level]: 'E1' }), 'conflict'],
  ['an earlier value that is to be overwritten', over, object({ [level]: 'E1' }), 'proceed'],
  ['nobody whose value could be overwritten', over, nothing, 'conflict'],
  ['no open extension', made, nothing, 'proceed'],
  [
    'the open extension as asked',
    made,
    object({
      '@odata.type': 't',
      id: 'com.contoso.bag',
      extensionName: 'n',
      deep: { y: 2, x: 1 },
      tags: ['b', 'a'],
      size: 2,
    }),
    'alreadySo',
  ],
  [
    'an open extension with a list in another order',
    made,
    object({ deep: { y: 2, x: 1 }, tags: ['a', 'b'], size: 2 }),
    'conflict',
  ],
  [
    'an open extension as planned, a cleared member left',
    replaced,
    object({ size: 2, theme: null }),
    'proceed',
  ],
  ['an open extension as wanted', replaced, object({ size: 3 }), 'alreadySo'],
  ['an open extension with text for a number', replaced, object({ size: '2' }), 'conflict'],
  ['an open extension that somebody deleted', replaced, nothing, 'conflict'],
  ['an open extension to be deleted', deleted, object({ size: 2 }), 'proceed'],
  ['an open extension that is deleted', deleted, nothing, 'alreadySo'],
  ['an open extension to be deleted that was changed', deleted, object({ size: 3 }), 'conflict'],
];

describe('judge, of extensions', () => {
  it.each(rows)('%s', (_, sketch, seen, verdict) => {
    const plan = planOf([sketch]);
    const [operation] = plan.operations;
    if (!operation) throw new Error('no operation');
    expect(judge(operation, plan.changes, seen).verdict).toBe(verdict);
  });
});

const created = (body: object) => (request: { readonly id: string }) => ({
  id: request.id,
  status: 201,
  headers: {},
  body,
});

describe('definitions and what depends on them', () => {
  it('a schema extension gives its id to the values', () => {
    const game = play([schemaExtension, taken]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, ok({ value: [] }), look.requests));
    const next = sent(game.answer(write.batch, created(likeSchema), write.requests));
    expect(game.records.at(-1)).toMatchObject({ outcome: 'applied', created: 'ext12345678_courses' });
    expect(next.requests[0]?.path).toBe(`/users/${guid(1)}?$select=ext12345678_courses`);
  });

  it('a schema extension that is there as asked gives its id too', () => {
    const game = play([schemaExtension, taken]);
    const look = sent(game.start());
    const next = sent(game.answer(look.batch, ok({ value: [likeSchema] }), look.requests));
    expect(game.records.at(-1)).toMatchObject({ outcome: 'alreadySo', created: 'ext12345678_courses' });
    expect(next.requests[0]?.path).toContain('ext12345678_courses');
  });

  it('a schema extension whose creation was lost is not sent again before it would be seen', () => {
    const game = play([schemaExtension]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, ok({ value: [] }), look.requests));
    let actions = game.lose(write.batch);
    let methods = '';
    while (!methods.endsWith('POST')) {
      const next = sent(game.tick(until(actions)));
      actions = game.answer(next.batch, ok({ value: [] }), next.requests);
      const again = actions.find((each) => each.action === 'send');
      methods += again?.action === 'send' ? 'POST' : 'GET ';
    }
    expect(methods.split(' ').length).toBeGreaterThan(5);
    expect(game.records).toHaveLength(2);
  });

  it('an open extension that a lost write made is looked up', () => {
    const game = play([made]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, missing, look.requests));
    const stale = sent(game.tick(until(game.lose(write.batch))));
    const rewrite = sent(game.answer(stale.batch, missing, stale.requests));
    const exists = game.answer(
      rewrite.batch,
      (each) => error(each, 409, 'NameAlreadyExists', 'An extension already exists with given id.'),
      rewrite.requests,
    );
    const lookup = sent(game.tick(until(exists)));
    game.answer(lookup.batch, ok({ size: 2, tags: ['b', 'a'], deep: { x: 1, y: 2 } }), lookup.requests);
    expect(game.outcomes()).toEqual({ [keyOf(made)]: 'applied' });
  });

  it.each([
    [`The following extension properties are not available: ${level}.`, 'again'],
    ["'x' does not exist as a declared property or extension property.", 'again'],
    ['Invalid value specified for property.', 'failed'],
  ])('after a creation "%s" means: %s', (message, means) => {
    const game = play([directoryExtension, value]);
    const definition = sent(game.start());
    const look = sent(game.answer(definition.batch, ok({ value: [likeDirectory] }), definition.requests));
    const write = sent(game.answer(look.batch, ok({}), look.requests));
    const after = game.answer(
      write.batch,
      (each) => error(each, 400, 'Request_BadRequest', message),
      write.requests,
    );
    expect(after.some((each) => each.action === 'wait')).toBe(means === 'again');
    expect(game.outcomes()).toMatchObject(means === 'again' ? {} : { [keyOf(value)]: means });
  });

  it('without a creation the same words are final', () => {
    const { dependsOn: _, ...alone } = value;
    const game = play([alone]);
    const look = sent(game.start());
    const unknown = 'The following extension properties are not available: x.';
    game.answer(look.batch, (each) => error(each, 400, 'Request_BadRequest', unknown), look.requests);
    expect(game.outcomes()).toEqual({ [keyOf(value)]: 'failed' });
  });

  it.each([
    ['deleteSchemaExtension', drop, { status: 'InDevelopment' }],
    ['deleteOpenExtension', deleted, { size: 2 }],
  ])('%s of what is gone at the write is so', (_, sketch, there) => {
    const game = play([sketch]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, ok(there), look.requests));
    game.answer(write.batch, missing, write.requests);
    expect(game.outcomes()).toEqual({ [keyOf(sketch)]: 'alreadySo' });
  });

  it('an update is done with 204', () => {
    const game = play([retire]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, ok({ status: 'Available' }), look.requests));
    game.answer(write.batch, done, write.requests);
    expect(game.outcomes()).toEqual({ [keyOf(retire)]: 'applied' });
  });
});
