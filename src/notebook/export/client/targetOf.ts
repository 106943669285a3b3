/** The element that a `#fragment` refers to. */
export function targetOf(hash: string): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    // A stray % in the address.
    return null;
  }
}
