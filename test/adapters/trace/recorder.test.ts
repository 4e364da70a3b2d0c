import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordTo, type TracedExchange } from '../../../src/adapters/trace/recorder.ts';
import { redactBody, redactText } from '../../../src/adapters/trace/redact.ts';
import { keepSecret } from '../../support/evidence/record.ts';
import { problemOf } from '../problem-of.ts';
import { temporaryFolder } from '../temporary.ts';

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJ0aWQiOiI4NDg0In0.c2lnbmF0dXJl';
for (const token of [jwt, 'opaque-secret']) keepSecret('token', token);

function exchange(more: Partial<TracedExchange> = {}): TracedExchange {
  return {
    started: new Date('2026-11-20T08:00:00Z'),
    ms: 12.3456,
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:1/v1.0/$batch?$select=id&$skiptoken=abc',
      headers: { authorization: 'Bearer opaque-secret', cookie: 'a=b', 'content-type': 'application/json' },
      body: '{"requests":[]}',
    },
    reply: {
      status: 200,
      statusText: 'OK',
      headers: { 'content-type': 'application/json', 'set-cookie': 'c=d', 'request-id': 'r1' },
      text: '{"responses":[]}',
    },
    ...more,
  };
}

interface Har {
  log: {
    version: string;
    entries: { request: Record<string, unknown>; response: Record<string, unknown> }[];
  };
}

function readHar(path: string): Har {
  const har: Har = JSON.parse(readFileSync(path, 'utf8'));
  return har;
}

describe('a trace', () => {
  test('is whole after every exchange, and for its owner only', () => {
    const path = join(temporaryFolder(), 'a.har');
    writeFileSync(path, 'x'.repeat(10_000));
    chmodSync(path, 0o644);
    const recorder = recordTo(path);
    expect(readHar(path).log).toMatchObject({ version: '1.2', entries: [] });
    for (const count of [1, 2, 3]) {
      recorder.record(exchange());
      expect(readHar(path).log.entries).toHaveLength(count);
    }
    recorder.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('holds requests and answers without credentials', () => {
    const path = join(temporaryFolder(), 'a.har');
    const recorder = recordTo(path);
    const echo = exchange({
      reply: {
        status: 400,
        statusText: '',
        headers: {},
        text: `{"error":{"message":"opaque-secret ${jwt}"}}`,
      },
    });
    recorder.record(exchange());
    recorder.record(echo);
    recorder.close();
    const text = readFileSync(path, 'utf8');
    expect(text).not.toMatch(/opaque-secret|a=b|c=d|eyJ/);
    const [first] = readHar(path).log.entries;
    expect(first?.request).toMatchObject({
      method: 'POST',
      url: 'http://127.0.0.1:1/v1.0/$batch?$select=id&$skiptoken=abc',
      headers: [{ name: 'content-type', value: 'application/json' }],
      postData: { mimeType: 'application/json', text: '{"requests":[]}' },
    });
    expect(first?.response).toMatchObject({ status: 200, content: { text: '{"responses":[]}' } });
  });

  test('holds what was never answered, with status 0', () => {
    const path = join(temporaryFolder(), 'a.har');
    const recorder = recordTo(path);
    const { started, ms, request } = exchange();
    recorder.record({ started, ms, request, failure: 'other side closed' });
    recorder.close();
    expect(readHar(path).log.entries[0]?.response).toMatchObject({ status: 0, _error: 'other side closed' });
  });

  test('masks passwords and keeps the shape of the body', () => {
    const body = {
      requests: [
        {
          id: '1',
          body: {
            displayName: 'Adele',
            passwordProfile: { password: 'S3cret!', forceChangePasswordNextSignIn: true },
            passwordPolicies: 'DisablePasswordExpiration',
          },
        },
      ],
    };
    const redacted: unknown = JSON.parse(redactBody(JSON.stringify(body), []));
    expect(redacted).toEqual({
      requests: [
        {
          id: '1',
          body: {
            displayName: 'Adele',
            passwordProfile: { password: 'REDACTED', forceChangePasswordNextSignIn: true },
            passwordPolicies: 'DisablePasswordExpiration',
          },
        },
      ],
    });
  });

  test('never shows the token of a request, wherever it comes up', () => {
    const token = fc.stringMatching(/^[A-Za-z0-9._-]{12,40}$/);
    fc.assert(
      fc.property(token, fc.json(), (secret, json) => {
        const text = JSON.stringify({ json, said: `before ${secret} after`, access_token: secret });
        expect(redactBody(text, [secret])).not.toContain(secret);
        expect(redactText(`Authorization: Bearer ${secret}`)).not.toContain(secret);
      }),
    );
  });

  test('needs a place to be written', async () => {
    const folder = temporaryFolder();
    const problem = await problemOf(() => recordTo(join(folder, 'gone', 'a.har')));
    expect(problem.message).toMatch(/The trace cannot be written/);
  });
});
