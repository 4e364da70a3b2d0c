import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { scalarText } from '../../../src/config/edit/scalar-text.ts';
import { renamedIn, withVocabulary, type Texts } from './support.ts';

/** Words that need no quotation marks in YAML, so that both ways the style of the first one holds. */
const words = ['Sales', 'Human Resources', 'R&D', "Cook's", 'São Paulo', '営業部', 'Ventas (ES)', 'a/b'];
const [from, others] = [words[0] ?? '', words.slice(1)];
const to = fc.constantFrom('Trade', 'Trade & Service', 'Händler', "Dealer's", '商');
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constant(from) },
  { weight: 2, arbitrary: fc.constantFrom(...others) },
);

const scalar = fc
  .tuple(word, fc.constantFrom('plain', 'single', 'double'))
  .map(([text, style]) =>
    style === 'plain'
      ? scalarText(text, { flow: true })
      : style === 'single'
        ? `'${text.replaceAll("'", "''")}'`
        : JSON.stringify(text),
  );
const comment = fc.constantFrom('', '  # Sales, as ever', '   #');

const user = fc.tuple(scalar, scalar, comment, fc.boolean()).map(
  ([department, city, remark, flow]) =>
    (index: number) =>
      flow
        ? `  - { user: u${index}@contoso.com, department:   ${department},  city: ${city} }${remark}`
        : `  - user: u${index}@contoso.com\n    # Sales\n    department: ${department}${remark}\n    city: ${city}`,
);
const users = fc
  .tuple(fc.option(scalar), fc.array(user, { minLength: 1, maxLength: 6 }))
  .map(([fallback, all]) =>
    [
      ...(fallback === null ? [] : [`defaults: { department: ${fallback} }   # Sales`]),
      'users:',
      ...all.map((each, index) => each(index)),
      '# Sales',
      '',
    ].join('\n'),
  );

const literal = word.map((text) => `"${text.replaceAll("'", "''")}"`);
const condition = fc.oneof(
  fc
    .tuple(fc.constantFrom('department', 'city'), fc.constantFrom('-eq', '-ne'), literal)
    .map(([name, operator, text]) => `(user.${name} ${operator} ${text})`),
  fc
    .tuple(
      fc.constantFrom('department', 'city'),
      fc.uniqueArray(literal, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(', ', ',\n          '),
    )
    .map(([name, texts, comma]) => `(user.${name} -in [${texts.join(comma)}])`),
  fc.constant('(user.department -startsWith "Sal")'),
);
const rule = fc
  .tuple(fc.array(condition, { minLength: 1, maxLength: 4 }), fc.constantFrom('>-', '|-', '>'))
  .map(([all, header]) => `${header}\n        ${all.join('\n        -and ')}`);
const groups = fc
  .array(rule, { minLength: 1, maxLength: 4 })
  .map((all) =>
    [
      'groups:',
      ...all.flatMap((each, index) => [
        `  - group: g${index}   # Sales`,
        '    description: Sales',
        '    membership:',
        `      rule: ${each}`,
      ]),
      '',
    ].join('\n'),
  );
const vocabulary = fc
  .tuple(fc.boolean(), fc.boolean())
  .map(([flow, aliases]) =>
    withVocabulary(
      ...(flow
        ? [`values: [${words.map((each) => scalarText(each, { flow: true })).join(', ')}]  # all`]
        : ['values:', ...words.map((each) => `  - ${scalarText(each, { flow: false })}  # Sales`)]),
      ...(aliases ? ['aliases:', '  Sales: [Verkauf]  # old', '  R&D: [Labor]'] : []),
    ),
  );
const configuration = fc.record({
  'users/a.yaml': users,
  'groups/a.yaml': groups,
  'tenant.yaml': vocabulary,
});

const filesOf = (files: Texts, ...[old, wanted]: readonly [string, string]): Texts | undefined => {
  const result = renamedIn(files, 'department', old, wanted);
  return 'files' in result ? result.files : undefined;
};

test('there and back gives the same bytes, where the new value did not occur', () => {
  fc.assert(
    fc.property(configuration, to, (files, wanted) => {
      const there = filesOf(files, from, wanted);
      expect(there).toBeDefined();
      expect(there).not.toEqual(files);
      expect(filesOf(there ?? {}, wanted, from)).toEqual(files);
    }),
    { numRuns: 60 },
  );
});

test('nothing else changes: every line but those with the value, and in those everything but the value', () => {
  fc.assert(
    fc.property(configuration, to, (files, wanted) => {
      const after = filesOf(files, from, wanted) ?? {};
      for (const [path, text] of Object.entries(files)) {
        const [before, now] = [text.split('\n'), (after[path] ?? '').split('\n')];
        expect(now).toHaveLength(before.length);
        before.forEach((line, index) => {
          if (now[index] === line) return;
          expect(line).toContain(from);
          expect(without(now[index] ?? '', wanted)).toBe(without(line, from));
        });
      }
    }),
    { numRuns: 60 },
  );
});

/** A line without a value, however that is written, and without the other one that comments name. */
const without = (line: string, value: string): string =>
  [value, value.replaceAll("'", "''"), from].reduce((text, each) => text.replaceAll(each, '…'), line);

const said = (text = ''): readonly unknown[] => {
  const { defaults, users: all } = parse(text) as { defaults?: object; users: readonly object[] };
  return [defaults ?? {}, ...all].map((each) => ('department' in each ? each.department : undefined));
};

test('entries say the new value exactly where they said the old one', () => {
  fc.assert(
    fc.property(configuration, to, (files, wanted) => {
      const after = filesOf(files, from, wanted) ?? {};
      expect(said(after['users/a.yaml'])).toEqual(
        said(files['users/a.yaml']).map((each) => (each === from ? wanted : each)),
      );
    }),
    { numRuns: 40 },
  );
});
