import * as fc from 'fast-check';
import type { EditValue } from '../../../src/config/edit/edit.ts';
import { scalarText } from '../../../src/config/edit/scalar-text.ts';
import type { Json } from '../../../src/core/attributes/attribute.ts';
import { extensionsYaml, prefix } from '../extension-files.ts';
import { loaded } from '../support.ts';

export const definitions = loaded({ 'extensions/a.yaml': extensionsYaml }).desired?.definitions ?? [];

/** Words that YAML is sensitive to, and others, without spaces around them. */
export const word = fc
  .oneof(
    fc.constantFrom(
      'Sales',
      'São Paulo / 12',
      '00123',
      '1e3',
      '2026-12-01',
      'true',
      'NO',
      'null',
      '~',
      '- x',
      'a: b',
      'a #b',
      '#a',
      "it's",
      '"q"',
      '[x]',
      '{x}',
      'a, b',
      '*a',
      '&a',
      '!t',
      '| x',
      '> x',
      '%x',
      '@x',
      '`x',
      '? x',
      ': x',
      'x:',
      '田中 健',
      '😀 a',
      'שלום',
      '\\n',
      '...',
      '---',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  )
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim())
  .filter((text) => text !== '');
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const mail = fc.constantFrom('a@x.org', 'b@x.org', 'c@x.org', 'd@x.org');
const mails = fc.uniqueArray(mail, { minLength: 1 });

/** Attributes with values as plans have them. */
export const attributes: Readonly<Record<string, fc.Arbitrary<EditValue>>> = {
  department: orNull(word),
  jobTitle: orNull(word),
  'employeeOrgData.division': orNull(word),
  'employeeOrgData.costCenter': orNull(word),
  accountEnabled: fc.boolean(),
  otherMails: orNull(mails),
  manager: orNull(fc.constantFrom('lee@contoso.com', '63384f56-42d2-4aa7-b1d6-b10c78f143a2')),
  employeeHireDate: orNull(fc.constantFrom('2027-02-01T00:00:00Z', '2027-03-01T08:30:00Z')),
  onPremisesImmutableId: orNull(
    fc
      .uint8Array({ minLength: 16, maxLength: 16, min: 1 })
      .map((bytes) => Buffer.from(bytes).toString('base64')),
  ),
  [`${prefix}jobGroupTracker`]: orNull(word),
  [`${prefix}skills`]: orNull(fc.uniqueArray(word, { minLength: 1, maxLength: 4 })),
  'schemaExtensions.graphLearnCourses.courseId': orNull(fc.integer({ min: 0, max: 999 })),
  'schemaExtensions.graphLearnCourses.courseName': orNull(word),
  'openExtensions.com.contoso.a': orNull(
    fc.dictionary(
      fc.constantFrom('a', 'b', 'on', 'x y'),
      fc.oneof(word, fc.integer({ min: -9, max: 999 }), fc.boolean(), fc.array(word, { maxLength: 3 })),
    ),
  ),
};
export const names = Object.keys(attributes);

/** A value for each attribute. */
export const values = (chosen: readonly string[]): fc.Arbitrary<Record<string, EditValue>> =>
  fc.record(Object.fromEntries(chosen.map((name) => [name, attributes[name] ?? fc.constant(null)])));

/** How one key of an entry may be written. */
const styles = {
  quote: fc.constantFrom('plain', 'single', 'double'),
  comment: fc.constantFrom('', ' # c', '   # it: [has] "signs"'),
  above: fc.constantFrom('', '# note\n', '\n', '\n# - user: x\n\n'),
  flow: fc.boolean(),
};
interface Line {
  readonly quote: 'plain' | 'single' | 'double';
  readonly comment: string;
  readonly above: string;
  readonly flow: boolean;
}
const line: fc.Arbitrary<Line> = fc.record(styles) as fc.Arbitrary<Line>;

function scalar(value: Json, { quote }: Line, flow: boolean): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (quote === 'double') return JSON.stringify(value);
  if (quote === 'single') return `'${value.replaceAll("'", "''")}'`;
  return scalarText(value, { flow });
}

function block(value: Json, style: Line, indent: string): string {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return style.flow || list.length === 0
      ? ` [${list.map((item) => scalar(item, style, true)).join(', ')}]${style.comment}`
      : `${style.comment}\n${list.map((item) => `${indent}  - ${scalar(item, style, false)}${style.comment}`).join('\n')}`;
  }
  if (typeof value !== 'object' || value === null) return ` ${scalar(value, style, false)}${style.comment}`;
  const members = Object.entries(value as Readonly<Record<string, Json>>);
  if (style.flow || members.length === 0) {
    const pairs = members.map(([name, each]) => `${JSON.stringify(name)}: ${inFlow(each, style)}`);
    return ` { ${pairs.join(',  ')} }${style.comment}`;
  }
  return `\n${members.map(([name, each]) => `${indent}  ${JSON.stringify(name)}:${block(each, style, `${indent}  `)}`).join('\n')}`;
}

function inFlow(value: Json, style: Line): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => inFlow(item, style)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value, style, true);
  const members = Object.entries(value as Readonly<Record<string, Json>>);
  return `{ ${members.map(([name, each]) => `${JSON.stringify(name)}: ${inFlow(each, style)}`).join(', ')} }`;
}

/** An entry as it stands in a file, nested as files have it. */
export function nested(entry: Readonly<Record<string, EditValue>>): Record<string, Json> {
  const made: Record<string, Json> = {};
  const into = (key: string, name: string, value: Json): void => {
    made[key] = { ...(made[key] as object | undefined), [name]: value };
  };
  for (const [name, value] of Object.entries(entry) as [string, Json][]) {
    const [first = '', ...rest] = name.split('.');
    if (name.startsWith(prefix)) into('directoryExtensions', name.slice(prefix.length), value);
    else if (first === 'openExtensions') into(first, rest.join('.'), value);
    else if (first === 'schemaExtensions') {
      const all = made[first] as Readonly<Record<string, object>> | undefined;
      into(first, rest[0] ?? '', { ...all?.[rest[0] ?? ''], [rest[1] ?? '']: value });
    } else if (rest[0] !== undefined) into(first, rest[0], value);
    else made[name] = value;
  }
  return made;
}

/** An entry as it stands in a file. */
export interface Made {
  readonly user: string;
  readonly text: string;
  readonly values: Readonly<Record<string, EditValue>>;
}

/** An entry with some of the attributes, in some style. */
const entry = (user: string): fc.Arbitrary<Made> =>
  fc.subarray(names).chain((chosen) =>
    fc
      .tuple(values(chosen), fc.array(line, { minLength: 20, maxLength: 20 }), fc.boolean())
      .map(([some, lines, flow]) => {
        const keys = Object.entries(nested(some));
        const style = (index: number): Line =>
          lines[index % lines.length] ?? { quote: 'plain', comment: '', above: '', flow };
        const text = flow
          ? `  - { user: ${user}${keys.map(([key, value], index) => `, ${key}: ${inFlow(value, style(index))}`).join('')} }${style(0).comment}\n`
          : `  - user: ${user}${style(19).comment}\n${keys
              .map(([key, value], index) => {
                const above = style(index).above.replace(/^(?=[#])/gm, '    ');
                return `${above}    ${key}:${block(value, style(index), '    ')}\n`;
              })
              .join('')}`;
        return { user, text, values: some };
      }),
  );

/** A file in one of the ways in which people write them, with its parts: entries and what stands around them. */
export interface File {
  readonly text: string;
  readonly entries: readonly Made[];
  readonly parts: readonly string[];
}

export const file: fc.Arbitrary<File> = fc
  .record({
    entries: fc.tuple(entry('a@contoso.com'), entry('b@contoso.com'), entry('c@contoso.com')),
    head: fc.constantFrom(
      '',
      '# head\n\n',
      '# yaml-language-server: $schema=x\ndefaults: { city:  Rio } # d\n',
    ),
    between: fc.constantFrom('', '\n', '\n  # next\n', '  # - user: x\n'),
    tail: fc.constantFrom('', '# end\n', '\n\n'),
    eol: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\ufeff'),
  })
  .map(({ entries, head, between, tail, eol, mark }) => {
    const [a, b, c] = entries;
    const parts = [`${mark}${head}users:\n`, a.text, between, b.text, between, c.text, tail].map((part) =>
      part.replaceAll('\n', eol),
    );
    return { text: parts.join(''), entries, parts };
  });
