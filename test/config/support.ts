import { load, type Loaded } from '../../src/config/load.ts';
import { formatPlace, type Problem } from '../../src/core/problem.ts';
import type { FileTree } from '../../src/ports.ts';

export const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';
export const tenantYaml = `format: 1\ntenant: { id: ${tenantId} }\n`;

/** A configuration folder from texts and bytes, with a valid `tenant.yaml` unless it is given. */
export function tree(files: Readonly<Record<string, string | Uint8Array>>): FileTree {
  return new Map(
    Object.entries({ 'tenant.yaml': tenantYaml, ...files }).map(([path, content]) => [
      path,
      { type: 'file', bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content },
    ]),
  );
}

export function loaded(files: Readonly<Record<string, string | Uint8Array>>): Loaded {
  return load(tree(files), 'tenant');
}

/** Problems as a person reads them: place, object, what is wrong, how to mend it. */
export function told(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem) => {
    const place = problem.place === undefined ? '' : `${formatPlace(problem.place)} `;
    const object = problem.object === undefined ? '' : `(${problem.object}) `;
    return `${place}${object}${problem.message} ${problem.remedy}`;
  });
}

/** An entry of a file of users, with these lines below `user:`. */
export function user(...lines: readonly string[]): string {
  return ['users:', '  - user: adele@contoso.com', ...lines.map((line) => `    ${line}`), ''].join('\n');
}

/** An entry of a file of groups, with these lines below `group:`. */
export function group(...lines: readonly string[]): string {
  return ['groups:', '  - group: engineers', ...lines.map((line) => `    ${line}`), ''].join('\n');
}
