const NOTEBOOK = /^(?![a-z][a-z0-9+.-]*:|\/\/)([^?#]*\/)?([^/?#]+)\.ipynb(#.*)?$/i;

/** A link to another notebook becomes a link to its page, which is beside this one; other links are unchanged. */
export function pageLink(href: string): string {
  const match = NOTEBOOK.exec(href);
  return match ? `${match[2]!}.html${match[3] ?? ""}` : href;
}
