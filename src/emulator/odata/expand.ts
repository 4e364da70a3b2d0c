import { invalidQuery } from './faults.ts';

/** One relationship of `$expand`, with the options in its parentheses. */
export interface Expand {
  readonly name: string;
  readonly select?: string[];
  readonly levels?: number | 'max';
  readonly filter?: string;
}

/** `manager($levels=max;$select=id,displayName),extensions($filter=id eq 'x')` as a list. */
export function parseExpand(text: string): Expand[] {
  return split(text, ',').map((item) => {
    const parts = /^([\w.]+)\s*(?:\((.*)\))?$/s.exec(item);
    if (parts === null) throw syntaxError(text);
    let expand: Expand = { name: parts[1] ?? '' };
    for (const option of split(parts[2] ?? '', ';')) expand = { ...expand, ...expandOption(option, text) };
    return expand;
  });
}

function expandOption(option: string, text: string): Partial<Expand> {
  const at = option.indexOf('=');
  const name = option.slice(0, Math.max(at, 0)).trim().toLowerCase();
  const value = option.slice(at + 1).trim();
  if (name === '$select') return { select: split(value, ',') };
  if (name === '$filter') return { filter: value };
  if (name === '$levels' && (value === 'max' || /^[1-9]\d*$/.test(value))) {
    return { levels: value === 'max' ? 'max' : Number(value) };
  }
  throw syntaxError(text);
}

/** Splits at a separator that stands outside parentheses and quotes. */
function split(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  let inQuotes = false;
  for (const character of text) {
    if (character === "'") inQuotes = !inQuotes;
    if (!inQuotes && character === '(') depth += 1;
    if (!inQuotes && character === ')') depth -= 1;
    if (character === separator && depth === 0 && !inQuotes) parts.push('');
    else parts[parts.length - 1] += character;
  }
  if (depth !== 0 || inQuotes) throw syntaxError(text);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function syntaxError(text: string) {
  return invalidQuery(`Parsing OData Select and Expand failed: Syntax error in '${text}'.`);
}
