import type { Json, JsonObject } from '../state.ts';
import type { Cmdlet } from './cmdlets.ts';
import { mixedParameters, notTransformed, unknownParameter } from './refusals.ts';

/** What an attribute becomes: null clears. */
export interface Assignment {
  /** The parameter, in its own spelling. */
  parameter: string;
  /** Where the value is kept, `customAttribute7`. */
  key: string;
  value: Json;
}

/** The parameters of a cmdlet after the checks that need nothing but themselves. */
export interface Parameters {
  /** Null where it is missing or empty. */
  identity: string | null;
  resultSize: number;
  isWhatIf: boolean;
  /** In the order in which they came. */
  assignments: Assignment[];
}

const common = [
  'Confirm',
  'Debug',
  'ErrorAction',
  'ErrorVariable',
  'InformationAction',
  'Verbose',
  'WarningAction',
  'WarningVariable',
  'WhatIf',
];
const attributes = [
  ...Array.from({ length: 15 }, (_, index) => `CustomAttribute${index + 1}`),
  ...Array.from({ length: 5 }, (_, index) => `ExtensionCustomAttribute${index + 1}`),
];
const reading = [...common, 'Identity', 'ResultSize'];
const writing = [...common, 'Identity', ...attributes];

/** The parameters that a cmdlet of the practice tenant has, by lower-case name. */
const known: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  'Get-Mailbox': names(reading),
  'Get-MailUser': names(reading),
  'Get-Recipient': names(reading),
  'Get-User': names(reading),
  'Set-Mailbox': names([...writing, 'IsExchangeCloudManaged']),
  'Set-MailUser': names(writing),
};

function names(list: readonly string[]): Map<string, string> {
  return new Map(list.map((name) => [name.toLowerCase(), name]));
}

/** Reads the parameters of a call. Throws for unknown names, for values of a wrong type, and for mixed sets. */
export function readParameters(cmdlet: Cmdlet, input: JsonObject): Parameters {
  const read: Parameters = { identity: null, resultSize: 1000, isWhatIf: false, assignments: [] };
  for (const [given, value] of Object.entries(input)) {
    const name = known[cmdlet.name]?.get(given.toLowerCase());
    if (name === undefined) throw unknownParameter(given);
    if (name === 'Identity') read.identity = identityOf(value);
    else if (name === 'ResultSize') read.resultSize = resultSizeOf(value);
    else if (name === 'WhatIf') read.isWhatIf = value === true;
    else if (!common.includes(name)) read.assignments.push({ parameter: name, key: keyOf(name), value });
  }
  // IsExchangeCloudManaged is a parameter set of its own (Set-Mailbox, syntax).
  if (read.assignments.length > 1 && read.assignments.some(({ key }) => key === 'isExchangeCloudManaged'))
    throw mixedParameters();
  return read;
}

function keyOf(parameter: string): string {
  return parameter.slice(0, 1).toLowerCase() + parameter.slice(1);
}

function identityOf(value: Json): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw notTransformed('Identity', 'Cannot convert value to type "MailboxIdParameter".');
}

/** A number from 1, or `Unlimited`. */
function resultSizeOf(value: Json): number {
  if (typeof value === 'string' && value.toLowerCase() === 'unlimited') return Number.POSITIVE_INFINITY;
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number > 0) return number;
  throw notTransformed(
    'ResultSize',
    `Cannot convert value ${JSON.stringify(value)} to type "Microsoft.Exchange.Data.Unlimited\`1[System.UInt32]".`,
  );
}
