import { directoryExtensionTypes, schemaExtensionStatuses, schemaPropertyTypes } from '../desired/desired.ts';
import { directoryTargets, mostSchemaExtensions, schemaTargets } from './extensions-schema.ts';

const choices = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** The part about extensions of `docs/attributes.md`. */
export const extensionsReference = `## Extensions

In files below \`extensions/\`, what extensions there are:

\`\`\`yaml
directory:
  - name: jobGroupTracker                  # entries and rules call it so
    owner: { appId: b7d8e648-520f-41d3-9c0f-db3ba0b2a5a4 }   # the application (client) id
    type: String
    targets: [User]
  - name: skills
    owner: { appId: b7d8e648-520f-41d3-9c0f-db3ba0b2a5a4 }
    type: String
    targets: [User, Group]
    multiValued: true                      # a list of values; not for rules
  - name: oldTracker
    owner: { appId: b7d8e648-520f-41d3-9c0f-db3ba0b2a5a4 }
    delete: true                           # allows nothing else
schema:
  - id: graphLearnCourses                  # or with the name of a verified domain: contoso_courses
    owner: { appId: b7d8e648-520f-41d3-9c0f-db3ba0b2a5a4 }
    description: Courses that people took
    status: Available
    targets: [User, Group]
    properties: { courseId: Integer, courseName: String }
\`\`\`

In files below \`users/\` and \`groups/\`, their values:

\`\`\`yaml
users:
  - user: adele.vance@contoso.com
    directoryExtensions: { jobGroupTracker: E4, skills: [TypeScript, Polish] }
    schemaExtensions:
      graphLearnCourses: { courseId: 100, courseName: null }   # \`graphLearnCourses: null\` clears every property
    openExtensions:
      com.contoso.socialSettings: { skypeId: adele, channels: [mail, chat] }   # whole and exact; null deletes it
\`\`\`

| | directory extension | schema extension | open extension |
| --- | --- | --- | --- |
| key in an entry | \`directoryExtensions\` | \`schemaExtensions\` | \`openExtensions\` |
| defined in \`extensions/\` | yes | yes | no |
| types | ${choices(directoryExtensionTypes)} | ${choices(schemaPropertyTypes)} | texts, numbers, \`true\`, \`false\`, lists of these |
| kinds of object | ${choices(directoryTargets)} | ${choices(schemaTargets)} | users and groups |
| limits | 100 values an object together with schema extensions | ${mostSchemaExtensions} definitions an owner | 2 KB each |
| what is not named | is not touched | is not touched | is removed from an extension that is named |
| in membership rules | \`user.jobGroupTracker\`, with one value and for users | no | no |

- Texts have at most 256 characters, binary values are base64 text of at most 256 bytes, \`Integer\` has 32 bits. \`LargeInteger\` has 64 bits in the directory; values beyond 9,007,199,254,740,991 are refused, because JSON numbers are rounded there.
- Text needs quotation marks where it looks like a number or a date; numbers and \`true\` and \`false\` are written without.
- In rules, \`user.jobGroupTracker\` stands for Graph's name, \`user.extension_b7d8e648520f41d39c0fdb3ba0b2a5a4_jobGroupTracker\`, which counts for the length of the rule. A property that Microsoft documents is never replaced: for an extension called \`department\` a rule needs the long name.
- The states of a schema extension are ${choices(schemaExtensionStatuses)}, in this order. Values of a deprecated one can still be changed and cleared where an object has them.
- Values that look like payment cards, national ids, bank accounts or secrets are the finding \`extension-sensitive\`, also in \`extensionAttribute1\` to \`15\`: everybody in the organisation can read them.

\`onPremisesImmutableId\` is written as \`{ objectGuid: 00112233-4455-6677-8899-aabbccddeeff }\`, as \`{ consistencyGuid: … }\`, or as the base64 text that these come to: the 16 bytes of the GUID in the order of .NET, in which the first three fields stand with their last byte in front.`;
