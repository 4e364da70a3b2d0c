/** The id of the n-th person of a benchmark's tenant. */
export const personId = (index: number): string =>
  `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
