/** Says something to those who don't see the page change. */
export function announce(text: string): void {
  document.querySelector("#status")!.textContent = text;
}
