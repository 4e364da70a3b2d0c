/** The options of .NET that a pattern can switch within itself. */
export interface PatternOptions {
  readonly i: boolean;
  readonly m: boolean;
  readonly n: boolean;
  readonly s: boolean;
  readonly x: boolean;
}

/** Where the reader of a pattern stands. The one mutable thing of a reading. */
export interface Scanner {
  readonly source: string;
  at: number;
  depth: number;
  options: PatternOptions;
  /** Capturing groups so far, by number or name. */
  readonly groups: Set<string>;
  unnamed: number;
  /** Groups that the pattern refers back to. */
  readonly references: string[];
  /** The number of unnamed groups of the whole pattern, once it is known: `\12` depends on it. */
  readonly knownGroups: number | undefined;
  /** The first thing that .NET has and nothing here can evaluate. */
  unsupported: string | undefined;
}

/** .NET would refuse the pattern. Thrown and caught inside the reader only. */
export class InvalidPattern extends Error {}

/** The pattern nests deeper than is read here. Thrown and caught inside the reader only. */
export class TooDeep extends Error {}

/** Stops the reading of a pattern that .NET would refuse. */
export function refuse(message: string): never {
  throw new InvalidPattern(message);
}

/** What can stand inside itself stands one deeper. What is deeper than this would cost the stack. */
export function enter(scanner: Scanner): void {
  if (scanner.depth++ > 200) throw new TooDeep();
}

/** The character at the scanner, or further on; empty at the end. */
export function ahead(scanner: Scanner, by = 0): string {
  return scanner.source[scanner.at + by] ?? '';
}

/** Takes a text when it stands at the scanner. */
export function accept(scanner: Scanner, text: string): boolean {
  if (!scanner.source.startsWith(text, scanner.at)) return false;
  scanner.at += text.length;
  return true;
}

/** Takes what a sticky pattern matches at the scanner. */
export function acceptMatch(scanner: Scanner, pattern: RegExp): string | undefined {
  pattern.lastIndex = scanner.at;
  const [found] = pattern.exec(scanner.source) ?? [];
  if (found !== undefined) scanner.at += found.length;
  return found;
}

/** Notes that .NET has a construct that cannot be evaluated here; reading goes on, for what .NET would refuse. */
export function cannot(scanner: Scanner, what: string): void {
  scanner.unsupported ??= what;
}
