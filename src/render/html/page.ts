import type { Plan } from '../../core/plan/plan.ts';
import { expectationsPart, openParts, quietParts } from './besides.ts';
import { changeParts } from './changes.ts';
import { pageDocument } from './document.ts';
import { html } from './element.ts';
import { guardPart } from './guards.ts';
import { header } from './header.ts';
import { impactPart, worsePart } from './impact.ts';
import { hideSensitive } from '../sensitive.ts';
import { planTitle } from '../text/plan.ts';
import { pageOf } from './shown.ts';
import { looks } from './style.ts';
import { writesPart } from './writes.ts';

/**
 * A plan as one page that needs nothing else: no script, nothing to load, and a policy that forbids both. It holds all
 * of the plan that a person reads, personal data included, but for the values of sensitive attributes.
 */
export function planPage(whole: Plan): string {
  const plan = hideSensitive(whole);
  const page = pageOf(plan);
  const parts = [
    ...worsePart(page),
    ...guardPart(page),
    ...impactPart(page),
    ...expectationsPart(page),
    ...changeParts(page),
    ...openParts(page),
    ...quietParts(page),
    ...writesPart(page),
  ];
  const title = html`${planTitle(plan)}`;
  return pageDocument({ title, header: header(plan, title), parts, footer, looks: planLooks }).toString();
}

const planLooks = looks('');

const footer = html`Nothing was written to make this page. Values of sensitive attributes are not on it; names
and other personal data are, so keep it like the plan file.`;
