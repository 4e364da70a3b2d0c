import { SignInRefusal } from './refusal.ts';

/*
 * Texts as people quote them from the live service, with the place; numbers that have none are in
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes.
 */

const federation =
  'Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation';

const unmatched = (code: number, what: string, value: string): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    code,
    `No matching federated identity record found for presented assertion ${what} '${value}'. ${federation}`,
  );

/** Azure/azure-workload-identity issue 1200, in the wording of 2025. */
export const unknownIssuer = (issuer: string): SignInRefusal => unmatched(700211, 'issuer', issuer);
/** As people report it with an old audience in a national cloud. */
export const unknownAudience = (audience: string): SignInRefusal => unmatched(700212, 'audience', audience);
/** dotnet/maui pull request 31978. */
export const unknownSubject = (subject: string): SignInRefusal => unmatched(700213, 'subject', subject);

/** Azure/login issue 515: since 2024 the subject's letter case counts. */
export const subjectInOtherCase = (subject: string): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    7002138,
    `No matching federated identity record found for presented assertion subject '${subject}'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. See documentation at: https://learn.microsoft.com/entra/workload-id/workload-identity-federation. See breaking change notification and remediation at: https://learn.microsoft.com/en-us/entra/identity-platform/reference-breaking-changes#august-2024.`,
  );

/** Azure/azure-workload-identity issue 642. */
export const issuerUnreachable = (): SignInRefusal =>
  new SignInRefusal(400, 'invalid_request', 50166, 'Request to External OIDC endpoint failed.');

/** Azure/azure-workload-identity issue 1232. */
export const issuerKeyNotFound = (keyId: string, issuer: string): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    7000272,
    `The certificate with identifier ${keyId} used to sign the federated credential could not be found in the metadata of identity provider ${issuer}. Please validate that your Identity Provider's metadata exposes the key used to sign the incoming token.`,
  );

/** Nobody quotes it for a federated assertion; number and text are those of every other assertion (Azure/azure-sdk-for-java issue 25109). */
export const issuerSignatureWrong = (): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    50013,
    'Assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value.].',
  );
