import type { Directory } from '../directory/directory.ts';
import { isObject } from '../json.ts';
import type { ExchangeState, PendingDualWrite, Recipient } from '../state.ts';
import { derivedIds, type ExchangeIds } from './ids.ts';

/** A recipient as it is kept: versions are never changed in place. */
export type KeptRecipient = Recipient & { customAttributes: Readonly<Record<string, string>> };

/** What Exchange Online holds beside the directory. */
export interface Recipients {
  /** By the id in Entra, in lower case, sorted. */
  readonly byId: Map<string, KeptRecipient>;
  /** The same ids in the same order: pages count by it. Nobody becomes a recipient while the tenant runs. */
  readonly order: readonly string[];
  /** What has not reached the other side yet, in the order in which it will. */
  readonly pending: PendingDualWrite[];
  /** Who has which of Exchange's own ids; null until somebody asks. */
  owners: Map<string, string> | null;
}

/** The recipients of a state. Whose custom attributes it does not tell starts with what Graph shows. */
export function loadRecipients(state: ExchangeState | undefined, directory: Directory): Recipients {
  const byId = new Map<string, KeptRecipient>();
  for (const recipient of structuredClone(state?.recipients ?? []).toSorted(byIdText)) {
    const id = recipient.id.toLowerCase();
    const customAttributes = recipient.customAttributes ?? shownByGraph(directory, id);
    byId.set(id, { ...recipient, id, customAttributes });
  }
  const pending = structuredClone(state?.pendingWrites ?? []).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return { byId, order: [...byId.keys()], pending, owners: null };
}

/** The state that the recipients are; undefined where there is nothing to tell. */
export function dumpRecipients({ byId, pending }: Recipients): ExchangeState | undefined {
  if (byId.size === 0 && pending.length === 0) return undefined;
  const recipients = [...byId.values()];
  return pending.length === 0 ? { recipients } : { recipients, pendingWrites: [...pending] };
}

/** Exchange's own ids of a recipient. */
export function idsOf(recipient: Recipient): ExchangeIds {
  const { guid, exchangeObjectId, exchangeGuid } = recipient;
  const derived = derivedIds(recipient.id);
  return {
    guid: guid ?? derived.guid,
    exchangeObjectId: exchangeObjectId ?? derived.exchangeObjectId,
    exchangeGuid: exchangeGuid ?? derived.exchangeGuid,
  };
}

/** The recipient that one of Exchange's own ids belongs to. */
export function ownerOf(recipients: Recipients, id: string): string | undefined {
  if (!recipients.owners) {
    recipients.owners = new Map();
    for (const recipient of recipients.byId.values())
      for (const own of Object.values<string>({ ...idsOf(recipient) }))
        recipients.owners.set(own.toLowerCase(), recipient.id);
  }
  return recipients.owners.get(id.toLowerCase());
}

function shownByGraph(directory: Directory, id: string): Record<string, string> {
  const shown = directory.entries.get(id)?.written?.properties['onPremisesExtensionAttributes'];
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(isObject(shown) ? shown : {}))
    if (typeof value === 'string') attributes[inExchange(name)] = value;
  return attributes;
}

/** `extensionAttribute7` as `customAttribute7`. */
export function inExchange(graphName: string): string {
  return graphName.replace('extensionAttribute', 'customAttribute');
}

/** `customAttribute7` as `extensionAttribute7`. */
export function inGraph(exchangeName: string): string {
  return exchangeName.replace('customAttribute', 'extensionAttribute');
}

function byIdText(a: Recipient, b: Recipient): number {
  return a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1;
}
