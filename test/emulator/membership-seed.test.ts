import { expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import type { State } from '../../src/emulator/state.ts';
import { practice } from './practice.ts';

const events = async (state: State, options = {}): Promise<unknown[]> => {
  const tenant = await practice(state, options);
  tenant.settle({ all: true });
  return tenant.state().membershipEvents;
};
const names = ({ groups, users }: State) =>
  new Map([...groups, ...users].map(({ id, displayName }) => [id, displayName]));

test('the members of Contoso are whom its rules take in', async () => {
  const state = contoso();
  const known = names(state);
  const found = (await events(state)) as { group: string; member: string; event: string }[];
  expect(found.map(({ group, member, event }) => [known.get(group), known.get(member), event])).toEqual([]);
});

test('so are those of the paused group', async () => {
  const state = contoso();
  for (const group of state.groups)
    if (group['membershipRule']) group['membershipRuleProcessingState'] = 'On';
  expect(await events(state)).toEqual([]);
});

test('generated groups hold whom their rules take in, among the people who were there before too', async () => {
  expect(await events(contoso(), { users: 3000, groups: 100, seed: 3 })).toEqual([]);
});
