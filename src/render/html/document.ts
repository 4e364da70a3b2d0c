import { html, type Child, type Html } from './element.ts';
import type { Part } from './shown.ts';
import type { Stylesheet } from './style.ts';

/** A whole page: what it is called, what stands above its parts and below them. */
export interface PageDocument {
  readonly title: Html;
  readonly header: Html;
  readonly parts: readonly Part[];
  readonly footer: Child;
  readonly looks: Stylesheet;
}

/** A page that needs nothing else: no script, nothing to load, and a policy that forbids both. */
export const pageDocument = ({ title, header, parts, footer, looks }: PageDocument): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${looks.policy}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${looks.style}
      </head>
      <body>
        <div class="page">
          ${header}
          <nav aria-label="Contents">
            <ol>
              ${parts.map((part) => html`<li>${link(part)}</li>`)}
            </ol>
          </nav>
          <main>${parts.map(section)}</main>
          <footer>
            <p>${footer}</p>
          </footer>
        </div>
      </body>
    </html> `;

const link = ({ id, title, count }: Part): Html =>
  html`<a href="#${id}">${title}</a
    >${count === undefined ? undefined : html` <span class="quiet">${count}</span>`}`;

const section = ({ id, title, body }: Part): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section> `;
