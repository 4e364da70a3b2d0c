export const appId = 'b7d8e648-520f-41d3-9c0f-db3ba0b2a5a4';
export const otherAppId = '5bfc8fda-cfc9-43a9-a6de-214ea9d15fdb';
export const prefix = 'extension_b7d8e648520f41d39c0fdb3ba0b2a5a4_';
export const owner = `owner: { appId: ${appId} }`;

/** Definitions of every type and form, one a line. */
export const extensionsYaml = `directory:
  - { name: jobGroupTracker, ${owner}, type: String, targets: [User] }
  - { name: skills, ${owner}, type: String, targets: [User, Group], multiValued: true }
  - { name: numbers, ${owner}, type: Integer, targets: [User], multiValued: true }
  - { name: photo, ${owner}, type: Binary, targets: [User] }
  - { name: active, ${owner}, type: Boolean, targets: [User] }
  - { name: since, ${owner}, type: DateTime, targets: [User] }
  - { name: level, ${owner}, type: Integer, targets: [User] }
  - { name: large, ${owner}, type: LargeInteger, targets: [User] }
  - { name: purpose, ${owner}, type: String, targets: [Group, Device] }
  - { name: gone, ${owner}, delete: true }
schema:
  - { id: graphLearnCourses, ${owner}, status: Available, targets: [User, Group], properties: { courseId: Integer, courseName: String, done: Boolean, on: DateTime, file: Binary } }
  - { id: contoso_old, ${owner}, status: Deprecated, targets: [User], properties: { note: String } }
  - { id: contoso_groups, ${owner}, status: InDevelopment, targets: [Group], properties: { note: String } }
  - { id: contoso_gone, ${owner}, delete: true }
`;
