import type { Json } from '../../core/attributes/attribute.ts';
import { tenantText } from './tenant-text.ts';
import type { Answers, InitWorld } from './repository.ts';

/** A file that a repository is to have, and how it gets along with one that is there already. */
export type Wanted = {
  /** Below the folder, with `/`. */
  readonly path: string;
  /** What it is for: a clause. */
  readonly why: string;
} & (
  | { readonly form: 'whole'; readonly bytes: Uint8Array; readonly own: 'tool' | 'user' }
  /** Lines that are added where they are missing, under a comment. */
  | { readonly form: 'lines'; readonly comment: string; readonly lines: readonly string[] }
  /** Lines of which the order matters, so that they are added by hand. */
  | { readonly form: 'owners'; readonly comment: string; readonly lines: readonly string[] }
  | { readonly form: 'json'; readonly members: Readonly<Record<string, Json>> }
);

const workflows: Readonly<Record<string, string>> = {
  'plan.yml': 'shows on each pull request what merging it would do',
  'apply.yml': 'applies what was approved, on merge',
  'drift.yml': 'looks each morning whether somebody changed the tenant by hand',
  'validate.yml': 'checks the files of pull requests from forks',
};
const action = ['action.yml', 'dist/action.mjs', 'dist/licences.txt'];
const schemas = ['tenant', 'users', 'groups', 'extensions'];

/** All files of a new repository, in the order in which they are told. */
export async function wantedFiles(
  answers: Answers,
  { packaged }: Pick<InitWorld, 'packaged'>,
): Promise<readonly Wanted[]> {
  const copy = async (path: string, why: string): Promise<Wanted> => ({
    path,
    why,
    form: 'whole',
    bytes: await packaged(path),
    own: 'tool',
  });
  return [
    {
      path: 'tenant/tenant.yaml',
      why: 'which tenant it is, and how much a plan may change in it',
      form: 'whole',
      bytes: bytesOf(tenantText(answers)),
      own: 'user',
    },
    ...(await Promise.all(
      Object.entries(workflows).map(([name, why]) => copy(`.github/workflows/${name}`, why)),
    )),
    ...(await Promise.all(
      action.map((name) =>
        copy(
          `.github/actions/tenantry/${name}`,
          name === 'action.yml' ? 'the Action that the workflows run' : 'belongs to the Action',
        ),
      ),
    )),
    ...(answers.owners.length === 0 ? [] : [codeOwners(answers.owners)]),
    ...(await Promise.all(
      schemas.map((name) =>
        copy(`schemas/${name}.schema.json`, 'lets editors check and complete what you write'),
      ),
    )),
    ...editor,
    ...git,
  ];
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
const codeOwners = (owners: readonly string[]): Wanted => ({
  path: '.github/CODEOWNERS',
  why: 'who has to approve changes, once the ruleset of main asks for it',
  form: 'owners',
  comment: 'To let others approve people and groups, own /tenant/tenant.yaml instead of /tenant/.',
  lines: ['/.github/', '/tenant/'].map((path) => `${path.padEnd(10)} ${owners.join(' ')}`),
});

const of = (folder: string): readonly string[] => [`tenant/${folder}/**/*.yaml`, `tenant/${folder}/**/*.yml`];

const editor: readonly Wanted[] = [
  {
    path: '.vscode/settings.json',
    why: 'tells Visual Studio Code which schema belongs to which files',
    form: 'json',
    members: {
      'yaml.schemas': {
        './schemas/tenant.schema.json': ['tenant/tenant.yaml'],
        './schemas/users.schema.json': of('users'),
        './schemas/groups.schema.json': of('groups'),
        './schemas/extensions.schema.json': of('extensions'),
      },
    },
  },
  {
    path: '.vscode/extensions.json',
    why: 'recommends the YAML extension, which reads them',
    form: 'json',
    members: { recommendations: ['redhat.vscode-yaml'] },
  },
];

const git: readonly Wanted[] = [
  {
    path: '.gitignore',
    why: 'keeps journals, plans, reports and private keys out of Git',
    form: 'lines',
    comment: 'Of Tenantry: journals, plans and reports hold personal data, and keys belong to nobody else.',
    lines: [
      '.tenantry/',
      'plan.json',
      'plan.html',
      'audit.html',
      '*.sarif',
      '*.har',
      '*.pem',
      '*.pfx',
      '*.pfx-password.txt',
      '*.p12',
      '*.key',
      // Much of what people copy their .gitignore from leaves out every folder of that name.
      '!/.github/actions/tenantry/dist/',
    ],
  },
  {
    path: '.gitattributes',
    why: 'the same line breaks on every machine',
    form: 'lines',
    comment: 'Of Tenantry.',
    lines: [
      '/tenant/** text=auto eol=lf',
      '/schemas/** text=auto eol=lf',
      '/.github/** text=auto eol=lf',
      '/.github/actions/tenantry/dist/** -diff linguist-generated',
    ],
  },
];
