import type { ExchangeCommand } from '../../ports.ts';

/** Cmdlets in one batch: the official module sends no more. */
export const batchSize = 10;
/** Rows of one page: https://learn.microsoft.com/powershell/module/exchangepowershell/connect-exchangeonline (-PageSize) */
export const pageSize = 1000;

/** A cmdlet; of an empty `Identity` some understand that everybody is meant, so a list has none at all. */
export interface Command extends Pick<ExchangeCommand, 'cmdlet' | 'select'> {
  readonly parameters: Readonly<Record<string, string | null>>;
}

/**
 * Where requests are routed to: always the mailbox of the organization, so that the pages of a list come from one place.
 * `parameter-based-routing` belongs to anchors that were made of a parameter, so it is never sent.
 */
export function anchorOf(tenantId: string): string {
  return `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${tenantId}`;
}

/** Path and query of a cmdlet. Only `beta` knows it. */
export function targetOf({ select }: Command, tenantId: string): string {
  const query = select && select.length > 0 ? `?$select=${select.join(',')}` : '';
  return `/adminapi/beta/${encodeURIComponent(tenantId)}/InvokeCommand${query}`;
}

export function batchTarget(tenantId: string): string {
  return `/adminapi/beta/${encodeURIComponent(tenantId)}/$batch`;
}

/** Throws RangeError for an empty identity. */
export function bodyOf({ cmdlet, parameters }: Command): object {
  const { Identity } = parameters;
  if (Identity !== undefined && (Identity ?? '').trim() === '')
    throw new RangeError(`${cmdlet} with an empty Identity`);
  return { CmdletInput: { CmdletName: cmdlet, Parameters: parameters } };
}

/**
 * The body of a `$batch`: addresses are absolute, and each item carries what a request would carry, the token too, as
 * those clients do it that are known to work. Throws RangeError for an empty identity.
 */
export function batchBody(
  commands: readonly ExchangeCommand[],
  { tenantId, origin, token }: { readonly tenantId: string; readonly origin: string; readonly token: string },
): string {
  return JSON.stringify({
    requests: commands.map((command) => {
      if (command.parameters.Identity === undefined)
        throw new RangeError(`${command.cmdlet} without Identity`);
      return {
        id: command.id,
        method: 'POST',
        url: `${origin}${targetOf(command, tenantId)}`,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Accept-Language': 'en-US',
          Prefer: `odata.maxpagesize=${pageSize};odata.continue-on-error`,
          'X-AnchorMailbox': anchorOf(tenantId),
          'X-CmdletName': command.cmdlet,
          'X-ResponseFormat': 'json',
        },
        body: bodyOf(command),
      };
    }),
  });
}
