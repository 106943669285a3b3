/** A choice of the reader's; null where there is none or the browser keeps none (private windows, some file:// pages). */
export function readChoice(name: string): string | null {
  try {
    return localStorage.getItem(`notebook.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a choice of the reader's, where the browser allows; null forgets it. */
export function keepChoice(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`notebook.${name}`);
    else localStorage.setItem(`notebook.${name}`, value);
  } catch {
    // The choice holds for this page alone.
  }
}
