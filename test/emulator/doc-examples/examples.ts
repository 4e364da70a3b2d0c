import { existsSync, readFileSync } from 'node:fs';

const file = new URL('../../../../shared/data/graph/doc-examples.json', import.meta.url);

/** One request and its answer, as a page of the documentation prints them. */
export interface Example {
  id: string;
  operation: string;
  section: string;
  tags: string[];
  request: Request;
  response: { status: number | null; headers: Record<string, string>; body: unknown } | null;
}

interface Request {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

/** The collection of examples lies beside the project, not in it. */
export const collected = existsSync(file);

/** The examples on users, groups and directory objects that have real content. */
export function examples(): Example[] {
  if (!collected) return [];
  const all = JSON.parse(readFileSync(file, 'utf8')) as (Omit<Example, 'request'> & {
    request: Request | null;
  })[];
  return all.filter((example): example is Example => {
    const path = new URL(example.request?.url ?? 'https://none/').pathname.replace(/^\/[^/]+/, '');
    const real = !example.tags.includes('placeholder') && !example.tags.includes('elided');
    return (
      real && example.request !== null && /^\/(users|groups|directory|directoryObjects)(\/|$)/i.test(path)
    );
  });
}
