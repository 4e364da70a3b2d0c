import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { networkRemedy } from '../../../src/adapters/http/network-remedy.ts';
import { proxiesIn, tooOld } from '../../../src/adapters/http/proxy.ts';
import { ended, start, temporary } from '../../support/cli.ts';
import { problemOf } from '../problem-of.ts';

const here = 'localhost,127.0.0.1,[::1],::1';

describe('the proxies of an environment', () => {
  test.each([
    [{}, undefined],
    [{ HTTPS_PROXY: '', NO_PROXY: 'contoso.com' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy:8080' }, { httpProxy: '', httpsProxy: 'http://proxy:8080', noProxy: here }],
    [{ HTTP_PROXY: 'proxy:3128' }, { httpProxy: 'http://proxy:3128', httpsProxy: '', noProxy: here }],
    [
      { HTTPS_PROXY: 'http://upper', https_proxy: 'http://lower', NO_PROXY: 'a', no_proxy: 'b,c' },
      { httpProxy: '', httpsProxy: 'http://lower', noProxy: `b,c,${here}` },
    ],
    [
      { https_proxy: 'http://user:p%40ss@proxy', NO_PROXY: '*' },
      { httpProxy: '', httpsProxy: 'http://user:p%40ss@proxy', noProxy: '*' },
    ],
  ])('%o', (environment, proxies) => {
    expect(proxiesIn(environment)).toEqual(proxies);
  });

  test.each(['socks5://user:s3cret@proxy:1080', 'http://', 'http://a b'])(
    '%s is refused',
    async (address) => {
      expect(await problemOf(() => proxiesIn({ HTTPS_PROXY: address }))).toEqual({
        id: 'proxy',
        message: 'HTTPS_PROXY is set, but not to the address of an HTTP proxy.',
        remedy:
          'Write it as http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with special characters percent-encoded. SOCKS proxies are not supported.',
      });
    },
  );

  test('a practice tenant is reached without one', () => {
    expect(proxiesIn({ HTTPS_PROXY: 'http://proxy' }, ['127.0.0.9'])?.noProxy).toBe(`${here},127.0.0.9`);
  });

  test('a Node that cannot be told of them says what to do', async () => {
    expect(await problemOf(() => Promise.reject(tooOld('24.3.0')))).toEqual({
      id: 'proxy',
      message:
        'The environment names a proxy, but Node.js 24.3.0 uses it only where it is told so before it starts.',
      remedy: 'Set NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY, or use Node.js 24.14 or newer.',
    });
  });
});

test.each([
  ['unable to get local issuer certificate (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)', 'NODE_EXTRA_CA_CERTS'],
  ['self-signed certificate in certificate chain (SELF_SIGNED_CERT_IN_CHAIN)', 'NODE_EXTRA_CA_CERTS'],
  ['certificate has expired (CERT_HAS_EXPIRED)', 'clock of this machine'],
  ['Request was cancelled. Proxy response (407) !== 200 when HTTP Tunneling', 'USER:PASSWORD'],
  ['Request was cancelled. Proxy response (502) !== 200 when HTTP Tunneling', 'status 502'],
  ['connect ETIMEDOUT', 'Check the network, the proxy'],
])('%s', (said, remedy) => {
  expect(networkRemedy(said)).toContain(remedy);
});

/** A tenant in which one department of one person is declared. */
function tenantFolder(): string {
  const path = temporary();
  mkdirSync(join(path, 'users'));
  writeFileSync(
    join(path, 'tenant.yaml'),
    'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n',
  );
  writeFileSync(
    join(path, 'users/one.yaml'),
    'users:\n  - user: adele.vance@contoso.com\n    department: IT\n',
  );
  return path;
}

describe('the program', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** A proxy that lets nobody through, and notes who asked. */
  async function strictProxy(status: number) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(status).end();
    });
    server.on('connect', (request, socket) => {
      asked.push(`CONNECT ${request.url}`);
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  test('sends through the proxy, the sign-in too, and says why it refuses', async () => {
    const { asked, url } = await strictProxy(407);
    const { code, stderr } = await ended(
      start(['plan', tenantFolder()], {
        env: {
          HTTPS_PROXY: url,
          AZURE_CLIENT_ID: '00001111-aaaa-2222-bbbb-3333cccc4444',
          AZURE_CLIENT_SECRET: 'a-secret-that-is-not-shown',
        },
      }),
    );
    expect(code).toBe(1);
    expect(asked).toEqual(['CONNECT login.microsoftonline.com:443']);
    expect(stderr.replace(/\s+/g, ' ')).toContain('The proxy wants a user name and password');
    expect(stderr).not.toContain('a-secret-that-is-not-shown');
  });

  test('never asks a proxy for a practice tenant', async () => {
    const { asked, url } = await strictProxy(403);
    for (const more of [{}, { NODE_USE_ENV_PROXY: '1' }]) {
      const { stderr } = await ended(
        start(['plan', tenantFolder(), '--endpoint', 'http://127.0.0.9:65431'], {
          env: { HTTPS_PROXY: url, HTTP_PROXY: url, ...more },
        }),
      );
      expect(stderr).toContain('Nothing listens at http://127.0.0.9:65431.');
    }
    expect(asked).toEqual([]);
  });
});
