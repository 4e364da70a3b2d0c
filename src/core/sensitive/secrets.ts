/** A secret by which a machine or a person signs in; undefined where there is none. */
export function secret(text: string): string | undefined {
  return kinds.find(([form]) => form.test(text))?.[1];
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/, 'a private key'],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/, 'a token (JWT)'],
  [/\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/, 'an access key of AWS'],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/, 'a token of GitHub'],
  [/\bglpat-[\w-]{20,}/, 'a token of GitLab'],
  [/\bxox[abeoprs]-[\w-]{10,}/, 'a token of Slack'],
  // Entra's client secrets have a digit, `Q~` and a fixed length since 2021.
  [/(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/, 'a client secret of Entra'],
  [/\bAccountKey=[A-Za-z0-9+/]{40,}/, 'a key of an Azure storage account'],
  [
    /(?:^|[\s;,{"'?&])(?:password|passwd|passwort|senha|pwd)["']?\s*[:=]\s*["']?(?!(?:none|never|null|true|false|expired|required|enabled|disabled|changed|reset|unknown)\b)[^\s"';,]{4,}/i,
    'a password',
  ],
];
