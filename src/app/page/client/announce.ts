/** Announces something to readers who can't see the page change. */
export function announce(text: string): void {
  document.querySelector("#status")!.textContent = text;
}
