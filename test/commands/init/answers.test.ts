import { expect, test } from 'vitest';
import { answersOf, type InitFlags } from '../../../src/commands/init/answers.ts';
import { readRepository } from '../../../src/commands/init/read-answer.ts';
import { TenantryError } from '../../../src/core/problem.ts';
import { offline } from '../asking.ts';

const tenant = '84841066-274d-4ec0-a5c1-276be684bdd3';

/** Answers as somebody types them, one after the other; none left means that they went away. */
async function asked(typed: readonly string[], flags: InitFlags = {}, existing?: { tenant: string }) {
  const { world, said } = offline();
  const left = [...typed];
  const questions: string[] = [];
  const ask = (question: string): Promise<string | undefined> => {
    questions.push(question);
    return Promise.resolve(left.shift());
  };
  const answers = await answersOf(
    flags,
    existing && { ...existing, cloud: 'china', protected: new Set<string>() },
    true,
    {
      signal: world.signal,
      git: undefined,
      terminal: { ...world.terminal, ask },
      findTenant: (domain) =>
        domain === 'contoso.com'
          ? Promise.resolve({ id: tenant, cloud: 'usGovernment' })
          : Promise.reject(
              new TenantryError({ id: 'unknown-tenant', message: 'No such domain.', remedy: 'Check.' }),
            ),
    },
  );
  return { answers, said: said(), questions: questions.length, left };
}

test('Enter takes what is usual', async () => {
  expect((await asked([tenant.toUpperCase(), '', '', '', '', ''])).answers).toEqual({
    tenant,
    cloud: 'global',
    exchange: 'auto',
    breakGlass: [],
    owners: [],
  });
});

test('what is wrong is said and asked again', async () => {
  const { answers, said } = await asked([
    'tenant',
    'nobody.example',
    'admin@contoso.com',
    'sometimes',
    'never',
    'bob',
    'bg1@contoso.com, bg2@contoso.com',
    'a',
    'contoso/tenant',
    'admins',
    '@contoso/admins',
  ]);
  expect(answers).toEqual({
    tenant,
    cloud: 'usGovernment',
    exchange: 'never',
    breakGlass: ['bg1@contoso.com', 'bg2@contoso.com'],
    repository: { host: 'github.com', name: 'contoso/tenant' },
    owners: ['@contoso/admins'],
  });
  for (const words of ['"tenant" is neither', 'No such domain.', '"sometimes"', '"bob"', '"a"', '"admins"'])
    expect(said).toContain(words);
});

test('what was given, and what stands in tenant.yaml, is not asked for', async () => {
  const flags = { repository: 'https://github.com/contoso/tenant.git', owners: ['@megan'] };
  expect(await asked([], flags, { tenant })).toMatchObject({
    questions: 0,
    answers: { tenant, cloud: 'china', repository: { name: 'contoso/tenant' }, owners: ['@megan'] },
  });
});

test.each([0, 1, 2, 3, 4, 5])('whoever goes away after %i answers leaves nothing behind', async (count) => {
  await expect(asked([tenant, '', '', '', '', ''].slice(0, count))).rejects.toThrow('were not answered');
});

test.each([
  ['contoso/tenant', 'github.com', 'contoso/tenant'],
  ['https://github.com/contoso/tenant', 'github.com', 'contoso/tenant'],
  ['https://github.contoso.com/it/tenant.git', 'github.contoso.com', 'it/tenant'],
  ['git@github.com:contoso/tenant.git', 'github.com', 'contoso/tenant'],
])('%s is a repository', (text, host, name) => {
  expect(readRepository(text)).toEqual({ value: { host, name } });
});

test.each(['contoso', 'contoso/tenant/x', '-/x', 'a b/c', ''])('%j is none', (text) => {
  expect(readRepository(text)).toHaveProperty('wrong');
});
