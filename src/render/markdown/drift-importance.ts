/** What of an issue about drift gives way first where there is no room; whatever is not here stays. */
export const importance = { due: 10, missing: 20, values: 30, rows: 40, paused: 50, contested: 60 } as const;
