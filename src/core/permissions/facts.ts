import type { DesiredDefinition } from '../desired/desired.ts';

/** What only the tenant tells and permissions hang on. What is absent is not known, and what it decides is left open. */
export interface Facts {
  /** Labels of declared groups that roles can be assigned to. */
  readonly roleAssignable?: readonly string[];
  /**
   * How many declared users with extension attributes came from on-premises once and are no recipients: where they are
   * managed, only one permission shows.
   */
  readonly stranded?: number;
  /** Names of declared definitions that are not in the tenant as the files want them. */
  readonly definitionsToWrite?: readonly string[];
  /** Whether rules of groups that no file names read directory extensions. */
  readonly rulesReadExtensions?: boolean;
}

/** What a definition is called in Graph; a schema extension as the files call it. */
export const definitionName = (definition: DesiredDefinition): string =>
  definition.kind === 'directoryExtension' ? definition.wireName : definition.id;
