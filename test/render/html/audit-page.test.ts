import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Audit } from '../../../src/core/audit/audit.ts';
import { auditPage } from '../../../src/render/html/audit-page.ts';
import { safe } from '../../../src/render/safe.ts';
import { findingIds, type FindingId } from '../../../src/rules/finding-ids.ts';
import { hostile } from '../markdown/hostile.ts';
import { auditOf, auditSaying, distribution, finding, largeAudit } from './audits.ts';
import { elements, textOf, treeOf, wholeText, type Element } from './tree.ts';

const pageOf = (audit: Audit): string => auditPage(audit, { command: 'tenantry audit --all' });
const page = pageOf(auditSaying('o'));
const root = treeOf(page);

const found = (tag: string, within: Element = root): readonly Element[] =>
  elements(within).filter((each) => each.tag === tag);
const byId = (name: string, within: Element = root): Element => {
  const [only] = elements(within).filter(({ attributes }) => attributes['id'] === name);
  if (!only) throw new Error(`Nothing on the page is called ${name}.`);
  return only;
};
const shown = (audit: Audit, name?: string): string => {
  const made = treeOf(pageOf(audit));
  return textOf(name === undefined ? made : byId(name, made));
};
/** Which elements there are, with their attributes, without any text. */
const shapeOf = ({ tag, attributes, children }: Element): unknown => [
  tag,
  tag === 'style' ? [] : Object.keys(attributes),
  children.flatMap((child) => (typeof child === 'string' ? [] : [shapeOf(child)])),
];

describe('the page of an audit', () => {
  test('is as a person read it last', async () => {
    await expect(page).toMatchFileSnapshot('golden/audit.html');
  });

  test('needs nothing else and does nothing', () => {
    const tags = new Set(elements(root).map(({ tag }) => tag));
    for (const tag of ['script', 'link', 'img', 'image', 'use', 'iframe', 'object', 'form', 'base'])
      expect(tags).not.toContain(tag);
    const attributes = elements(root).flatMap((each) => Object.entries(each.attributes));
    expect(attributes.filter(([name]) => /^(?:on|style$|src|action|xlink)/.test(name))).toEqual([]);
    expect(attributes.filter(([name, value]) => name === 'href' && !value.startsWith('#'))).toEqual([]);
    const [css] = found('style').map(wholeText);
    expect(css).not.toMatch(/url\(|@import/);
    const hash = createHash('sha256')
      .update(css ?? '')
      .digest('base64');
    const [policy] = found('meta').filter(
      (each) => each.attributes['http-equiv'] === 'Content-Security-Policy',
    );
    expect(policy?.attributes['content']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
  });

  test.each([
    ['small', root],
    ['large', treeOf(pageOf(largeAudit()))],
  ])('can be found one’s way in, a %s one: anchors, headings, heads of tables', (_, tree) => {
    const ids = elements(tree).flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
    expect(ids).toEqual([...new Set(ids)]);
    const wanted = found('a', tree).map(({ attributes }) => attributes['href']?.slice(1) ?? '');
    expect(wanted.filter((name) => !ids.includes(name))).toEqual([]);
    const levels = elements(tree).flatMap(({ tag }) => (/^h[1-6]$/.test(tag) ? [Number(tag.slice(1))] : []));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 1) + 1)).toEqual([]);
    for (const table of found('table', tree)) {
      const heads = found('th', table).filter(({ attributes }) => attributes['scope'] === 'col');
      const rows = found('tr', table).slice(1);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(found('th', row).map(({ attributes }) => attributes['scope'])).toEqual(['row']);
        expect(found('td', row)).toHaveLength(heads.length - 1);
      }
    }
  });

  test('has no drawing that says what is not said in words', () => {
    const drawings = found('svg');
    expect(drawings.length).toBeGreaterThan(5);
    for (const { attributes } of drawings) expect(attributes['aria-hidden']).toBe('true');
  });

  test.each([
    ['kinds', 'Versions compared as texts ✕ Error 1 1'],
    ['kinds', 'Values that look like another one ▲ Warning 2 1'],
    ['kind-near-duplicate', '1 new finding, 1 known.'],
    [
      'kind-near-duplicate',
      'Rules take the two for different values, unless capitals are all the difference.',
    ],
    ['kind-near-duplicate', 'Sa1eso Sa1eso (1 user) looks like Saleso (412 users). Write Saleso .'],
    ['kind-near-duplicate', '1 finding known before'],
    ['kind-no-description', 'The group has no description. 3 To mend it: Say in description: what'],
    [
      'kind-no-description',
      'Twino 00000000-0000-4000-8000-000000000002 Twino 00000000-0000-4000-8000-000000000003 Othero',
    ],
    ['kind-ordering-of-text', 'Rings o tenant/o.yaml:3:5'],
    ['absent', 'Groups without an owner group:o o'],
    ['values', 'department 416 1,444 15 2'],
    ['values', 'Sa1eso ▲ an alias of Saleso 3'],
    ['values', 'Oddo ▲ not in the vocabulary 1'],
    ['values', 'and 12 rarer values of 20 people'],
    ['values', 'Rioo ▲ looks like Ríoo 2'],
    ['values', 'state 0 1,860 0 0'],
    ['extensions', 'extensionAttribute3 7 1,853 1 0'],
    ['groups', 'none 5 3 2'],
    ['groups', '2 to 9 50 40 10 10,000 or more 1 0 1'],
    ['groups', 'Allo 00000000-0000-4000-8000-000000000005 dynamic 12,345'],
    ['groups', 'Of 1 group the tenant did not tell the number of members.'],
  ])('has in the part %s: %s', (name, text) => {
    expect(textOf(byId(name))).toContain(text);
  });

  test('begins with whose it is, what was found and what could not be looked at', () => {
    const [header] = found('header');
    expect(header && textOf(header)).toMatch(
      /^Audit of To Errors 5 new findings: 1 error, 1 warning, 3 for information\. 1 known .*Looked at 2026-11-22 04:55 UTC .*The application o may not read devices\.$/,
    );
  });

  test('where nothing was found says so, and shows the tenant all the same', () => {
    const audit = auditOf({
      findings: [],
      distributions: [distribution('city', [{ value: ' Rio', users: 9 }])],
    });
    expect(shown(audit)).toContain('All is well Nothing found.');
    expect(shown(audit, 'values')).toContain('" Rio" 9');
    expect(elements(treeOf(pageOf(audit))).map(({ attributes }) => attributes['id'])).not.toContain(
      'findings',
    );
  });

  test('names every kind of finding', () => {
    const all = (Object.keys(findingIds) as FindingId[]).map((id) => finding(id, `group:${id}`, id));
    const made = treeOf(pageOf(auditOf({ findings: all })));
    const ids = elements(made).map(({ attributes }) => attributes['id']);
    expect(Object.keys(findingIds).filter((id) => !ids.includes(`kind-${id}`))).toEqual([]);
  });

  test('counts values as marked that are too rare to be listed', () => {
    const audit = auditOf({
      findings: ['a', 'b', 'c'].map((value) =>
        finding('near-duplicate', `value:city=${value}`, value, { attribute: 'city' }),
      ),
      distributions: [distribution('city', [{ value: 'A', users: 50, meant: 'B' }])],
    });
    expect(shown(audit, 'values')).toContain('city 50 1,810 1 3');
  });

  test('stays readable for a large tenant, and says what it leaves out', () => {
    const audit = largeAudit();
    const large = pageOf(audit);
    expect(Buffer.byteLength(large)).toBeLessThan(1_000_000);
    const tree = treeOf(large);
    const [kind] = audit.kinds.filter(({ findings }) => findings > 1000);
    const rows = byId(`kind-${kind?.id ?? ''}`, tree);
    expect(textOf(rows)).toMatch(/ more are not on this page; tenantry audit --all lists them\.$/);
    expect(found('li', rows).length + found('tr', rows).length).toBeLessThan(120);
    // Whatever is long is folded.
    const folded = new Set(found('details', tree).flatMap((each) => found('tr', each)));
    expect(found('tr', tree).filter((each) => !folded.has(each)).length).toBeLessThan(800);
    const [department] = elements(tree).filter(
      ({ tag, children }) =>
        tag === 'article' &&
        textOf(children.find((each) => typeof each !== 'string') as Element) === 'department',
    );
    expect(department && textOf(department)).toMatch(
      / more, \d+ of them marked .* and 1,950 rarer values of 2,\d+ people$/,
    );
  });

  test('whatever the tenant holds is text on it, isolated from its surroundings', () => {
    // Spaces and what is shown as a code are not the matter here.
    const usual = JSON.stringify(shapeOf(root));
    fc.assert(
      fc.property(hostile, (text) => {
        const word = text.replaceAll('`', '').trim();
        fc.pre(word !== '' && safe(word) !== '');
        const made = treeOf(pageOf(auditSaying(word)));
        expect(JSON.stringify(shapeOf(made))).toBe(usual);
        const isolated = found('bdi', made).map(wholeText);
        expect(isolated).toContain(safe(`Other${word}`));
        expect(isolated).toContain(safe(`Sales${word}`));
        expect(isolated).toContain(safe(`T${word}`));
      }),
      { numRuns: 60 },
    );
  });
});
