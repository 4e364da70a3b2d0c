/** Where in a rule the parser reads. */
export interface Place {
  readonly depth: number;
  /** Inside a condition of -any or -all: how its items are named, for mends. */
  readonly item: '_' | 'assignedPlan.' | 'group.' | undefined;
}
