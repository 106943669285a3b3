/**
 * Generates ids that are unique in a page. A heading's id is the one JupyterLab gives it (spaces become dashes), so that links to
 * headings work in both.
 */
export class Slugs {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** The id for a heading with this text, or for an element whose author calls it so; a second one ends in `-1`. */
  next(text: string): string {
    const slug = text.trim().replace(/\s+/g, "-") || "section";
    let unique = slug;
    for (let n = 1; this.#taken.has(unique); n++) unique = `${slug}-${n}`;
    this.#taken.add(unique);
    return unique;
  }
}
