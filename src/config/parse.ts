import {
  isCollection,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';
import type { Place, Problem } from '../core/problem.ts';
import { AliasOverflow, convert } from './convert.ts';
import type { Flaws } from './flaw.ts';
import type { Node } from './node.ts';
import { syntaxFlaw } from './syntax.ts';

/** What became of a file: its value with everything that is wrong in it, or why it could not be read at all. */
export type Parsed =
  | { readonly root: Node | undefined; readonly flaws: Flaws }
  | { readonly problem: Problem };

/** Parses YAML 1.2: data only, one document. `root` is undefined where the file holds nothing but comments. */
export function parse(text: string, file: string): Parsed {
  const lines = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parsed(text, lines);
  // What follows the first mistake is mostly its consequence. An overflow of the parser drags others along.
  const error = document.errors.find((each) => each.code === 'RESOURCE_EXHAUSTION') ?? document.errors[0];
  if (error !== undefined) {
    return {
      problem: { ...syntaxFlaw(error, text), place: place(whereOf(document, error)) },
    };
  }
  const version = document.directives?.yaml;
  if (version?.explicit === true && version.version !== '1.2') {
    return {
      problem: {
        id: 'yaml-version',
        place: place(0),
        message: `The file asks for YAML ${version.version}, which reads some values differently.`,
        remedy: 'Remove the line that begins with `%YAML`; this format is YAML 1.2.',
      },
    };
  }
  const flaws: Flaws = new Map();
  try {
    return { root: convert(document.contents, text, place, flaws), flaws };
  } catch (error) {
    if (error instanceof AliasOverflow) {
      return { problem: { id: 'alias', place: error.place, message: error.message, remedy: useDefaults } };
    }
    throw error;
  }
}

const useDefaults = 'Write the values themselves, or use `defaults`.';

/** Where the parser overflows depends on the machine, so that is told at the beginning of the file. */
function whereOf(document: Document.Parsed, error: YAMLError): number {
  return error.code === 'RESOURCE_EXHAUSTION' ? 0 : (opening(document, error) ?? error.pos[0]);
}

/** Where something was opened that is never closed; the library says where it noticed. */
function opening(document: Document.Parsed, error: YAMLError): number | undefined {
  const wanted = error.message.includes('quote')
    ? isQuoted
    : error.message.startsWith('Flow')
      ? isFlow
      : undefined;
  let found: number | undefined;
  if (wanted !== undefined && document.errors.length < 100) {
    visit(document, {
      Node: (_, node) => {
        const [from, to] = node.range ?? [0, 0];
        if (wanted(node) && from < error.pos[0] && to >= error.pos[0]) {
          found = from;
        }
      },
    });
  }
  return found;
}

function isQuoted(node: unknown): boolean {
  return isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
}

function isFlow(node: unknown): boolean {
  return isCollection(node) && node.flow === true;
}

/** The source of a file that `parse` takes, for edits: nodes with offsets and with the tokens they were made from. */
export function parseSource(text: string): Document.Parsed {
  return parsed(text, new LineCounter(), true);
}

function parsed(text: string, lines: LineCounter, keepSourceTokens = false): Document.Parsed {
  return parseDocument(text, {
    keepSourceTokens,
    version: '1.2',
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
    // The check of the library takes time that grows with the square of the keys; `convert` does it.
    uniqueKeys: false,
    // Its warnings, about tags, are problems here; `silent` would also hide further documents.
    logLevel: 'error',
  });
}
