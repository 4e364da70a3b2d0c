import { Html } from './element.ts';

/** A part of a bar; a hollow one is told from a full one without colour. */
export interface BarPart {
  readonly share: number;
  readonly look: 'full' | 'hollow';
}

/**
 * A bar whose parts are shares of its width, from 0 to 1. A drawing, since a policy without inline styles lets only those
 * have a width, and since browsers print it. It says nothing that does not stand beside it as a number.
 */
export function bar(...parts: readonly BarPart[]): Html {
  let at = 0;
  const rects = parts.map(({ share, look }) => {
    const width = Math.max(0, Math.min(share, 1 - at));
    const from = at;
    at += width;
    return width === 0
      ? ''
      : `<rect class="${look}" x="${percent(from)}" width="${percent(width)}" height="8"/>`;
  });
  return new Html(
    `<svg class="bar" width="100%" height="8" aria-hidden="true" focusable="false">${rects.join('')}</svg>`,
  );
}

/** What is there at all can be seen. */
const percent = (share: number): string =>
  `${Math.max(share === 0 ? 0 : 0.4, Math.round(share * 1000) / 10)}%`;
