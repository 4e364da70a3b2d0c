import { ok, type Reply } from './request.ts';

/** What `az login` asks Azure Resource Manager: there are no subscriptions, and this one tenant. */
export function answerManagement(url: string, tenantId: string): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const [path = ''] = url.toLowerCase().split('?');
  if (path === '/subscriptions') return { ...ok({ value: [] }), headers };
  if (path === '/tenants') return { ...ok({ value: [{ id: `/tenants/${tenantId}`, tenantId }] }), headers };
  const error = { code: 'NotFound', message: 'The practice tenant has no Azure resources.' };
  return { status: 404, headers, body: { error } };
}
