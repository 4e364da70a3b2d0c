/**
 * Whether output is coloured, by the conventions of Node's `util.styleText`: FORCE_COLOR decides where it is set, then
 * NO_COLOR (https://no-color.org), then whether the output is a terminal that can.
 */
export function wantsColour(
  env: Readonly<Record<string, string | undefined>>,
  output: { readonly isTTY?: boolean },
): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return output.isTTY === true;
}
