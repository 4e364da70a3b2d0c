import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { Recipient, State } from '../../src/emulator/state.ts';
import { id, practice, send, text, type Answer, type Practice } from './practice.ts';

export const tenantId = emptyState().organization.id;
export const anchor = `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${tenantId}`;

type Headers = Record<string, string>;

export interface ExchangePractice extends Practice {
  invoke: (cmdlet: string, parameters?: unknown, headers?: Headers, query?: string) => Promise<Answer>;
  batch: (requests: unknown, headers?: Headers) => Promise<Answer>;
  /** The custom attributes of somebody as Exchange keeps them. */
  custom: (number: number) => unknown;
  /** The extension attributes of somebody as Graph shows them. */
  shown: (number: number) => Promise<unknown>;
}

/** A practice tenant with recipients, and the ways to speak to it. */
export async function exchangePractice(
  state: Partial<State>,
  options: EmulatorOptions = {},
): Promise<ExchangePractice> {
  const tenant = await practice(state, options);
  const root = `${tenant.exchange}/beta/${tenantId}`;
  return {
    ...tenant,
    invoke: (cmdlet, parameters = {}, headers = {}, query = '') =>
      send(`${root}/InvokeCommand${query}`, 'POST', command(cmdlet, parameters), { ...spoken, ...headers }),
    batch: (requests, headers = {}) =>
      send(`${root}/$batch`, 'POST', { requests }, { ...spoken, ...headers }),
    custom: (number) =>
      tenant.state().exchange?.recipients.find((each) => each.id === id(number))?.customAttributes,
    shown: async (number) => {
      const answer = await tenant.get(`/users/${id(number)}?$select=onPremisesExtensionAttributes`);
      const attributes = Object.entries({ ...answer.body['onPremisesExtensionAttributes'] });
      return Object.fromEntries(attributes.filter(([, value]) => (value as unknown) !== null));
    },
  };
}

const spoken = { 'X-AnchorMailbox': anchor, 'Accept-Encoding': 'identity' };

export function command(cmdlet: string, parameters: unknown): unknown {
  return { CmdletInput: { CmdletName: cmdlet, Parameters: parameters } };
}

/** One item of a batch, with a whole address as the module writes it. */
export function item(number: number, cmdlet: string, parameters: unknown): unknown {
  return {
    id: String(number),
    method: 'POST',
    url: `https://outlook.office365.com/adminapi/beta/${tenantId}/InvokeCommand`,
    headers: { 'X-AnchorMailbox': anchor, 'X-CmdletName': cmdlet },
    body: command(cmdlet, parameters),
  };
}

export function recipient(number: number, more: Partial<Recipient> = {}): Recipient {
  return { id: id(number), recipientTypeDetails: 'UserMailbox', ...more };
}

/** `404 Ex6F9304|Type|text`, `400 |Type|text` from the internal exception, or the status alone. */
export function refused({ status, body }: Answer): string {
  const error = body['error'];
  if (!error) return String(status);
  const detail = error['details']?.['0']?.['message'];
  const inner = error['innererror']?.['internalexception'];
  if (detail) return `${status} ${text(detail)}`;
  return inner
    ? `${status} ${text(inner['type'])}|${text(inner['message'])}`
    : `${status} ${text(error['message'])}`;
}

/** The warnings of an answer. */
export function warnings(answer: Answer): unknown {
  return answer.body['@adminapi.warnings'];
}
