import { createPublicKey, createVerify, type JsonWebKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { currentStep } from '../../../src/adapters/github/step.ts';
import type { RunOptions } from '../../support/github/environment.ts';
import { startGitHub } from '../../support/github/github.ts';
import { problemOf } from '../problem-of.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function inStep(options: RunOptions) {
  const github = await startGitHub();
  onTestFinished(() => github.close());
  const environment = github.environment(options);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const written = () => write.mock.calls.map(([text]) => String(text).trim());
  return { github, environment, step: currentStep(), written };
}

test('inputs, outputs and flags', async () => {
  const { github, environment, step } = await inStep({
    event: 'schedule',
    with: { 'plan file': '  plan.json ', quiet: 'true', loud: 'perhaps' },
  });
  expect(step.input('plan file')).toBe('plan.json');
  expect(step.input('nothing')).toBe('');
  expect(step.flag('quiet')).toBe(true);
  expect((await problemOf(() => step.flag('loud'))).message).toContain('`loud`');
  step.output('digest', 'abc');
  step.output('text', 'two\nlines\nghadelimiter_x');
  expect(github.outputs(environment)).toEqual({ digest: 'abc', text: 'two\nlines\nghadelimiter_x' });
});

test('a summary up to the size that GitHub shows', async () => {
  const { github, environment, step } = await inStep({ event: 'schedule' });
  expect(step.summarize('# Plan')).toBe(true);
  expect(step.summarize('ä'.repeat(600_000))).toBe(false);
  expect(step.summarize('more\n')).toBe(true);
  expect(github.summary(environment)).toBe('# Plan\nmore\n');
  const path = environment['GITHUB_STEP_SUMMARY'] ?? '';
  writeFileSync(path, 'x'.repeat(1024 * 1024 - 3));
  expect(step.summarize('abc')).toBe(false);
  expect(step.summarize('ab')).toBe(true);
  expect(readFileSync(path).byteLength).toBe(1024 * 1024);
});

test('every line of a secret is masked', async () => {
  const { step, written } = await inStep({ event: 'schedule' });
  step.mask('one\n\ntwo%');
  expect(written().filter((line) => line.includes('add-mask'))).toEqual([
    '::add-mask::one',
    '::add-mask::two%25',
  ]);
});

const decoded = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

const audience = 'api://AzureADTokenExchange';
const repo = 'repo:contoso/tenant';

test.each([
  ['a pull request', { event: 'pull_request', number: 1 }, `${repo}:pull_request`],
  ['an environment', { event: 'schedule', environment: 'tenant' }, `${repo}:environment:tenant`],
  ['a branch', { event: 'workflow_dispatch' }, `${repo}:ref:refs/heads/main`],
] as const)('an ID token for %s names its subject and can be checked', async (_, options, sub) => {
  const github = await startGitHub();
  onTestFinished(() => github.close());
  github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'a' } });
  for (const [name, value] of Object.entries(github.environment(options))) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const token = await currentStep().idToken(audience);
  const [header = '', claims = '', signature = ''] = token.split('.');
  expect(decoded(claims)).toMatchObject({ iss: github.issuer, aud: audience, sub });
  const found = await fetch(`${github.issuer}/.well-known/openid-configuration`);
  const { jwks_uri } = (await found.json()) as { jwks_uri: string };
  const { keys } = (await (await fetch(jwks_uri)).json()) as { keys: (JsonWebKey & { kid: string })[] };
  const key = keys.find(({ kid }) => kid === decoded(header)['kid']);
  const verifier = createVerify('RSA-SHA256').update(`${header}.${claims}`);
  const publicKey = createPublicKey({ key: key ?? {}, format: 'jwk' });
  expect(verifier.verify(publicKey, signature, 'base64url')).toBe(true);
});

test.each([
  ['without the permission', { event: 'schedule', permissions: { contents: 'read' } }],
  ['for a pull request from a fork', { event: 'pull_request', number: 1 }],
] as const)('%s there is no ID token', async (_, options) => {
  const github = await startGitHub();
  onTestFinished(() => github.close());
  github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'a' }, fork: true });
  for (const [name, value] of Object.entries(github.environment(options))) vi.stubEnv(name, value);
  const { id, remedy } = await problemOf(() => currentStep().idToken(audience));
  expect(id).toBe('action-id-token');
  expect(remedy).toContain('id-token: write');
});
