import type { Operation } from '../core/plan/plan.ts';
import { channels } from './channels.ts';
import { isObject } from './compare.ts';
import { outcomes, type JournalRecord } from './records.ts';

type Json = Readonly<Record<string, unknown>>;

/** The record that a line of a journal holds, or what is wrong with it, as the rest of a sentence. */
export function checkRecord(value: unknown): JournalRecord | string {
  if (!isObject(value)) return 'is no record';
  if (typeof value['at'] !== 'string' || Number.isNaN(Date.parse(value['at']))) return 'has no instant';
  const fault = checkMembers(value) ?? checkChannel(value);
  return fault ?? withChannels(value as unknown as JournalRecord);
}

function checkMembers(record: Json): string | undefined {
  switch (record['record']) {
    case 'plan':
      return checkPlan(record);
    case 'intent':
      if (typeof record['operation'] !== 'string') return 'names no operation';
      return Number.isInteger(record['attempt']) ? undefined : 'has no attempt';
    case 'channel':
      if (typeof record['operation'] !== 'string') return 'names no operation';
      return record['channel'] === undefined ? 'names no channel' : undefined;
    case 'outcome':
      if (typeof record['operation'] !== 'string') return 'names no operation';
      return outcomes.some((outcome) => outcome === record['outcome']) ? undefined : 'has an unknown outcome';
    case 'verified':
      return typeof record['asPredicted'] === 'boolean' ? undefined : 'does not say what was found';
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

function checkChannel({ channel }: Json): string | undefined {
  const known = channel === undefined || channels.some((each) => each === channel);
  return known ? undefined : `names the unknown channel ${JSON.stringify(channel)}`;
}

/** Plans from before there was a second channel name none. */
function withChannels(record: JournalRecord): JournalRecord {
  if (record.record !== 'plan') return record;
  const old = record.plan.operations.some((each) => !Object.hasOwn(each, 'channels'));
  if (!old) return record;
  const operations = record.plan.operations.map((each): Operation => ({
    ...each,
    channels: each.channels ?? ['graph'],
  }));
  return { ...record, plan: { ...record.plan, operations } };
}
