/** Exit codes of all commands; the first that applies. */
export const exitCodes = {
  interrupted: 130,
  error: 1,
  invalidConfiguration: 3,
  refusedByGuard: 4,
  worseThanApproved: 5,
  partlyApplied: 6,
  changesPresent: 2,
  success: 0,
} as const;
