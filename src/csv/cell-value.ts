import { readExtensionScalar } from '../config/extension-scalar.ts';
import type { Flaws } from '../config/flaw.ts';
import type { ScalarNode } from '../config/node.ts';
import { readValue } from '../config/values.ts';
import { forms } from '../core/attributes/forms.ts';
import { immutableIdOf } from '../core/attributes/immutable-id.ts';
import type { Value } from '../core/attributes/attribute.ts';
import type { DirectoryExtensionType } from '../core/desired/desired.ts';
import type { CsvDates } from '../core/desired/settings.ts';
import type { Place } from '../core/problem.ts';
import { flaw, scalar, type CellFlaw, type CellValue } from './cell-parts.ts';
import { damageOf } from './damage.ts';
import { readDate } from './day.ts';
import { literal } from './literal.ts';
import { listValue } from './list-value.ts';
import { findManager } from './manager.ts';
import type { People } from './people.ts';
import type { Target } from './target.ts';
import { readTruth } from './truth.ts';

/** How cells are read. */
export interface Reading {
  readonly people: People;
  readonly emptyClears: boolean;
  readonly dates?: CsvDates;
}

/** The value of a cell, undefined where it says nothing, or what is wrong with it. */
export function readCell(
  cell: string,
  target: Target,
  place: Place,
  reading: Reading,
): CellValue | CellFlaw | undefined {
  const { row } = target;
  const { text: written, isLiteral } = literal(cell.trim());
  const text = written.trim();
  if (!row) return undefined;
  if (text === '' && !reading.emptyClears) return undefined;
  if (text === '' || (text === 'null' && !isLiteral)) return cleared(target, text);
  const damage = isLiteral ? undefined : damageOf(text, isNumber.has(row.name));
  if (damage && !(target.extension && /^-?\d/.test(text) && target.extension.type !== 'String'))
    return flaw('csv-damaged', text, damage);
  const { extension } = target;
  if (extension?.multiValued)
    return listValue(text, isLiteral, place, (item) =>
      scalarValue(item, extension.type, target, reading, place),
    );
  if (extension) return scalarValue(text, extension.type, target, reading, place);
  if (row.shape.type === 'texts')
    return listValue(text, isLiteral || row.shape.maxItems === 1, place, (item) => ({ value: item }), target);
  return plainValueOf(text, target, place, reading);
}

/** Attributes that are numbers to people and text to the service, in which `123.0` is never meant. */
const isNumber: ReadonlySet<string> = new Set([
  'businessPhones',
  'employeeId',
  'employeeOrgData.costCenter',
  'faxNumber',
  'mobilePhone',
  'postalCode',
]);

function cleared({ row, name }: Target, text: string): CellValue | CellFlaw {
  return row?.clearing === 'never'
    ? {
        id: 'csv-not-clearable',
        message: `\`${name}\` cannot be cleared, but the cell is ${text === '' ? 'empty' : '`null`'}.`,
        remedy: text === '' ? 'Fill in the cell.' : 'Empty the cell to leave the value alone, or fill it in.',
      }
    : { value: null };
}

function plainValueOf(text: string, target: Target, place: Place, reading: Reading): CellValue | CellFlaw {
  const { row, name } = target;
  if (!row) return { value: text };
  const { shape } = row;
  switch (shape.type) {
    case 'boolean': {
      const truth = readTruth(text);
      if (truth === undefined)
        return flaw('bad-value', text, {
          message: 'is neither true nor false.',
          remedy: 'Write true or false.',
        });
      return { value: truth !== (target.inverted ?? false) };
    }
    case 'choice': {
      const choice = shape.values.find((each) => each.toLowerCase() === text.toLowerCase());
      return choice === undefined
        ? flaw('bad-value', text, {
            message: `is no value of \`${name}\`.`,
            remedy: `Write one of ${shape.values.join('; ')}.`,
          })
        : { value: choice };
    }
    case 'dateTime': {
      const read = readDate(text, reading.dates);
      if ('message' in read) return flaw('bad-date', text, read);
      const checked = checkedText(target, read.date, place);
      return 'value' in checked ? { ...checked, written: read.date } : checked;
    }
    case 'user': {
      const found = findManager(text, reading.people);
      return 'message' in found ? flaw('csv-unknown-person', text, found) : { value: found.reference };
    }
    case 'text':
    case 'texts':
    case 'users':
    case 'rule':
    case 'processing':
    case 'extension':
    case 'structure':
      return target.guid === undefined
        ? checkedText(target, text, place)
        : immutableId(text, target.guid, target, place);
  }
}

function immutableId(
  text: string,
  key: NonNullable<Target['guid']>,
  target: Target,
  place: Place,
): CellValue | CellFlaw {
  const guid = text.replace(/^\{(.*)\}$/, '$1');
  if (new RegExp(forms.id.pattern).test(guid))
    return { value: immutableIdOf(guid) ?? null, written: { [key]: guid.toLowerCase() } };
  if (target.name !== target.row?.name)
    return flaw('bad-form', text, {
      message: 'is no GUID.',
      remedy: 'Write it as Active Directory shows it: 00112233-4455-6677-8899-aabbccddeeff.',
    });
  return checkedText(target, text, place);
}

/** Text as the loader of the files takes it. */
function checkedText({ row }: Target, text: string, place: Place): CellValue | CellFlaw {
  const flaws: Flaws = new Map();
  const read = row && readValue(row, scalar(text, place), flaws);
  const [found] = flaws.values();
  return found ?? { value: (read ?? text) as Value };
}

function scalarValue(
  text: string,
  type: DirectoryExtensionType,
  { name, row }: Target,
  reading: Reading,
  place: Place,
): CellValue | CellFlaw {
  let value: ScalarNode['value'] = text;
  if (type === 'Boolean') value = readTruth(text) ?? text;
  if ((type === 'Integer' || type === 'LargeInteger') && /^-?\d+$/.test(text)) value = Number(text);
  if (type === 'DateTime') {
    const read = readDate(text, reading.dates);
    if ('message' in read) return flaw('bad-date', text, read);
    value = read.date;
  }
  const flaws: Flaws = new Map();
  const node = { ...scalar(text, place), value };
  const read = readExtensionScalar(type, node, name.slice(name.lastIndexOf('.') + 1), flaws);
  const [found] = flaws.values();
  if (found) return found;
  return { value: read ?? null, ...(type === 'DateTime' && row ? { written: value } : {}) };
}
