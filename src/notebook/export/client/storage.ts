/** A stored choice of the reader's; null if there is none or the browser stores none (private windows, some file:// pages). */
export function readChoice(name: string): string | null {
  try {
    return localStorage.getItem(`notebook.${name}`);
  } catch {
    return null;
  }
}

/** Stores a choice of the reader's, if the browser allows it; null removes it. */
export function keepChoice(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`notebook.${name}`);
    else localStorage.setItem(`notebook.${name}`, value);
  } catch {
    // The choice applies to this page only.
  }
}
