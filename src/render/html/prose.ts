import { html, type Child } from './element.ts';

/** A sentence of ours, in which names and commands stand between backquotes. */
export const prose = (text: string): Child =>
  text
    .split('`')
    .map((piece, index, all) =>
      index % 2 === 1 && index < all.length - 1
        ? html`<code><bdi>${piece}</bdi></code>`
        : index % 2 === 1
          ? `\`${piece}`
          : piece,
    );
