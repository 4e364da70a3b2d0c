import type { Kind } from '../directory/item.ts';
import { GraphFault, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { ok, type Reply } from '../http/request.ts';
import { textOf, withoutHidden } from '../json.ts';
import type { Kind as ModelKind } from '../model/properties.ts';
import { parseQuery, type Expand, type Query } from '../odata/query.ts';
import { documents, shown, type Row } from '../reads/documents.ts';
import { tooManyExpands } from '../reads/expand.ts';
import { answerList, type Collection } from '../reads/list.ts';
import { entryById, visible } from '../reads/objects.ts';
import { roleDefinitions, servicePrincipals } from '../reads/roles.ts';
import { defaultColumns, project } from '../reads/selection.ts';
import type { JsonObject } from '../state.ts';

const root = '/roleManagement/directory';

/** Administrator roles, read-only: who holds them, who is eligible for them, and what they are called. */
export function addRoles(routes: Routes): void {
  const lists: readonly [string, ModelKind, (call: Call) => readonly JsonObject[]][] = [
    ['roleAssignments', 'unifiedRoleAssignment', (call) => call.tenant.documents.roleAssignments],
    ['roleEligibilityScheduleInstances', 'unifiedRoleEligibilityScheduleInstance', eligible],
    ['roleDefinitions', 'unifiedRoleDefinition', (call) => roleDefinitions(call.tenant)],
  ];
  for (const [name, kind, rows] of lists) {
    const context = `roleManagement/directory/${name}`;
    routes.add('GET', `${root}/${name}`, (call) =>
      answerList(call, collection(call, rows(call), kind, context)),
    );
    routes.add('GET', `${root}/${name}/{id}`, (call) => one(call, rows(call), kind, context));
  }
}

/** Code and text as clients of tenants without the licence report them. */
function eligible(call: Call): readonly JsonObject[] {
  const { settings, documents: kept } = call.tenant;
  if (!settings.entraP2)
    throw new GraphFault(
      400,
      'AadPremiumLicenseRequired',
      'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
    );
  return kept.roleEligibilityScheduleInstances;
}

function collection(
  call: Call,
  rows: readonly JsonObject[],
  kind: ModelKind,
  context: string,
): Collection<Row> {
  return {
    ...documents(call, rows, kind, context),
    render(query) {
      const show = shown(call, query, kind);
      const expand = expander(call, query, kind);
      return ({ document }) => ({ ...show(document), ...expand(document) });
    },
  };
}

function one(call: Call, rows: readonly JsonObject[], kind: ModelKind, context: string): Reply {
  const { value } = key(call);
  const row = rows.find(({ id }) => id === value);
  if (!row) throw notFound(value);
  const query = parseQuery(call.request.search);
  const show = { ...shown(call, query, kind)(row), ...expander(call, query, kind)(row) };
  return ok({ '@odata.context': `${call.request.root}/$metadata#${context}/$entity`, ...show });
}

/** `principal` and `roleDefinition` (rbacApplication: list roleAssignments); an active assignment expands one of them. */
function expander(call: Call, { expand = [] }: Query, kind: ModelKind): (row: JsonObject) => JsonObject {
  if (kind === 'unifiedRoleAssignment' && expand.length > 1) throw tooManyExpands(expand.length);
  for (const { name } of expand)
    if (kind === 'unifiedRoleDefinition' || !/^(?:principal|roleDefinition)$/i.test(name))
      throw unknown(name, kind);
  return (row) => Object.assign({}, ...expand.map((part) => expanded(call, row, part)));
}

function expanded(call: Call, row: JsonObject, { name }: Expand): JsonObject {
  if (name.toLowerCase() === 'principal') return { principal: principal(call, textOf(row['principalId'])) };
  const id = textOf(row['roleDefinitionId']).toLowerCase();
  const found = roleDefinitions(call.tenant).find((definition) => definition.id.toLowerCase() === id);
  return { roleDefinition: found ? withoutHidden(found) : null };
}

function principal(call: Call, id: string): JsonObject | null {
  const item = visible(entryById(call.tenant, id));
  if (item) return { '@odata.type': typeOf(item.kind), ...project(item, defaultColumns(item.kind)) };
  const service = servicePrincipals(call.tenant).find((row) => row.id.toLowerCase() === id.toLowerCase());
  return service ? { '@odata.type': typeOf('servicePrincipal'), ...withoutHidden(service) } : null;
}

function typeOf(kind: Kind | 'servicePrincipal'): string {
  return `#microsoft.graph.${kind}`;
}

function unknown(name: string, kind: ModelKind): GraphFault {
  return new GraphFault(
    400,
    'BadRequest',
    `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${kind}'.`,
  );
}
