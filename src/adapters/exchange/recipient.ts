import type { Recipient } from '../../core/live/live.ts';
import type { Row } from './rows.ts';

const attributes = Array.from({ length: 15 }, (_, index) => index + 1);

const common = [
  'ExternalDirectoryObjectId',
  'RecipientTypeDetails',
  'IsDirSynced',
  ...attributes.map((number) => `CustomAttribute${number}`),
];

/** The properties that are read, by cmdlet. Only mailboxes can be managed in the cloud by themselves. */
export const selections = {
  'Get-Mailbox': [...common, 'IsExchangeCloudManaged'],
  'Get-MailUser': common,
} as const;

export type ReadingCmdlet = keyof typeof selections;

/** A recipient as a row has it. Attributes that are not set come as empty texts. */
export function recipientOf(row: Row, cmdlet: ReadingCmdlet): Recipient {
  const texts = attributes.map((number) => [`extensionAttribute${number}`, row[`CustomAttribute${number}`]]);
  const { RecipientTypeDetails: details } = row;
  return {
    type: cmdlet === 'Get-Mailbox' ? 'mailbox' : 'mailUser',
    details: typeof details === 'string' ? details : '',
    cloudManaged: row['IsExchangeCloudManaged'] === true,
    attributes: Object.fromEntries(texts.filter(([, value]) => typeof value === 'string' && value !== '')),
  };
}
