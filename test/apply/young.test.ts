import { describe, expect, it } from 'vitest';
import type { Reply, GraphRequest } from '../../src/ports.ts';
import { creation, guid, keyOf, type Sketch } from './plans.ts';
import { done, missing, ok, play, sent, until } from './play.ts';
import { error } from './world.ts';

const lee = guid(2);
const made = (request: GraphRequest): Reply => ({
  id: request.id,
  status: 201,
  headers: {},
  body: { id: guid(7) },
});
const unknown = (request: GraphRequest): Reply =>
  error(
    request,
    400,
    'Request_BadRequest',
    "The source resource object or one of the objects being referenced don't exist.",
  );
const exists = (request: GraphRequest): Reply =>
  error(
    request,
    400,
    'Request_BadRequest',
    "One or more added object references already exist for the following modified properties: 'owners'.",
  );

describe('a creation', () => {
  const group = creation('sg-new', { displayName: 'New', mailEnabled: false });
  const owner: Sketch = {
    object: 'group:sg-new',
    phase: 'referencesAdded',
    write: { type: 'addOwner', owner: lee },
    dependsOn: [keyOf(group)],
  };

  it('gives its id to what follows', () => {
    const game = play([group, owner]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, missing, look.requests));
    const following = sent(game.answer(write.batch, made, write.requests));
    expect(following.requests[0]?.path).toBe(`/groups/${guid(7)}/owners?$select=id&$top=999`);
    expect(game.records.at(-1)).toMatchObject({ outcome: 'applied', created: guid(7) });
  });

  it('is a conflict where the name is taken, and holds what follows', () => {
    const game = play([group, owner]);
    const look = sent(game.start());
    game.answer(look.batch, ok({ id: guid(8), displayName: 'New', mailEnabled: false }), look.requests);
    expect(game.outcomes()).toEqual({ [keyOf(group)]: 'conflict', [keyOf(owner)]: 'held' });
  });

  it('is a conflict where the name was taken between the look and the write', () => {
    const game = play([group]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, missing, look.requests));
    game.answer(write.batch, done, write.requests);
    expect(game.records.at(-1)).toMatchObject({ outcome: 'conflict', status: 204 });
  });

  it('recognises its own group after a lost answer', () => {
    const game = play([group]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, missing, look.requests));
    const again = sent(game.tick(until(game.lose(write.batch))));
    game.answer(again.batch, ok({ id: guid(7), displayName: 'New', mailEnabled: false }), again.requests);
    expect(game.records.at(-1)).toMatchObject({ outcome: 'applied', created: guid(7) });
  });

  it('does not take over a group that looks otherwise after a lost answer', () => {
    const game = play([group]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, missing, look.requests));
    const again = sent(game.tick(until(game.lose(write.batch))));
    game.answer(again.batch, ok({ id: guid(7), displayName: 'Theirs', mailEnabled: false }), again.requests);
    expect(game.records.at(-1)).toMatchObject({
      outcome: 'conflict',
      found: { displayName: 'Theirs', id: guid(7) },
    });
  });

  it('looks up the id where the second try finds the group that the first one made', () => {
    const game = play([group]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, missing, look.requests));
    const stale = sent(game.tick(until(game.lose(write.batch))));
    const rewrite = sent(game.answer(stale.batch, missing, stale.requests));
    const lookup = sent(game.tick(until(game.answer(rewrite.batch, done, rewrite.requests))));
    game.answer(lookup.batch, ok({ id: guid(7), displayName: 'New', mailEnabled: false }), lookup.requests);
    expect(game.records.at(-1)).toMatchObject({ outcome: 'applied', created: guid(7) });
  });

  it('waits until the new group is known everywhere', () => {
    const game = play([group, owner]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, missing, look.requests));
    const first = sent(game.answer(write.batch, made, write.requests));
    const second = sent(game.tick(until(game.answer(first.batch, missing, first.requests))));
    const post = sent(game.answer(second.batch, ok({ value: [] }), second.requests));
    const third = sent(game.tick(until(game.answer(post.batch, unknown, post.requests))));
    const again = sent(game.answer(third.batch, ok({ value: [] }), third.requests));
    game.answer(again.batch, done, again.requests);
    expect(game.outcomes()).toEqual({ [keyOf(group)]: 'applied', [keyOf(owner)]: 'applied' });
  });

  it('gives up where the new group does not appear', () => {
    const game = play([group, owner], { limits: { replicationMs: 5000 } });
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, missing, look.requests));
    let actions = game.answer(write.batch, made, write.requests);
    for (let tries = 0; tries < 20 && actions.at(-1)?.action !== 'finish'; tries += 1) {
      const send = sent(actions);
      const waiting = game.answer(send.batch, missing, send.requests);
      actions = waiting.at(-1)?.action === 'finish' ? waiting : game.tick(until(waiting));
    }
    expect(game.records.at(-1)).toMatchObject({ operation: keyOf(owner), outcome: 'failed', status: 404 });
  });
});

describe('links that are there or gone already', () => {
  const owner: Sketch = {
    object: `group:${guid(9)}`,
    phase: 'referencesAdded',
    write: { type: 'addOwner', owner: lee },
  };

  it('an owner who is there already is so', () => {
    const game = play([owner]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, ok({ value: [] }), look.requests));
    game.answer(write.batch, exists, write.requests);
    expect(game.outcomes()).toEqual({ [keyOf(owner)]: 'alreadySo' });
  });

  it('an owner whom a lost write has added is applied', () => {
    const game = play([owner]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, ok({ value: [] }), look.requests));
    const stale = sent(game.tick(until(game.lose(write.batch))));
    const rewrite = sent(game.answer(stale.batch, ok({ value: [] }), stale.requests));
    game.answer(rewrite.batch, exists, rewrite.requests);
    expect(game.outcomes()).toEqual({ [keyOf(owner)]: 'applied' });
  });

  it.each([
    ['deleteGroup', { object: `group:${guid(9)}`, phase: 'deletions', write: { type: 'deleteGroup' } }],
    [
      'removeOwner',
      { object: `group:${guid(9)}`, phase: 'referencesRemoved', write: { type: 'removeOwner', owner: lee } },
    ],
  ] as const)('%s of what is gone is so', (_, sketch) => {
    const game = play([sketch]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, ok({ id: guid(9), value: [{ id: lee }] }), look.requests));
    game.answer(write.batch, missing, write.requests);
    expect(game.outcomes()).toEqual({ [keyOf(sketch)]: 'alreadySo' });
  });
});
