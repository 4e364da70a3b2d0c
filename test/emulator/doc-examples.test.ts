import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { collected, examples, type Example } from './doc-examples/examples.ts';
import { foreignAnswers, follows, leftOut, mended, tolerated } from './doc-examples/exceptions.ts';
import { differences } from './doc-examples/shape.ts';
import { creatingTenant, largeTenant, readingTenant } from './doc-examples/tenants.ts';

const all = examples();
const replayed = all.filter(({ id }) => !Object.hasOwn(leftOut, id));
const byId = new Map(all.map((example) => [example.id, example]));

interface Answer {
  status: number;
  type: string | null;
  body: unknown;
}

describe.skipIf(!collected)('the documented examples', () => {
  const emulators = new Map<string, Emulator>();
  const answers = new Map<string, Promise<Answer>>();

  beforeAll(async () => {
    const states = { reading: readingTenant(), creating: creatingTenant(), large: largeTenant(600) };
    for (const [name, state] of Object.entries(states)) {
      emulators.set(name, await startEmulator({ state, throttling: false }));
    }
  });

  afterAll(async () => {
    for (const emulator of emulators.values()) await emulator.close();
  });

  test('67 have real content; all are replayed but those with a reason', () => {
    expect(all).toHaveLength(67);
    expect(all.filter((example) => !replayed.includes(example)).map(({ id }) => id)).toEqual(
      Object.keys(leftOut),
    );
    expect(replayed.length).toBeGreaterThanOrEqual(55);
  });

  test('every exception is about an example that is replayed', () => {
    const ids = new Set(replayed.map(({ id }) => id));
    const named = [
      ...Object.keys(mended),
      ...Object.keys(follows),
      ...foreignAnswers,
      ...Object.keys(tolerated),
    ];
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  test.each(replayed.map((example) => [example.id, example.operation, example] as const))(
    '%s %s',
    async (id, _operation, example) => {
      const answer = await answerTo(id);
      const documented = foreignAnswers.has(id) ? null : example.response;
      // An example that is printed without an answer asks for a collection.
      const body = documented === null ? { value: [] } : repaired(documented.body);
      expect({
        status: answer.status,
        type: answer.type?.split(';')[0] ?? null,
        error: errorOf(answer.body),
        differences: differences(body, answer.body),
      }).toEqual({
        status: documented?.status ?? 200,
        type: mediaType(documented),
        error: errorOf(body),
        differences: (tolerated[id] ?? []).map(([difference]) => difference),
      });
    },
  );

  /** Each example is asked once, after those whose links it follows. */
  function answerTo(id: string): Promise<Answer> {
    const known = answers.get(id);
    if (known !== undefined) return known;
    const example = byId.get(id);
    if (example === undefined) throw new Error(`no example ${id}`);
    const answer = ask(example);
    answers.set(id, answer);
    return answer;
  }

  async function ask(example: Example): Promise<Answer> {
    const follow = follows[example.id];
    if (follow === undefined) return send(example, addressOf(example));
    let answer = await send(example, linkOf(await answerTo(follow.example)));
    while (follow.last === true && !hasKey(answer.body, '@odata.deltaLink')) {
      answer = await send(example, linkOf(answer));
    }
    return answer;
  }

  function addressOf({ id, request }: Example): string {
    const documented = new URL(request.url);
    const search = mended[id]?.search;
    if (search !== undefined) documented.search = search;
    const creates = request.method === 'POST' && /^\/v1.0\/(users|groups)$/.test(documented.pathname);
    const emulator = emulators.get(
      creates ? 'creating' : /\/delta/.test(documented.pathname) ? 'large' : 'reading',
    );
    return `${emulator?.graph ?? ''}${documented.pathname.replace('/v1.0', '')}${documented.search}`;
  }
});

async function send({ id, request }: Example, address: string): Promise<Answer> {
  const { 'Content-length': _length, 'Content-Length': _other, ...headers } = request.headers;
  const body = mended[id]?.body ?? request.body;
  const response = await fetch(address, {
    method: request.method,
    headers: { ...headers, authorization: 'Bearer practice' },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: text === '' ? null : JSON.parse(text),
  };
}

/** JSON unless something else is printed; nothing for an empty answer. */
function mediaType(documented: Example['response']): string | null {
  if (documented?.status === 204) return null;
  const { 'Content-type': type, 'Content-Type': other } = documented?.headers ?? {};
  return type ?? other ?? 'application/json';
}

/** The link at the end of a page, whichever it is. */
function linkOf({ body }: Answer): string {
  const link = memberOf(body, '@odata.nextLink') ?? memberOf(body, '@odata.deltaLink');
  if (typeof link !== 'string') throw new Error(`no link in ${JSON.stringify(body)}`);
  return link;
}

/** Code and message of an error are compared by value: people read them, and clients tell errors apart by them. */
function errorOf(body: unknown): unknown {
  const error = memberOf(body, 'error');
  return error === undefined ? null : { code: memberOf(error, 'code'), message: memberOf(error, 'message') };
}

/** One body is printed with remarks in angle brackets, which are no JSON. */
function repaired(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  return JSON.parse(body.replaceAll(/,?\s*<\.\.\.[^>"]+>/g, ''));
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function hasKey(value: unknown, key: string): boolean {
  return memberOf(value, key) !== undefined;
}
