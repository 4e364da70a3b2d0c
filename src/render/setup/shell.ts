/** Text within a string literal of OData, which is doubled there. */
export const odataText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Text for a comment, on one line. */
export const shellComment = (text: string): string => `# ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}`;
