import { SignInRefusal } from './refusal.ts';

/*
 * Texts as people quote them from the live service, with the place; numbers that have none are in
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes.
 */

const assertions =
  'Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .';

/** panva/openid-client issue 348. */
export const malformedAssertion = (): SignInRefusal =>
  new SignInRefusal(400, 'invalid_request', 50027, 'JWT token is invalid or malformed.');

/** AzureAD/microsoft-authentication-library-for-dotnet, tests of what services answer. */
export const foreignAssertion = (): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    700021,
    `Client assertion application identifier doesn't match 'client_id' parameter. ${assertions}`,
  );

/** AzureAD/microsoft-authentication-library-for-dotnet issue 2746. */
export const wrongAudience = (): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    700023,
    `Client assertion audience claim does not match Realm issuer. ${assertions}`,
  );

/** AzureAD/microsoft-authentication-library-for-java issue 984. `from` and `until` in seconds since 1970. */
export const outsideValidity = (now: number, from: number, until: number): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    700024,
    `Client assertion is not within its valid time range. Current time: ${ticks(now)}, assertion valid from ${ticks(from * 1000)}, expiry time of assertion ${ticks(until * 1000)}. ${assertions}`,
  );

/** An instant as .NET writes it, with seven digits of a second. */
function ticks(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z');
}

/** What is wrong with the key that an assertion names. */
export interface KeyFault {
  appId: string;
  reason: 'The key was not found.' | 'The key used is expired.' | typeof useFailed;
  /** Hexadecimal, absent where the header names none. */
  thumbprint?: string;
  found?: { start: string; end: string };
}

export const useFailed = 'Key was found, but use of the key to verify the signature failed.';

/**
 * AzureAD/microsoft-authentication-library-for-js issue 8339 where no key was found, microsoftgraph/msgraph-sdk-php issue
 * 1585 for what stands in the brackets otherwise, learn.microsoft.com/answers/questions/5915574 without a thumbprint.
 */
export function wrongKey({ appId, reason, thumbprint, found }: KeyFault): SignInRefusal {
  const first =
    reason === 'The key was not found.'
      ? 'The certificate with identifier used to sign the client assertion is not registered on application.'
      : 'Client assertion failed signature validation.';
  const parts = [
    `Reason - ${reason}`,
    ...(thumbprint === undefined ? [] : [`Thumbprint of key used by client: '${thumbprint}'`]),
    ...(found ? [`Found key 'Start=${found.start}, End=${found.end}'`] : []),
    `Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${appId}'. Review the documentation at https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query request URL, such as 'https://graph.microsoft.com/beta/applications/${appId}'`,
  ];
  return new SignInRefusal(401, 'invalid_client', 700027, `${first} [${parts.join(', ')}].`);
}
