import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { html } from '../../../src/render/html/element.ts';
import { planPage } from '../../../src/render/html/page.ts';
import { safe } from '../../../src/render/safe.ts';
import { paint } from '../../../src/render/text/lines.ts';
import { showPlan } from '../../../src/render/text/plan.ts';
import { desired, group, id, live, liveUser, planOf, user } from '../../support/tenant.ts';
import { hostile } from '../markdown/hostile.ts';
import { planSaying } from '../plan-saying.ts';
import { elements, textOf, treeOf, wholeText, type Element } from './tree.ts';

const plan = planSaying('o');
const page = planPage(plan);
const root = treeOf(page);

const found = (tag: string, within: Element = root): readonly Element[] =>
  elements(within).filter((each) => each.tag === tag);
const section = (name: string): string =>
  found('section')
    .filter(({ attributes }) => attributes['id'] === name)
    .map(textOf)
    .join('');
const shown = (made: Plan): string => textOf(treeOf(planPage(made)));

describe('the page of a plan', () => {
  test('is as a person read it last', async () => {
    await expect(page).toMatchFileSnapshot('golden/plan.html');
  });

  test('needs nothing else and does nothing', () => {
    const tags = new Set(elements(root).map(({ tag }) => tag));
    for (const tag of ['script', 'link', 'img', 'iframe', 'object', 'form', 'base', 'svg'])
      expect(tags).not.toContain(tag);
    const attributes = elements(root).flatMap((each) => Object.entries(each.attributes));
    expect(attributes.filter(([name]) => /^(?:on|style$|src|action)/.test(name))).toEqual([]);
    expect(attributes.filter(([name, value]) => name === 'href' && !value.startsWith('#'))).toEqual([]);
    const [css] = found('style').map(wholeText);
    expect(css).not.toMatch(/url\(|@import/);
    const hash = createHash('sha256')
      .update(css ?? '')
      .digest('base64');
    const [policy] = found('meta')
      .filter((each) => each.attributes['http-equiv'] === 'Content-Security-Policy')
      .map((each) => each.attributes['content']);
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
  });

  test('can be found one’s way in: anchors are there once, and headings leave out no level', () => {
    const ids = elements(root).flatMap(({ attributes: { id: name } }) => (name === undefined ? [] : [name]));
    expect(ids).toEqual([...new Set(ids)]);
    const wanted = found('a').map(({ attributes }) => attributes['href']?.slice(1) ?? '');
    expect(wanted.filter((name) => !ids.includes(name))).toEqual([]);
    const levels = elements(root).flatMap(({ tag }) => (/^h[1-6]$/.test(tag) ? [Number(tag.slice(1))] : []));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 1) + 1)).toEqual([]);
  });

  test('says what is loosened before anything else', () => {
    const [header] = found('header');
    const text = header ? textOf(header) : '';
    expect(text).toMatch(/^Plan for Tox Loosened guards guard valuesCleared is loosened from 1 to 20/);
    expect(text).toContain('Refused by a guard 2 users and 3 groups: 17 changes in 9 writes');
  });

  test.each([
    ['guards', 'values cleared box@contoso.com REFUSED 2 – 1'],
    ['guards', 'accounts disabled o box@contoso.com overridden 1 – 0'],
    ['guards', 'but its reason is empty, so it does not hold.'],
    ['guards', 'object: group:00000000-0000-4000-8000-000000000052 # Hox'],
    ['impact', 'Members: 3 → 2 −2 +1'],
    ['impact', '− 2 leave because user.department -ne "Dox" and user.city -ne "Basel"; changed: the rule'],
    ['introduced', 'department tenant/fox.yaml:3:5 Sales Dox'],
    ['introduced', 'Hox − is deleted The group can be restored for 30 days'],
    ['introduced', 'Newox + is created'],
    ['pending', 'jobTitle tenant/fox.yaml:3:5 (none) Box'],
    ['blocked', 'cox@contoso.com The user is synced from on-premises Active Directory'],
    ['unresolved', 'user goneox There is no user goneox in the tenant. Correct the name, or take it out.'],
    ['released', 'aox@contoso.com officeLocation Aox'],
    ['expectations', 'should be no member but is, because user.department -eq "Dox".'],
    ['writes', 'Groups created or restored 1 1 0 0'],
  ])('has in the part %s: %s', (name, text) => {
    expect(section(name)).toContain(text);
  });

  test('says what the terminal says in its sentence', () => {
    const last = paint(showPlan(plan, 10_000), false).trim().split('\n').at(-1);
    expect(root.children.length).toBeGreaterThan(0);
    expect(textOf(root)).toContain(last);
  });

  test('hides values of sensitive attributes', () => {
    expect(section('introduced')).toMatch(/mobilePhone \S+ \(not shown\) \(not shown\)/);
    expect(page).not.toContain('+41');
  });

  test('calls a group restored, and not created, that comes back', () => {
    const restored = planOf(
      desired([group('r', {}, { id: id(60), restore: true })]),
      live([], [], { deletedGroups: [{ id: id(60), displayName: 'Back', groupTypes: [] }] }),
    );
    expect(shown(restored)).toContain('Back + is restored from the deleted items');
    expect(shown(restored)).toContain('groups restored 1');
    expect(shown(restored)).not.toMatch(/is created|groups created \d/);
  });

  test('of a plan without changes says so', () => {
    const empty = shown(planOf(desired([user('a@contoso.com')]), live([liveUser(1, 'a@contoso.com')])));
    expect(empty).toContain('Nothing to do: the tenant is as the files say');
    expect(empty).toContain('Nothing that a guard limits.');
  });
});

test('whatever is put into a template is text there, in content and in attributes', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const made = html`<!doctype html>
        <html lang="en">
          <head>
            <title>t</title>
          </head>
          <body>
            <p title="${text}">${text}</p>
          </body>
        </html>`;
      const [paragraph] = found('p', treeOf(made.toString()));
      expect(paragraph?.attributes).toEqual({ title: safe(text) });
      expect(paragraph && wholeText(paragraph)).toBe(safe(text));
    }),
  );
});
