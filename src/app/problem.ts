/** An error for the caller: an RFC 9457 problem. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** The kind of problem in a few words, the same for every problem of its kind. */
  readonly title: string;
  /** What is wrong this time, and the way out. */
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, title: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.headers = headers;
  }
}
