/**
 * What a file is that a command was given. `tornJournal`: it ends within the first record of a journal, which holds the
 * plan. `plan` is said of whatever looks like one, also where it is of another version. `sealed`: encrypted, whatever it is.
 */
export type FileKind = 'plan' | 'sealed' | 'journal' | 'tornJournal' | 'emptyFile' | 'other';

/** A journal is JSON Lines, whose first line says so; a plan is one JSON object over many. */
export function kindOfFile(text: string): FileKind {
  if (text.trim() === '') return 'emptyFile';
  const end = text.indexOf('\n');
  const first = parsed(end === -1 ? text : text.slice(0, end));
  if (has(first, 'record')) return 'journal';
  if (first === undefined && /^\s*\{\s*"record"\s*:\s*"plan"/.test(text)) return 'tornJournal';
  const whole = parsed(text);
  if (has(whole, 'ciphertext')) return 'sealed';
  return has(whole, 'changes') ? 'plan' : 'other';
}

const has = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && key in value;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
