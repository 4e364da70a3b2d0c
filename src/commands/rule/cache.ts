/** Remembers what was worked out for the last so many texts, those that were asked for longest ago going first. */
export function cached<T>(work: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) {
      // Put at the end again: the first one is the one to go.
      known.delete(text);
      known.set(text, found);
      return found;
    }
    const made = work(text);
    known.set(text, made);
    if (known.size > most)
      for (const oldest of known.keys()) {
        known.delete(oldest);
        break;
      }
    return made;
  };
}
