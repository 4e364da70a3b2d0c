import type { ScalarNode } from '../config/node.ts';
import { quote } from '../config/quote.ts';
import type { Json, Value } from '../core/attributes/attribute.ts';
import type { Place } from '../core/problem.ts';

/** What a cell says. `written` is what the files are to say, where that is another form than the value as plans have it. */
export interface CellValue {
  readonly value: Value;
  readonly written?: Json;
}
export interface CellFlaw {
  readonly id: string;
  readonly message: string;
  readonly remedy: string;
}

/** Text of a cell as the loader of the files takes it. */
export const scalar = (text: string, place: Place): ScalarNode => ({
  type: 'scalar',
  place,
  value: text,
  source: text,
  plain: false,
});

/** A flaw whose sentence begins with the text of the cell. */
export const flaw = (
  id: string,
  text: string,
  { message, remedy }: { readonly message: string; readonly remedy: string },
): CellFlaw => ({ id, message: `${quote(text)} ${message}`, remedy });
