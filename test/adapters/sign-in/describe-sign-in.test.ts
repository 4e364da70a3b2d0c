import { expect, test } from 'vitest';
import { describeSignIn } from '../../../src/adapters/sign-in/describe-sign-in.ts';
import { clientId, tenantId } from './try-signing-in.ts';

const login = 'https://login.microsoftonline.com';
const id = { AZURE_CLIENT_ID: clientId };
const github = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x.example', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'p4ss' };

test.each([
  [
    {},
    { interactive: true },
    {
      way: 'person',
      text: 'As whoever is signed in to the Azure CLI or Azure PowerShell, else with a device code.',
      because: [],
      unused: [],
      authority: login,
      problems: [],
    },
  ],
  [
    { ...id, ...github, AZURE_CLIENT_SECRET: 's3cret' },
    { cloud: 'usGovernment' as const, tenantId },
    {
      way: 'github',
      clientId,
      text: `As application ${clientId}, with GitHub's token for this job.`,
      because: ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'AZURE_CLIENT_ID'],
      unused: ['AZURE_CLIENT_SECRET'],
      audience: 'api://AzureADTokenExchangeUSGov',
      authority: 'https://login.microsoftonline.us',
      problems: [],
    },
  ],
  [
    { ...id, AZURE_FEDERATED_TOKEN_FILE: '/run/token' },
    {},
    {
      way: 'token-file',
      clientId,
      text: `As application ${clientId}, with the token in /run/token.`,
      because: ['AZURE_FEDERATED_TOKEN_FILE', 'AZURE_CLIENT_ID'],
      unused: [],
      authority: login,
      problems: [],
    },
  ],
  [
    { ...id, AZURE_CLIENT_CERTIFICATE: 's3cret' },
    {},
    {
      way: 'certificate',
      clientId,
      text: `As application ${clientId}, with the certificate in AZURE_CLIENT_CERTIFICATE.`,
      because: ['AZURE_CLIENT_CERTIFICATE', 'AZURE_CLIENT_ID'],
      unused: [],
      authority: login,
      problems: [],
    },
  ],
  [
    { ...id, AZURE_CLIENT_SECRET: 's3cret' },
    {},
    {
      way: 'secret',
      clientId,
      text: `As application ${clientId}, with the secret in AZURE_CLIENT_SECRET.`,
      because: ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_ID'],
      unused: [],
      authority: login,
      problems: [],
    },
  ],
])('%o %o', (environment, context, described) => {
  expect(describeSignIn(environment, context)).toEqual(described);
  expect(JSON.stringify(describeSignIn(environment, context))).not.toMatch(/s3cret|p4ss/);
});

test('collects all that is wrong', () => {
  const environment = {
    AZURE_TENANT_ID: 'contoso.com',
    AZURE_CLIENT_SECRET: 's3cret',
    AZURE_AUTHORITY_HOST: 'http://x',
  };
  const { problems, ...rest } = describeSignIn(environment, { tenantId });
  expect(rest).toEqual({ text: 'It is not clear how to sign in.', because: [], unused: [] });
  expect(problems.map((problem) => problem.id)).toEqual([
    'wrong-tenant',
    'sign-in-client-id',
    'sign-in-authority',
  ]);
});
