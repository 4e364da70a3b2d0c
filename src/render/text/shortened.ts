import { width } from './lines.ts';

/** As much of a text as fits, kept at its start or at its end, with an ellipsis for what is left out. */
export function shortened(text: string, columns: number, keep: 'start' | 'end' = 'start'): string {
  if (width(text) <= columns) return text;
  const characters = Array.from(text);
  const kept: string[] = [];
  let room = columns - 1;
  for (const character of keep === 'end' ? characters.toReversed() : characters) {
    room -= width(character);
    if (room < 0) break;
    kept.push(character);
  }
  return keep === 'end' ? `…${kept.toReversed().join('')}` : `${kept.join('')}…`;
}
