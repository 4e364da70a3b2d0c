import { guidOf, immutableIdOf } from '../core/attributes/immutable-id.ts';
import { TenantryError, type Problem } from '../core/problem.ts';
import { exitCodes } from './exit-codes.ts';
import type { World } from './world.ts';

export interface ImmutableIdOptions {
  /** GUIDs, with hyphens, maybe in braces or parentheses; with `decode` immutable ids. */
  readonly values: readonly string[];
  readonly decode: boolean;
  readonly json: boolean;
}

interface Pair {
  readonly guid: string;
  readonly immutableId: string;
}

/**
 * Prints the immutable id of each GUID, or the GUID of each immutable id, a line each. Throws TenantryError with a
 * problem for each value that is neither, and then prints nothing. Returns the exit code.
 */
export function immutableId(options: ImmutableIdOptions, { terminal }: Pick<World, 'terminal'>): number {
  const { values, decode, json } = options;
  const pairs = values.map(decode ? decoded : encoded);
  const problems = pairs.filter((each) => 'message' in each);
  if (problems.length > 0) throw new TenantryError(problems);
  const lines = pairs
    .filter((each) => 'guid' in each)
    .map((pair) => (json ? JSON.stringify(pair) : decode ? pair.guid : pair.immutableId));
  terminal.print(`${lines.join('\n')}\n`);
  return exitCodes.success;
}

const example = '2f7b2612-5a85-4a80-989f-dff766e9847f';

/** Without the braces or parentheses in which Windows writes GUIDs too. */
const bare = (text: string): string => {
  const trimmed = text.trim();
  return /^\{(.*)\}$/.exec(trimmed)?.[1] ?? /^\((.*)\)$/.exec(trimmed)?.[1] ?? trimmed;
};

function encoded(text: string): Pair | Problem {
  const guid = bare(text);
  const immutable = immutableIdOf(guid);
  if (immutable !== undefined) return { guid: guid.toLowerCase(), immutableId: immutable };
  if (/^[0-9a-f]{32}$/i.test(guid)) return unhyphenated(text, guid.toLowerCase());
  const remedy =
    guidOf(guid) === undefined
      ? `Write it as Active Directory shows the objectGUID, with 32 hexadecimal digits: ${example}.`
      : 'It is an immutable id; add --decode to see the GUID that it holds.';
  return problem(`${JSON.stringify(text)} is not a GUID`, remedy);
}

/** The same digits are another GUID where they are its bytes in the order in which Active Directory stores them. */
function unhyphenated(text: string, digits: string): Problem {
  const asText = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const bytes = (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const asBytes = guidOf(btoa(String.fromCharCode(...bytes))) ?? '';
  return problem(
    `${JSON.stringify(text)} has no hyphens, so it can be one of two GUIDs`,
    `If it is the GUID as text, write ${asText}; if it is the bytes of objectGUID, as LDAP tools show them, write ${asBytes}.`,
  );
}

function decoded(text: string): Pair | Problem {
  const immutable = text.trim();
  const guid = guidOf(immutable);
  if (guid !== undefined) return { guid, immutableId: immutable };
  if (immutableIdOf(bare(text)) !== undefined || /^[0-9a-f]{32}$/i.test(bare(text)))
    return problem(
      `${JSON.stringify(text)} is a GUID already`,
      'Leave out --decode to see its immutable id.',
    );
  const bytes = bytesIn(immutable);
  return problem(
    bytes === undefined
      ? `${JSON.stringify(text)} is not base64 text`
      : `${JSON.stringify(text)} holds ${bytes} bytes, but a GUID has 16`,
    'An immutable id that comes from Active Directory is the base64 text of 16 bytes, such as EiZ7L4VagEqYn9/3ZumEfw==. Other sources of identities may use any text, which then holds no GUID.',
  );
}

/** How many bytes base64 text holds; undefined where it is none, to the last bit. */
function bytesIn(text: string): number | undefined {
  try {
    const bytes = atob(text);
    return text !== '' && btoa(bytes) === text ? bytes.length : undefined;
  } catch {
    return undefined;
  }
}

const problem = (message: string, remedy: string): Problem => ({ id: 'argument', message, remedy });
