/** A name or value for a message: in backquotes, cut to a readable length, control characters made visible. */
export function quote(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped);
  const characters = Array.from(visible);
  return `\`${characters.length > 60 ? `${characters.slice(0, 57).join('')}...` : visible}\``;
}

/** Text as it is written in YAML between quotation marks. */
export function yamlText(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
