import { describe, expect, test } from 'vitest';
import { exchangeHosts, isOwnHost } from '../../../src/adapters/exchange/hosts.ts';
import { redirecting } from '../../../src/adapters/exchange/redirecting.ts';
import { HttpExchange } from '../../../src/adapters/http/http-exchange.ts';
import type { Cloud } from '../../../src/core/desired/settings.ts';

const path = '/adminapi/beta/t/$batch';
type Outcomes = readonly HttpExchange['outcome'][];
const redirect = (location: string): Outcomes[number] => reply(302, { location });
const reply = (status: number, headers = {}): Outcomes[number] => ({
  type: 'replied',
  reply: { status, statusText: '', headers, text: '' },
});

describe('the hosts of Exchange Online', () => {
  test('are asked for a token of the same cloud', () => {
    for (const [cloud, { origin, scope }] of Object.entries(exchangeHosts)) {
      expect(new URL(origin).origin).toBe(origin);
      expect(isOwnHost(new URL(origin), cloud as Cloud)).toBe(true);
      expect(isOwnHost(new URL(scope), cloud as Cloud)).toBe(true);
      expect(new URL(scope).pathname).toBe('/.default');
    }
  });

  test.each<[string, Cloud, boolean]>([
    ['https://eurprd07.outlook.office365.com/adminapi', 'global', true],
    ['https://outlook.office365.us/', 'usGovernment', true],
    ['https://a.outlook.office365.us/', 'usGovernment', true],
    ['https://outlook-dod.office365.us/', 'usGovernmentDoD', true],
    ['https://partner.outlook.cn/', 'china', true],
    ['https://a.outlook.office365.cn/', 'china', true],
    ['https://outlook.office365.us/', 'global', false],
    ['https://outlook.office365.com/', 'usGovernment', false],
    ['https://outlook.office365.us/', 'usGovernmentDoD', false],
    ['https://office365.com/', 'global', false],
    ['https://evil-outlook.office365.com/', 'global', false],
    ['https://outlook.office365.com.evil.example/', 'global', false],
    ['https://outlook.office365.com@evil.example/', 'global', false],
    ['https://x@outlook.office365.com/', 'global', false],
    ['https://outlook.office365.com:446/', 'global', false],
    ['http://outlook.office365.com/', 'global', false],
  ])('%s, in %s: %s', (url, cloud, isOwn) => {
    expect(isOwnHost(new URL(url), cloud)).toBe(isOwn);
  });
});

describe('a redirect of the cloud', () => {
  const start = 'https://outlook.office365.com';
  /** Where requests go that end in these ways, one after the other. */
  async function visited(...requests: readonly Outcomes[]): Promise<readonly string[]> {
    const step = redirecting(start, (url) => isOwnHost(url, 'global'));
    const request = { method: 'POST', target: path, repeatable: false, parse: JSON.parse } as const;
    const urls: string[] = [];
    for (const outcomes of requests) {
      const exchange = new HttpExchange(request, '');
      const left = [...outcomes];
      const next = async (): Promise<void> => {
        urls.push(exchange.url);
        exchange.outcome = left.shift() ?? reply(200);
      };
      await step(exchange, next, new Headers());
    }
    return urls;
  }

  const there = 'https://nam04.outlook.office365.com';
  test('leads on within it, and later requests go there at once', async () => {
    expect(await visited([redirect(there + path)], [])).toEqual([start + path, there + path, there + path]);
  });

  test('is forgotten once nobody answers there', async () => {
    const broken = { type: 'broken', message: '' } as const;
    expect(await visited([redirect(there + path), broken], [])).toEqual(
      [start, there, start].map((at) => at + path),
    );
  });

  test.each([
    `https://evil.example${path}`,
    `${there}:446${path}`,
    `${there}/owa/`,
    '//evil.example/adminapi/',
    'http://[',
    '',
  ])('ends at %s', async (location) => {
    expect(await visited([redirect(location)], [])).toEqual([start + path, start + path]);
  });
});
