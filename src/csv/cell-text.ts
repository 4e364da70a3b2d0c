import type { DeclaredValue } from '../core/desired/desired.ts';
import { guidOf } from '../core/attributes/immutable-id.ts';
import { damageOf } from './damage.ts';
import { asLiteral } from './literal.ts';
import { plainText } from './plain-text.ts';
import type { Target } from './target.ts';

/**
 * A value as a cell from which `readCell` reads it again. `null` is the word that clears; several values stand as `a; b`,
 * or as JSON where one of them has a semicolon itself.
 */
export function cellText(value: DeclaredValue, target: Target): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value !== (target.inverted ?? false));
  if (typeof value === 'number') return asLiteral(String(value));
  if (typeof value === 'string')
    return target.guid === undefined ? asLiteral(value) : immutableIdText(value, target);
  return Array.isArray(value) ? listText(value, target) : '';
}

function immutableIdText(value: string, { name, row }: Target): string {
  const guid = name === row?.name ? undefined : guidOf(value);
  return asLiteral(guid ?? value);
}

function listText(values: readonly unknown[], { row }: Target): string {
  const texts = values.map(String);
  const [only = ''] = texts;
  if (row?.shape.type === 'texts' && row.shape.maxItems === 1) return asLiteral(only);
  const isPlain = texts.every((text) => !/[;\r\n]|^\s|\s$|^$/.test(text));
  const joined = texts.join('; ');
  // An apostrophe makes one text of it, so a list that needs one stands as JSON.
  return isPlain && asLiteral(joined) === joined ? joined : jsonText(texts);
}

/** JSON in which nothing is taken for damage, and whose characters stay what they are. */
function jsonText(texts: readonly string[]): string {
  const json = JSON.stringify(texts);
  if (plainText(json) === json && damageOf(json, false) === undefined) return json;
  return json.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
