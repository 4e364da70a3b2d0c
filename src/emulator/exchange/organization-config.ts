import { textOf } from '../json.ts';
import type { Reply } from '../http/request.ts';
import type { Tenant } from '../tenant.ts';
import { answer } from './answers.ts';
import { derivedIds } from './ids.ts';
import type { AdminApiRequest } from './request.ts';

/** Get-OrganizationConfig, as far as somebody asks whether Exchange answers at all. */
export function organizationConfig({ documents }: Tenant, request: AdminApiRequest): Reply {
  const { id, displayName } = documents.organization;
  const initial = documents.domains.find((domain) => domain['isInitial'] === true);
  const { guid } = derivedIds(id);
  return answer(request, {
    value: [
      {
        Name: textOf(initial?.id),
        Identity: textOf(initial?.id),
        DisplayName: displayName,
        'Guid@data.type': 'System.Guid',
        'Guid@odata.type': '#Guid',
        Guid: guid,
        IsDehydrated: false,
      },
    ],
  });
}
