import { SignInRefusal } from './refusal.ts';

/*
 * Texts as people quote them from the live service, with the place; numbers that have none are in
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes.
 */

/** The tenant is named by its display name: Azure-Samples/azure-health-data-and-ai-samples issue 100. */
export const applicationNotFound = (appId: string, tenant: string): SignInRefusal =>
  new SignInRefusal(
    400,
    'unauthorized_client',
    700016,
    `Application with identifier '${appId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );

export const noServicePrincipal = (appId: string, tenantId: string): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    7000229,
    `The client application ${appId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
  );

export const applicationDisabled = (appId: string, name: string): SignInRefusal =>
  new SignInRefusal(400, 'unauthorized_client', 7000112, `Application '${appId}'(${name}) is disabled.`);

/** OfficeDev/microsoft-365-agents-toolkit issue 8621. */
export const wrongSecret = (appId: string): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
  );

/** Budibase/budibase issue 15843. */
export const expiredSecret = (appId: string): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    7000222,
    `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
  );

export const noCredential = (): SignInRefusal =>
  new SignInRefusal(
    401,
    'invalid_client',
    7000216,
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  );
