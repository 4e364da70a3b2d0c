import type { Json, JsonObject } from '../state.ts';
import type { Cmdlet } from './cmdlets.ts';
import { ownIds, type View } from './view.ts';

type Kind = 'text' | 'guid' | 'texts';

interface Column {
  name: string;
  kind: Kind;
  value: (view: View) => Json;
  /** Absent: in the rows of every cmdlet. */
  of?: readonly string[];
}

const mailboxes = ['Get-Mailbox'];
const mailObjects = ['Get-Mailbox', 'Get-MailUser', 'Get-Recipient'];
const accounts = ['Get-Mailbox', 'Get-MailUser', 'Get-User'];

/** The columns of the rows. What is not set is the empty text, sizes and durations are sentences. */
const columns: readonly Column[] = [
  { name: 'ExternalDirectoryObjectId', kind: 'text', value: ({ id }) => id },
  { name: 'Guid', kind: 'guid', value: (view) => ownIds(view).guid },
  { name: 'ExchangeObjectId', kind: 'guid', value: (view) => ownIds(view).exchangeObjectId },
  { name: 'ExchangeGuid', kind: 'guid', value: (view) => ownIds(view).exchangeGuid, of: mailObjects },
  { name: 'Identity', kind: 'text', value: ({ id }) => id },
  { name: 'Id', kind: 'text', value: ({ id }) => id },
  { name: 'Name', kind: 'text', value: ({ id }) => id },
  { name: 'Alias', kind: 'text', value: ({ alias }) => alias, of: mailObjects },
  { name: 'DisplayName', kind: 'text', value: ({ displayName }) => displayName },
  {
    name: 'UserPrincipalName',
    kind: 'text',
    value: ({ userPrincipalName }) => userPrincipalName,
    of: accounts,
  },
  {
    name: 'PrimarySmtpAddress',
    kind: 'text',
    value: ({ primarySmtpAddress }) => primarySmtpAddress,
    of: mailObjects,
  },
  { name: 'EmailAddresses', kind: 'texts', value: ({ emailAddresses }) => emailAddresses, of: mailObjects },
  { name: 'RecipientType', kind: 'text', value: ({ recipientType }) => recipientType },
  { name: 'RecipientTypeDetails', kind: 'text', value: ({ recipientTypeDetails }) => recipientTypeDetails },
  { name: 'IsDirSynced', kind: 'text', value: ({ isDirSynced }) => isDirSynced },
  {
    name: 'IsExchangeCloudManaged',
    kind: 'text',
    value: ({ recipient }) => recipient?.isExchangeCloudManaged ?? false,
    of: ['Get-Mailbox', 'Get-MailUser'],
  },
  ...Array.from({ length: 15 }, (_, index) => customAttribute(index + 1)),
  ...Array.from({ length: 5 }, (_, index) => extensionCustomAttribute(index + 1)),
  {
    name: 'ProhibitSendQuota',
    kind: 'text',
    value: () => '99 GB (106,300,440,576 bytes)',
    of: mailboxes,
  },
  { name: 'LitigationHoldDuration', kind: 'text', value: () => 'Unlimited', of: mailboxes },
  { name: 'ImmutableId', kind: 'text', value: () => '', of: mailboxes },
  {
    name: 'WhenCreatedUTC',
    kind: 'text',
    value: ({ createdDateTime }) => createdDateTime.replace('Z', '.0000000Z'),
  },
];

function customAttribute(number: number): Column {
  const key = `customAttribute${number}`;
  return {
    name: `CustomAttribute${number}`,
    kind: 'text',
    value: ({ recipient }) => recipient?.customAttributes[key] ?? '',
    of: mailObjects,
  };
}

function extensionCustomAttribute(number: number): Column {
  const key = `extensionCustomAttribute${number}`;
  return {
    name: `ExtensionCustomAttribute${number}`,
    kind: 'texts',
    value: ({ recipient }) => recipient?.extensionCustomAttributes?.[key] ?? [],
    of: mailObjects,
  };
}

/** Keys that tell the type of the one that follows them. */
const sidecars: Readonly<Record<Kind, (name: string) => JsonObject>> = {
  text: () => ({}),
  guid: (name) => ({ [`${name}@data.type`]: 'System.Guid', [`${name}@odata.type`]: '#Guid' }),
  texts: (name) => ({ [`${name}@odata.type`]: '#Collection(String)' }),
};

/** How a cmdlet writes its objects down: with `select`, names in any letter case, only these columns. */
export function rowWriter(cmdlet: Cmdlet, select: readonly string[] | null): (view: View) => JsonObject {
  const wanted = select && new Set(select.map((name) => name.toLowerCase()));
  const shown = columns.filter(
    ({ name, of }) => (!of || of.includes(cmdlet.name)) && (!wanted || wanted.has(name.toLowerCase())),
  );
  return (view) => {
    const row: JsonObject = {};
    for (const { name, kind, value } of shown)
      Object.assign(row, sidecars[kind](name), { [name]: value(view) });
    return row;
  };
}
