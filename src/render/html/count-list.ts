import { html, type Html } from './element.ts';

/** Numbers side by side, each with what it counts. */
export const countList = (rows: readonly (readonly [string, number])[]): Html =>
  html`<dl class="counts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
