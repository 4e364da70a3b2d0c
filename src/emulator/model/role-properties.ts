import { propertyTable, type Row } from './property.ts';

const EQ = ['eq in', ''] as const;
const EQ_NE = ['eq ne', ''] as const;

/**
 * Assignments of administrator roles, service principals and role definitions, with the operators that their resource
 * pages name.
 */
export const roleAssignmentProperties = propertyTable([
  shown('id', { notNull: true }),
  shown('principalId', { filter: EQ }),
  shown('roleDefinitionId', { filter: EQ }),
  shown('directoryScopeId', { filter: EQ }),
  shown('appScopeId', { filter: EQ }),
]);

export const roleEligibilityProperties = propertyTable([
  shown('id', { notNull: true, filter: EQ_NE }),
  shown('principalId', { filter: EQ_NE }),
  shown('roleDefinitionId', { filter: EQ_NE }),
  shown('directoryScopeId', { filter: ['eq ne null', ''] }),
  shown('appScopeId', { filter: ['eq ne null', ''] }),
  shown('startDateTime', { type: 'dateTime' }),
  shown('endDateTime', { type: 'dateTime' }),
  shown('memberType', {}),
  shown('roleEligibilityScheduleId', { filter: EQ_NE }),
]);

export const roleDefinitionProperties = propertyTable([
  shown('id', { notNull: true, filter: ['eq in', ''] }),
  shown('displayName', { filter: ['eq in', ''] }),
  shown('description', {}),
  shown('isBuiltIn', { type: 'boolean', filter: ['eq in', ''] }),
  shown('isEnabled', { type: 'boolean' }),
  shown('templateId', {}),
]);

export const servicePrincipalProperties = propertyTable([
  shown('id', { notNull: true, filter: ['eq in', 'ne not'] }),
  shown('appId', { filter: ['eq in startsWith', 'ne not'] }),
  shown('displayName', { filter: ['eq ge le in startsWith', 'ne not null'] }),
  shown('accountEnabled', { type: 'boolean', filter: ['eq in', 'ne not'] }),
  shown('servicePrincipalType', { filter: ['eq in', 'ne not'] }),
  shown('appRoles', { type: 'objects' }),
  shown('keyCredentials', { type: 'objects' }),
  shown('passwordCredentials', { type: 'objects' }),
]);

export const appRoleAssignmentProperties = propertyTable([
  shown('id', { notNull: true }),
  shown('appRoleId', {}),
  shown('createdDateTime', { type: 'dateTime' }),
  shown('principalDisplayName', { filter: ['eq startsWith', ''] }),
  shown('principalId', {}),
  shown('principalType', {}),
  shown('resourceDisplayName', { filter: ['eq startsWith', ''] }),
  shown('resourceId', { filter: ['eq', ''] }),
]);

function shown(name: string, more: Partial<Row>): Row {
  return { name, type: 'string', readOnly: true, returnedByDefault: true, ...more };
}
