import type { TenantOptions } from '../../../src/adapters/tenant/connect-tenant.ts';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import type { Recipient, State } from '../../../src/emulator/state.ts';
import type { Answer, Query, Reader } from '../../../src/ports.ts';
import type * as core from '../../../src/core/live/live.ts';
import { practice, type Practice } from '../graph/practice.ts';

/** `00000000-0000-4000-8000-000000000007` for 7. */
export function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Of every three users one has a mailbox, one is a mail user and one is no recipient. Attribute 3 holds the number. */
export function people(count: number): State {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return {
    ...emptyState(),
    users: numbers.map((number) => ({
      id: id(number),
      userPrincipalName: `user${number}@contoso.com`,
      displayName: `User ${number}`,
      mailNickname: `user${number}`,
      accountEnabled: true,
    })),
    exchange: { recipients: numbers.flatMap(recipient) },
  };
}

function recipient(number: number): Recipient[] {
  const recipientTypeDetails = ([undefined, 'UserMailbox', 'MailUser'] as const)[number % 3];
  if (!recipientTypeDetails) return [];
  return [{ id: id(number), recipientTypeDetails, customAttributes: { customAttribute3: String(number) } }];
}

/** What is to be read of such a user. */
export function expected(number: number): core.Recipient | undefined {
  const attributes = { extensionAttribute3: String(number) };
  if (number % 3 === 1) return { type: 'mailbox', details: 'UserMailbox', cloudManaged: false, attributes };
  if (number % 3 === 2) return { type: 'mailUser', details: 'MailUser', cloudManaged: false, attributes };
  return undefined;
}

export function expectedOf(numbers: readonly number[]): ReadonlyMap<string, core.Recipient> {
  return new Map(
    numbers.flatMap((number) => {
      const found = expected(number);
      return found ? [[id(number), found] as const] : [];
    }),
  );
}

/** A practice tenant with so many people, some of them recipients. */
export function exchangePractice(
  count: number,
  options: EmulatorOptions = {},
  more: Partial<TenantOptions> = {},
): Promise<Practice> {
  return practice({ state: people(count), ...options }, more);
}

export function recipientsQuery(numbers: readonly number[], of: number): Query {
  return { query: 'recipients', users: numbers.map(id), of };
}

/** What was read of Exchange Online; fails where the answer is to another question. */
export async function readRecipients(
  reader: Reader,
  numbers: readonly number[],
  of: number,
): Promise<ReadonlyMap<string, core.Recipient>> {
  const answers: readonly Answer[] = await reader.answer([recipientsQuery(numbers, of)]);
  const [answer] = answers;
  if (answer?.query !== 'recipients') throw new Error('another answer');
  return answer.recipients;
}
