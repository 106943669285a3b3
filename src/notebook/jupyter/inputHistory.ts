/** What has been executed in this session, for a client's input history. */
export class InputHistory {
  readonly #inputs: { readonly count: number; readonly code: string }[] = [];

  add(count: number, code: string): void {
    this.#inputs.push({ count, code });
  }

  /**
   * Answers a `history_request`: `tail` returns the last `n`, `range` those from `start` up to `stop`, `search` the last `n` that match
   * a pattern with `*` and `?`. There is one session, number 0, and no outputs are kept.
   */
  find(request: Readonly<Record<string, unknown>>): [session: number, count: number, code: string | [string, null]][] {
    const { hist_access_type: type, n, start, stop, pattern, unique, output } = request;
    let found = this.#inputs;
    if (type === "range") {
      const [from, to] = [Number(start ?? 1), Number(stop ?? Infinity)];
      found = found.filter(({ count }) => count >= from && count < to);
    } else {
      if (type === "search")
        found = found.filter(({ code }) => matches(code, typeof pattern === "string" ? pattern : "*"));
      if (unique === true)
        found = found.filter(({ code }, i) => !found.slice(i + 1).some((later) => later.code === code));
      if (typeof n === "number") found = found.slice(-n);
    }
    return found.map(({ count, code }) => [0, count, output === true ? [code, null] : code]);
  }
}

function matches(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^]*")
    .replaceAll("?", "[^]");
  return new RegExp(`^${source}$`).test(text);
}
