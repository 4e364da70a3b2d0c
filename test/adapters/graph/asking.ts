import type { State } from '../../../src/emulator/state.ts';
import type { Answer, Query, Reader } from '../../../src/ports.ts';

/** `00000000-0000-4000-8000-000000000007` for 7. */
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const user = (number: number, more: object = {}): State['users'][number] => ({
  id: id(number),
  userPrincipalName: `user${number}@contoso.com`,
  displayName: `User ${number}`,
  mailNickname: `user${number}`,
  accountEnabled: true,
  ...more,
});

export const group = (number: number, more: object = {}): State['groups'][number] => ({
  id: id(number),
  displayName: `Group ${number}`,
  mailNickname: `group${number}`,
  mailEnabled: false,
  securityEnabled: true,
  groupTypes: [],
  ...more,
});

/** The answer to one query; fails where it is one to another. */
export async function ask<Q extends Query['query']>(
  reader: Reader,
  query: Extract<Query, { query: Q }>,
): Promise<Extract<Answer, { query: Q }>> {
  const [answer] = await reader.answer([query]);
  if (answer?.query !== query.query) throw new Error('another answer');
  return answer as Extract<Answer, { query: Q }>;
}
