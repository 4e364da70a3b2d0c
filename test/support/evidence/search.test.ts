import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jwt as signed } from '../issuer.ts';
import { searchFor } from './search.ts';

const found = (secret: string, text: string): readonly string[] => [
  ...searchFor([{ kind: 'secret', value: secret }])(Buffer.from(text)),
];

const secret = 'Zq8~practice.makes/perfect+and="<sound>"';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { privateKey: elliptic, publicKey: ellipticPublic } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
});
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const token = signed({ alg: 'RS256' }, { sub: 'somebody', aud: 'https://graph.microsoft.com' }, privateKey);
const [header = '', claims = '', signature = ''] = token.split('.');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a secret is found', () => {
  test.each([
    ['as it is', secret],
    ['in the middle of a text', `The secret ${secret} is wrong.`],
    ['in a string of JSON', JSON.stringify({ secret })],
    ['in JSON in a string of JSON', JSON.stringify(JSON.stringify({ secret }))],
    ['in base64', base64(secret)],
    ['in base64url', Buffer.from(secret).toString('base64url')],
    ['in base64 after one byte', base64(`:${secret}!`)],
    ['in base64 after two bytes', base64(`a:${secret}!`)],
    ['percent-encoded', `?client_secret=${encodeURIComponent(secret)}&grant_type=x`],
    [
      'percent-encoded in lower case',
      encodeURIComponent(secret).replaceAll(/%\w\w/g, (each) => each.toLowerCase()),
    ],
    ['in a form', new URLSearchParams({ client_secret: secret }).toString()],
    ['in HTML', 'Zq8~practice.makes/perfect+and=&quot;&lt;sound&gt;&quot;'],
    ['in Markdown', secret.replaceAll(/[^\w]/g, String.raw`\$&`)],
    ['in hexadecimal', Buffer.from(secret).toString('hex')],
    ['broken by a terminal', `${secret.slice(0, 20)}\n  ${secret.slice(20)}`],
  ])('%s', (_, text) => expect(found(secret, text)).toEqual(['secret']));
});

describe('a token is found', () => {
  test.each([
    ['whole', `Authorization: Bearer ${token}`],
    ['by its signature', signature],
    ['by its claims', claims],
    ['cut off', token.slice(0, -200)],
    ['in base64', base64(token)],
  ])('%s', (_, text) => expect(found(token, text)).toEqual(['secret']));
  test('and its header is none of it', () => expect(found(token, header)).toEqual([]));
});

describe('a private key is found', () => {
  const lines = pem.split('\n').filter((line) => !line.includes('-'));
  test.each([
    ['in PEM', pem, pem],
    ['in a string of JSON', pem, JSON.stringify({ pem })],
    ['as PEM of another form', pem, privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['in one line', pem, lines.join('')],
    ['by one of its lines', pem, lines.at(-3) ?? ''],
    ['in base64', pem, base64(pem)],
    ['as JWK', pem, JSON.stringify(privateKey.export({ format: 'jwk' }))],
    ['in hexadecimal', pem, privateKey.export({ type: 'pkcs8', format: 'der' }).toString('hex')],
    [
      'of an elliptic curve',
      elliptic.export({ type: 'pkcs8', format: 'pem' }).toString(),
      elliptic.export({ type: 'sec1', format: 'pem' }).toString(),
    ],
    [
      'under a password',
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
      '',
    ],
  ])('%s', (_, key, text) => expect(found(key, text === '' ? key : text)).toEqual(['secret']));

  test.each([
    ['RSA', pem, generatePublic()],
    [
      'an elliptic curve',
      elliptic.export({ type: 'pkcs8', format: 'pem' }).toString(),
      ellipticPublic.export({ type: 'spki', format: 'pem' }).toString(),
    ],
  ])('and the public one of %s is none', (_, key, text) => {
    expect(found(key, text)).toEqual([]);
    expect(found(key, base64(text))).toEqual([]);
  });
});

function generatePublic(): string {
  const { kty, n, e } = privateKey.export({ format: 'jwk' });
  return JSON.stringify({ keys: [{ kty, n, e }] });
}

test.each([
  ['another text', 'Nothing of this kind is here.'],
  ['a part of the beginning', secret.slice(0, 11)],
  ['nothing', ''],
])('%s holds no secret', (_, text) => expect(found(secret, text)).toEqual([]));

test('what is shorter than twelve characters is not looked for', () => {
  expect(found('s3cret', 's3cret')).toEqual([]);
  expect(found('0123456789a', '0123456789a')).toEqual([]);
  expect(found('0123456789ab', '0123456789ab')).toEqual(['secret']);
});

test('whatever else is looked for, every secret is found wherever it stands, and under its own kind', () => {
  const value = fc.stringMatching(/^[\w~.+/=-]{12,90}$/);
  fc.assert(
    fc.property(
      fc.uniqueArray(value, { minLength: 1, maxLength: 8 }),
      fc.string(),
      fc.string(),
      fc.nat(),
      (values, before, after, pick) => {
        const index = pick % values.length;
        const search = searchFor(values.map((each, number) => ({ kind: String(number), value: each })));
        expect([...search(Buffer.from(`${before} ${values[index]} ${after}`))]).toContain(String(index));
      },
    ),
  );
});
