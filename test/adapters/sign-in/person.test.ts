import { afterEach, describe, expect, test, vi } from 'vitest';
import { asPerson, type PersonOptions } from '../../../src/adapters/sign-in/person.ts';
import { keepOutput } from '../../support/evidence/record.ts';
import { problemOf } from '../problem-of.ts';
import { clientId, json, jwt, network, now, tenantId } from './try-signing-in.ts';

afterEach(() => vi.unstubAllGlobals());

const scope = 'https://graph.microsoft.com/.default';
type Places = NonNullable<PersonOptions['places']>;
const place = (name: string, token: string | Error): Places[number] => ({
  name,
  getToken: async () => {
    if (token instanceof Error) throw token;
    return { token, expiresOnTimestamp: now.getTime() + 3_600_000 };
  },
});
const noCli = place(
  'Azure CLI',
  new Error(
    "Azure CLI could not be found. Please visit https://aka.ms/azure-cli for installation instructions and then, once installed, authenticate to your Azure account using 'az login'.",
  ),
);
const noPowerShell = place(
  'Azure PowerShell',
  new Error(
    'Error: Unable to execute PowerShell. Ensure that it is installed in your system. To troubleshoot, visit https://aka.ms/azsdk.',
  ),
);
const signedOut = place(
  'Azure CLI',
  new Error("Please run 'az login' from a command prompt to authenticate before using this credential."),
);

function person(
  places: Places,
  options: { deviceCode?: boolean; environment?: Record<string, string> } = {},
) {
  const said: string[] = [];
  const acquire = asPerson(
    { way: 'person', deviceCode: options.deviceCode ?? false },
    {
      cloud: 'global',
      tenantId,
      authority: { origin: 'https://login.microsoftonline.com', private: false },
      environment: options.environment ?? {},
      clock: { now: () => now, sleep: async () => {} },
      signal: undefined,
      say: (text) => {
        said.push(text);
        keepOutput('terminal', 'stderr', text);
      },
      places,
    },
  );
  return { acquire, said };
}

const login = `Sign in with \`az login --tenant ${tenantId} --allow-no-subscriptions\`, or set AZURE_CLIENT_ID and a certificate or secret as docs/sign-in.md tells.`;

describe('somebody', () => {
  test.each([
    ['the Azure CLI', [place('Azure CLI', 'one'), place('Azure PowerShell', 'two')], 'one'],
    ['Azure PowerShell', [noCli, place('Azure PowerShell', 'two')], 'two'],
    ['Azure PowerShell and not the CLI', [signedOut, place('Azure PowerShell', 'two')], 'two'],
  ])('who is signed in to %s', async (_, places, token) => {
    expect((await person(places).acquire(scope)).token).toBe(token);
  });

  test('is asked for where it went well before', async () => {
    let asked = 0;
    const cli: Places[number] = {
      name: 'Azure CLI',
      getToken: async () => {
        asked++;
        throw new Error('not signed in: az login');
      },
    };
    const { acquire } = person([cli, place('Azure PowerShell', 'two')]);
    await acquire(scope);
    await acquire('https://outlook.office365.com/.default');
    expect(asked).toBe(1);
  });

  test.each([
    [
      [noCli, noPowerShell],
      {},
      `Nobody is signed in to tenant ${tenantId} (Azure CLI is not installed; Azure PowerShell is not installed).`,
      login,
    ],
    [
      [signedOut, noPowerShell],
      {},
      `Nobody is signed in to tenant ${tenantId} (Azure CLI is not signed in to this tenant; Azure PowerShell is not installed).`,
      login,
    ],
    [
      [
        place(
          'Azure CLI',
          new Error("ERROR: No subscription found. Run 'az account set' to select a subscription."),
        ),
        noPowerShell,
      ],
      {},
      `Nobody is signed in to tenant ${tenantId} (Azure CLI is not signed in to this tenant; Azure PowerShell is not installed).`,
      login,
    ],
    [
      [
        place(
          'Azure CLI',
          new Error(
            'ERROR: AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication. Trace ID: 1',
          ),
        ),
        noPowerShell,
      ],
      {},
      `Nobody is signed in to tenant ${tenantId} (Azure CLI: AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication.; Azure PowerShell is not installed).`,
      login,
    ],
    [
      [place('Azure CLI', new Error(`it broke with ${jwt({ a: 'secret' })}`))],
      {},
      `Nobody is signed in to tenant ${tenantId} (Azure CLI: it broke with REDACTED).`,
      login,
    ],
    [
      [signedOut, noPowerShell],
      { GITHUB_ACTIONS: 'true' },
      `Nobody is signed in to tenant ${tenantId} (Azure CLI is not signed in to this tenant; Azure PowerShell is not installed).`,
      'Set AZURE_CLIENT_ID and give the job `permissions: id-token: write`; docs/sign-in.md tells the other ways.',
    ],
    [
      [
        place(
          'Azure CLI',
          new Error(
            'ERROR: AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-22T12:09:00Z',
          ),
        ),
        noPowerShell,
      ],
      { GITHUB_ACTIONS: 'true' },
      'The token that the Azure CLI was signed in with is valid no longer.',
      'In GitHub Actions, a sign-in of azure/login ends after some minutes: set AZURE_CLIENT_ID and give the job `permissions: id-token: write`, and Tenantry asks GitHub itself each time. Elsewhere sign in again.',
    ],
  ])('is missing (case %#)', async (places, environment, message, remedy) => {
    expect(await problemOf(() => person(places, { environment }).acquire(scope))).toEqual({
      id: 'sign-in',
      message,
      remedy,
    });
  });
});

test('a device code is shown to the person, and brings a token for the second service as well', async () => {
  const issued = jwt({ tid: tenantId, scp: 'User.Read.All' });
  const account = Buffer.from(JSON.stringify({ uid: 'u', utid: tenantId })).toString('base64url');
  const { sent } = network(({ url }) =>
    url.includes('devicecode')
      ? json(200, {
          user_code: 'ABCD1234',
          device_code: 'hidden-device-code',
          verification_uri: 'https://microsoft.com/devicelogin',
          expires_in: 900,
          interval: 0,
          message: 'To sign in, use a web browser.',
        })
      : json(200, {
          token_type: 'Bearer',
          scope: 'User.Read.All',
          expires_in: 3599,
          access_token: issued,
          refresh_token: 'hidden-refresh-token',
          id_token: jwt({
            tid: tenantId,
            oid: clientId,
            sub: 'x',
            preferred_username: 'adele.vance@contoso.com',
            aud: clientId,
          }),
          client_info: account,
        }),
  );
  const { acquire, said } = person([noCli, noPowerShell], { deviceCode: true });
  expect((await acquire(scope)).token).toBe(issued);
  expect(said).toEqual([
    `To sign in to tenant ${tenantId}, open https://microsoft.com/devicelogin and enter the code ABCD1234`,
  ]);
  await acquire('https://outlook.office365.com/.default');
  expect(said).toHaveLength(1);
  expect(sent.map(({ form }) => form['grant_type'])).toEqual([undefined, 'device_code', 'refresh_token']);
});
