import { canonicalInstant } from '../config/dates.ts';
import type { Attribute, Value } from '../core/attributes/attribute.ts';
import { attributes, findAttribute } from '../core/attributes/attributes.ts';
import { forms } from '../core/attributes/forms.ts';
import { canonical } from '../core/attributes/value.ts';
import type { LiveIndex } from '../core/match/live-index.ts';
import { nearest } from '../core/nearest.ts';
import { TenantryError } from '../core/problem.ts';
import { findPerson } from './find-person.ts';

/** A value that somebody is thought to have: `department=Sales`. */
export interface Assumption {
  readonly row: Attribute;
  /** As it was written, without blanks round it; `null` clears. */
  readonly written: string;
}

/** Reads `ATTRIBUTE=VALUE` arguments. Throws with all that are wrong. */
export function readAssumptions(texts: readonly string[]): readonly Assumption[] {
  const read = texts.map(readAssumption);
  const seen = new Set<string>();
  for (const { row } of read) {
    if (seen.has(row.name))
      throw problem(
        `${row.name} is given twice`,
        'Give each attribute one value; a list has commas in between.',
      );
    seen.add(row.name);
  }
  return read;
}

function readAssumption(text: string): Assumption {
  const at = text.indexOf('=');
  if (at < 1)
    throw problem(
      `${text} is not of the form ATTRIBUTE=VALUE`,
      'Write for example department=Sales or "jobTitle=Account Manager"; department=null clears.',
    );
  const name = text.slice(0, at).trim();
  const row =
    findAttribute('user', name) ??
    attributes.user.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (row) return { row, written: text.slice(at + 1).trim() };
  const known = attributes.user.map((each) => each.name);
  const [alike] = nearest(name.replace(/^user\./i, ''), known);
  throw problem(
    `Users have no attribute ${name} that can be managed here`,
    alike === undefined ? `Known are ${known.slice(0, 12).join(', ')} and others.` : `Did you mean ${alike}?`,
  );
}

/** The value that an assumption gives, in the form in which plans hold it. */
export function assumedValue({ row, written }: Assumption, index: LiveIndex): Value {
  const { name, shape } = row;
  if (written === 'null') {
    if (row.clearing === 'never') throw problem(`${name} cannot be cleared`, 'Give it a value.');
    return canonical(row, null);
  }
  if (written === '') throw problem(`${name} is given no value`, `Write ${name}=null to clear it.`);
  switch (shape.type) {
    case 'boolean':
      if (/^(true|yes)$/i.test(written)) return true;
      if (/^(false|no)$/i.test(written)) return false;
      throw problem(`${name} is true or false, not ${written}`, `Write ${name}=true or ${name}=false.`);
    case 'choice': {
      const value = shape.values.find((each) => each.toLowerCase() === written.toLowerCase());
      if (value !== undefined) return value;
      throw problem(`${name} cannot be ${written}`, `It is one of ${shape.values.join(', ')}.`);
    }
    case 'dateTime': {
      const value = canonicalInstant(written);
      if (value !== undefined) return value;
      throw problem(
        `${name} is a date, and ${written} is none`,
        `Write ${name}=2026-03-02 or 2026-03-02T08:00:00Z.`,
      );
    }
    case 'text':
      return checkedText(name, written, shape);
    case 'texts':
      return canonical(
        row,
        written.split(',').map((each) => checkedText(name, each.trim(), shape)),
      );
    case 'user':
      return findPerson(written, index).id;
    case 'users':
    case 'rule':
    case 'processing':
    case 'extension':
    case 'structure':
      throw problem(`${name} cannot be assumed`, 'Assume attributes of the person.');
    default:
      return shape satisfies never;
  }
}

function checkedText(
  name: string,
  value: string,
  { maxLength, form }: { readonly maxLength?: number; readonly form?: keyof typeof forms },
): string {
  if (maxLength !== undefined && value.length > maxLength)
    throw problem(`${name} takes ${maxLength} characters, and the value has ${value.length}`, 'Shorten it.');
  if (form !== undefined && !new RegExp(forms[form].pattern).test(value))
    throw problem(`${name} cannot be ${value}`, `It must be ${forms[form].words}.`);
  return value;
}

const problem = (message: string, remedy: string): TenantryError =>
  new TenantryError({ id: 'assumption', message, remedy });
