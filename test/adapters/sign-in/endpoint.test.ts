import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEndpoint } from '../../../src/adapters/sign-in/endpoint.ts';
import { problemOf } from '../problem-of.ts';

describe('--endpoint', () => {
  test.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/v1.0', 'http://127.0.0.1:8080'],
    ['https://localhost:8443/v1.0/', 'https://localhost:8443'],
    ['http://[::1]:9/', 'http://[::1]:9'],
    ['http://127.9.8.7', 'http://127.9.8.7'],
    ['HTTP://LOCALHOST', 'http://localhost'],
  ])('%s is %s', (text, origin) => {
    expect(parseEndpoint(text).origin).toBe(origin);
  });

  test.each([
    ['https://graph.microsoft.com', /graph\.microsoft\.com is not this machine/],
    ['http://127.0.0.1.example.com', /not this machine/],
    ['http://localhost.example.com', /not this machine/],
    ['http://10.0.0.1', /not this machine/],
    ['http://0.0.0.0:8080', /not this machine/],
    ['http://user:pass@127.0.0.1', /user name or a password/],
    ['http://127.0.0.1@evil.example', /not this machine/],
    ['http://127.0.0.1/beta', /goes on behind the port/],
    ['http://127.0.0.1/v1.0/users', /goes on behind the port/],
    ['http://127.0.0.1/?x', /goes on behind the port/],
    ['ftp://127.0.0.1', /no http or https address/],
    ['127.0.0.1:8080', /no http or https address/],
    ['', /no http or https address/],
  ])('%s is refused', async (text, why) => {
    const problem = await problemOf(() => parseEndpoint(text));
    expect(problem.message).toMatch(why);
    expect(problem.remedy).toContain('http://127.0.0.1:8080');
  });

  test('never leads off this machine', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
        expect(() => parseEndpoint(text)).toThrow(/is refused/);
      }),
      { numRuns: 30 },
    );
  });
});
