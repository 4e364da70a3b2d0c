import type { ExchangeCommand, Reply } from '../../src/ports.ts';
import { error, type Thing } from './thing.ts';

type Json = Readonly<Record<string, unknown>>;

/** A user whom Exchange knows. */
export function recipient(
  attributes: Json,
  rest: Partial<Pick<Thing, 'recipient' | 'mastered'>> = { recipient: 'mailbox' },
): Thing {
  const properties = { onPremisesExtensionAttributes: attributes };
  return { kind: 'user', properties, manager: null, owners: [], ...rest };
}

/** What Exchange answers; `put` takes the recipient as it is after a `Set-`. */
export function answerOfExchange(
  command: ExchangeCommand,
  thing: Thing | undefined,
  put: (next: Thing) => void,
): Reply {
  const { id, cmdlet, parameters, select = [] } = command;
  const wanted = cmdlet.endsWith('MailUser') ? 'mailUser' : 'mailbox';
  if (thing?.recipient !== wanted) return notFound(command);
  const held = attributesOf(thing);
  if (cmdlet.startsWith('Get-')) {
    const row = Object.fromEntries(select.map((name) => [name, held[graphName(name)] ?? '']));
    return { id, status: 200, headers: {}, body: { value: [row] } };
  }
  if (thing.mastered === 'onPremises') return error(command, 400, 'InvalidOperationException', synced);
  const given = Object.entries(parameters)
    .filter(([name]) => name !== 'Identity')
    .map(([name, value]) => [graphName(name), value] as const);
  const onPremisesExtensionAttributes = { ...held, ...Object.fromEntries(given) };
  put({ ...thing, properties: { ...thing.properties, onPremisesExtensionAttributes } });
  return { id, status: 200, headers: {}, body: { value: [] } };
}

export const external =
  'Unable to update the specified properties for objects that have originated within an external service.';
export const onPremises =
  'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.';
export const synced =
  "The operation on mailbox \"X\" failed because it's out of the current user's write scope. The action 'Set-Mailbox', 'CustomAttribute1', can't be performed on the object 'X' because the object is being synchronized from your on-premises organization. This action should be performed on the object in your on-premises organization.";
export const dualWrite = (inner: string): string =>
  `A Microsoft Entra ID call was made to keep object in sync between Azure Active Directory and Exchange Online. However, it failed. Detailed error message: ${inner} DualWrite (Graph) RequestId: 1. The issue may be transient and please retry a couple of minutes later.`;

export function notFound(command: { readonly id: string }): Reply {
  const message =
    "The operation couldn't be performed because object 'x' couldn't be found on 'DC1.PROD.OUTLOOK.COM'.";
  return error(command, 404, 'ManagementObjectNotFoundException', message);
}

/** The answer of Graph to a PATCH of extension attributes that it does not take; undefined where it does. */
export function refusalOfGraph(
  request: { readonly id: string },
  thing: Thing,
  body: Json,
): Reply | undefined {
  if (thing.mastered === undefined || body['onPremisesExtensionAttributes'] === undefined) return undefined;
  const message = thing.mastered === 'exchange' ? external : onPremises;
  return error(request, 400, 'Request_BadRequest', message);
}

export function attributesOf({ properties }: Thing): Json {
  return (properties['onPremisesExtensionAttributes'] ?? {}) as Json;
}

function graphName(name: string): string {
  return name.replace('CustomAttribute', 'extensionAttribute');
}
