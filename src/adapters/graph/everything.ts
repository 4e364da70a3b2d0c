import type { Item } from './pages.ts';

/** All items of all pages, each once: a list that changes while it is read may show one twice. */
export async function everythingOf(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const found = new Map<string, Item>();
  for await (const items of pages) for (const item of items) found.set(item.id, item);
  return [...found.values()];
}

/** A text as filters hold it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
