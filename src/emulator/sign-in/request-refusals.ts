import { SignInRefusal } from './refusal.ts';

/*
 * Texts as people quote them from the live service, with the place; numbers that have none are in
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes.
 */

/** Azure/azure-cli issue 22145. */
export const tenantNotFound = (tenant: string): SignInRefusal =>
  new SignInRefusal(
    400,
    'invalid_tenant',
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  );

/** For what is neither an id nor a domain, as above. */
export const noTenantName = (tenant: string): SignInRefusal =>
  new SignInRefusal(
    400,
    'invalid_request',
    900023,
    `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
  );

export const missingParameter = (name: string): SignInRefusal =>
  new SignInRefusal(
    400,
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );

export const unsupportedGrant = (grant: string): SignInRefusal =>
  new SignInRefusal(
    400,
    'unsupported_grant_type',
    70003,
    `The app requested an unsupported grant type '${grant}'.`,
  );

export const onlyPost = (method: string): SignInRefusal =>
  new SignInRefusal(
    400,
    'invalid_request',
    900561,
    `The endpoint only accepts POST requests. Received a ${method} request.`,
  );

/** AzureAD/microsoft-authentication-library-for-dotnet issue 449. */
export const invalidScope = (scope: string): SignInRefusal =>
  new SignInRefusal(
    400,
    'invalid_scope',
    70011,
    `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
  );

/** microsoftgraph/msgraph-sdk-python issue 181. */
export const notDefaultScope = (scope: string): SignInRefusal =>
  new SignInRefusal(
    400,
    'invalid_scope',
    1002012,
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  );

/** rootinc/laravel-azure-middleware issue 51. */
export const resourceNotFound = (resource: string, tenant: string): SignInRefusal =>
  new SignInRefusal(
    400,
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );
