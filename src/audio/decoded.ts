/** A part of an address with percent escapes decoded; unchanged if they are invalid. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
