import { isObject, textsOf } from '../json.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Assignment } from './parameters.ts';
import type { KeptRecipient } from './recipients.ts';
import { invalidValue, notTransformed } from './refusals.ts';

/** Set-Mailbox, parameters CustomAttribute1 and ExtensionCustomAttribute1. */
const longest = 1024;
const mostValues = 1300;

/** The values of a recipient that a Set-* call would leave behind. */
export interface Values {
  customAttributes: Record<string, string>;
  extensionCustomAttributes: Record<string, string[]>;
}

/** What the assignments make of a recipient. Throws for a value of a wrong type or more than fits. */
export function assigned(recipient: KeptRecipient, assignments: readonly Assignment[]): Values {
  const customAttributes = { ...recipient.customAttributes };
  const extensionCustomAttributes = { ...recipient.extensionCustomAttributes };
  for (const assignment of assignments) {
    const { key } = assignment;
    if (key.startsWith('customAttribute')) {
      const value = textOf(assignment);
      // The empty text is taken for null: reads cannot tell them apart.
      if (value === '') delete customAttributes[key];
      else customAttributes[key] = value;
    } else {
      const values = listOf(assignment, extensionCustomAttributes[key] ?? []);
      if (values.length === 0) delete extensionCustomAttributes[key];
      else extensionCustomAttributes[key] = values;
    }
  }
  return { customAttributes, extensionCustomAttributes };
}

/** Checks the types alone, as the cmdlet is bound before its object is looked for. */
export function checkTypes(assignments: readonly Assignment[]): void {
  for (const assignment of assignments) {
    const { key, parameter, value } = assignment;
    if (key === 'isExchangeCloudManaged') {
      if (typeof value !== 'boolean')
        throw notTransformed(
          parameter,
          `Cannot convert value ${JSON.stringify(value)} to type "System.Boolean".`,
        );
    } else if (key.startsWith('customAttribute')) text(assignment);
    else list(assignment, []);
  }
}

function textOf(assignment: Assignment): string {
  const value = text(assignment);
  if (value.length > longest) throw tooLong(value.length);
  return value;
}

function text({ parameter, value }: Assignment): string {
  if (value === null) return '';
  if (typeof value === 'object') throw cannotConvert(parameter, value, 'System.String');
  return String(value);
}

function listOf(assignment: Assignment, before: readonly string[]): string[] {
  const values = list(assignment, before);
  const long = values.find((value) => value.length > longest);
  if (long !== undefined) throw tooLong(long.length);
  if (values.length > mostValues)
    throw invalidValue(
      'Microsoft.Exchange.Data.DataValidationException',
      `The number of values of ${assignment.parameter} is ${values.length}. The maximum number is ${mostValues}.`,
    );
  return values;
}

/** A list overwrites. An object adds and removes, and has to say that it is a hashtable. */
function list({ parameter, value }: Assignment, before: readonly string[]): string[] {
  const type = 'Microsoft.Exchange.Data.MultiValuedProperty`1[System.String]';
  if (value === null || value === '') return [];
  if (Array.isArray(value)) {
    if (value.some((entry) => typeof entry === 'object')) throw cannotConvert(parameter, value, type);
    return [...new Set(value.map(String))];
  }
  if (!isObject(value)) return [String(value)];
  if (value['@odata.type'] !== '#Exchange.GenericHashTable') throw cannotConvert(parameter, value, type);
  return changed(value, before);
}

/** A hashtable that neither adds nor removes clears. */
function changed(table: JsonObject, before: readonly string[]): string[] {
  const values = (wanted: string): string[] => {
    const [, found] = Object.entries(table).find(([name]) => name.toLowerCase() === wanted) ?? [];
    return typeof found === 'string' ? [found] : textsOf(found);
  };
  const added = values('add');
  const removed = new Set(values('remove'));
  if (added.length === 0 && removed.size === 0) return [];
  return [...new Set([...before, ...added])].filter((value) => !removed.has(value));
}

function cannotConvert(parameter: string, value: Json, type: string): Error {
  const from = Array.isArray(value) ? 'Newtonsoft.Json.Linq.JArray' : 'Newtonsoft.Json.Linq.JObject';
  return notTransformed(
    parameter,
    `Cannot convert the "${JSON.stringify(value)}" value of type "${from}" to type "${type}".`,
  );
}

function tooLong(length: number): Error {
  return invalidValue(
    'Microsoft.Exchange.Data.DataValidationException',
    `The length of the property is too long. The maximum length is ${longest} and the length of the value provided is ${length}.`,
  );
}
