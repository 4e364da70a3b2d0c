import { outcomes, type JournalRecord } from './records.ts';

type Json = Readonly<Record<string, unknown>>;

/** The record that a line of a journal holds, or what is wrong with it, as the rest of a sentence. */
export function checkRecord(value: unknown): JournalRecord | string {
  if (!isObject(value)) return 'is no record';
  if (typeof value['at'] !== 'string' || Number.isNaN(Date.parse(value['at']))) return 'has no instant';
  const fault = checkMembers(value);
  return fault ?? (value as unknown as JournalRecord);
}

function checkMembers(record: Json): string | undefined {
  switch (record['record']) {
    case 'plan':
      return checkPlan(record);
    case 'intent':
      if (typeof record['operation'] !== 'string') return 'names no operation';
      return Number.isInteger(record['attempt']) ? undefined : 'has no attempt';
    case 'outcome':
      if (typeof record['operation'] !== 'string') return 'names no operation';
      return outcomes.some((outcome) => outcome === record['outcome']) ? undefined : 'has an unknown outcome';
    case 'resume':
    case 'end':
      return undefined;
    default:
      return `is a record of the unknown kind ${JSON.stringify(record['record'])}`;
  }
}

function checkPlan(record: Json): string | undefined {
  if (record['format'] !== 1) return `has format ${JSON.stringify(record['format'])}, and only 1 is known`;
  if (typeof record['endpoint'] !== 'string') return 'names no endpoint';
  const { plan } = record;
  const whole =
    isObject(plan) &&
    typeof plan['digest'] === 'string' &&
    Array.isArray(plan['operations']) &&
    Array.isArray(plan['changes']);
  return whole ? undefined : 'has no plan';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
