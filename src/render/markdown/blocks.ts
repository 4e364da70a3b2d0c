/**
 * A piece of a Markdown document that is whole by itself, of a known size. Where room is short, the least important block
 * is replaced by what it has instead, which can be a block again; nothing is ever cut.
 */
export interface Block {
  readonly text: string;
  /** Of UTF-8. */
  readonly bytes: number;
  /** The lowest goes first; `Infinity` stays. */
  readonly importance: number;
  /** What is said in its place where it is left out; absent: nothing. */
  readonly instead?: Block;
}

/** Blocks that stay whatever happens; their sizes must be bounded by whoever makes them. */
export const always = Number.POSITIVE_INFINITY;

const encoder = new TextEncoder();
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** A block; `instead` as text stays whatever happens. */
export function block(text: string, importance: number, instead?: Block | string): Block {
  const rest = typeof instead === 'string' ? block(instead, always) : instead;
  return { text, bytes: bytesOf(text), importance, ...(rest === undefined ? {} : { instead: rest }) };
}

/**
 * A block in several forms, from the whole to the least: each shorter one takes the place of the one before. The last one
 * stays, where its importance says so.
 */
export function forms(first: Block, ...rest: readonly Block[]): Block {
  const [next, ...others] = rest;
  return next === undefined ? first : { ...first, instead: forms(next, ...others) };
}

const separator = '\n\n';

/**
 * The blocks with blank lines between them, in at most so many bytes. The least important ones give way first, among
 * equals the largest; what room is left in the end goes to the most important of those that fit into it. Throws RangeError where even what stays is too large, which is a mistake of whoever made the blocks.
 */
export function assemble(blocks: readonly Block[], limit: number): string {
  const current: (Block | undefined)[] = [...blocks];
  let size = current.reduce((sum, each) => sum + sizeOf(each), -separator.length);
  while (size > limit) {
    const index = leastImportant(current);
    const least = current[index];
    if (!least) throw new RangeError(`What has to stay takes ${size} bytes of ${limit}.`);
    current[index] = least.instead;
    size += sizeOf(least.instead) - sizeOf(least);
  }
  fill(current, blocks, limit - size);
  return current.flatMap((each) => (each && each.text !== '' ? [each.text] : [])).join(separator);
}

/** Puts back longer forms of what gave way, the most important first. */
function fill(current: (Block | undefined)[], blocks: readonly Block[], room: number): void {
  const gone = blocks
    .flatMap((first, index) => longer(first, current[index]).map((form, rank) => ({ form, index, rank })))
    .toSorted((a, b) => b.form.importance - a.form.importance || a.index - b.index || a.rank - b.rank);
  let left = room;
  const done = new Set<number>();
  for (const { form, index } of gone) {
    const more = sizeOf(form) - sizeOf(current[index]);
    if (done.has(index) || more > left) continue;
    current[index] = form;
    done.add(index);
    left -= more;
  }
}

/** The forms of a block before the one that it has now. */
function longer(first: Block, now: Block | undefined): readonly Block[] {
  const found: Block[] = [];
  for (let form: Block | undefined = first; form !== undefined && form !== now; form = form.instead)
    found.push(form);
  return found;
}

const sizeOf = (each: Block | undefined): number =>
  each === undefined || each.bytes === 0 ? 0 : each.bytes + separator.length;

function leastImportant(blocks: readonly (Block | undefined)[]): number {
  let found = -1;
  for (const [index, each] of blocks.entries()) {
    if (!each || each.importance === always) continue;
    const best = blocks[found];
    if (
      !best ||
      each.importance < best.importance ||
      (each.importance === best.importance && each.bytes > best.bytes)
    )
      found = index;
  }
  return found;
}
