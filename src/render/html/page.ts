import type { Plan } from '../../core/plan/plan.ts';
import { expectationsPart, openParts, quietParts } from './besides.ts';
import { changeParts } from './changes.ts';
import { html, type Html } from './element.ts';
import { guardPart } from './guards.ts';
import { header } from './header.ts';
import { impactPart, worsePart } from './impact.ts';
import { hideSensitive } from '../sensitive.ts';
import { planTitle } from '../text/plan.ts';
import { pageOf, type Part } from './shown.ts';
import { policy, style } from './style.ts';
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
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${style}
      </head>
      <body>
        <div class="page">
          ${header(plan, title)}
          <nav aria-label="Contents">
            <ol>
              ${parts.map(
                ({ id, title: name, count }) =>
                  html`<li>
                    <a href="#${id}">${name}</a
                    >${count === undefined ? undefined : html` <span class="quiet">${count}</span>`}
                  </li>`,
              )}
            </ol>
          </nav>
          <main>${parts.map(section)}</main>
          <footer>
            <p>
              Nothing was written to make this page. Values of sensitive attributes are not on it; names and
              other personal data are, so keep it like the plan file.
            </p>
          </footer>
        </div>
      </body>
    </html> `.toString();
}

const section = ({ id, title, body }: Part): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section> `;
