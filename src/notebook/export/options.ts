/** A link to another page. */
export interface PageLink {
  readonly title: string;
  readonly href: string;
}

/** A label and its value, shown at the foot of a page, the first of them also at its head: data source, versions, duration, ... */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Why a notebook did not finish. */
export interface Failure {
  /** The id of the cell it stopped at; absent if it stopped before the first cell. */
  readonly cell?: string | undefined;
  /** One line: the error's name and message, a timeout, a kernel that died. */
  readonly reason: string;
}

/** Options that every page takes. */
export interface PageOptions {
  /** The language of the text, a BCP 47 tag; default `en`. */
  readonly lang?: string;
  readonly facts?: readonly Fact[];
  /** Files to download: the executed notebook, the results. */
  readonly files?: readonly PageLink[] | undefined;
  /** Lines above the content, such as "This page shows sample data." */
  readonly notices?: readonly string[];
  /** Put styles, scripts and fonts into the page itself instead of linking to `assets`. */
  readonly standalone?: boolean | undefined;
  /**
   * The notebook's author is not trusted: nothing of the author's acts in the page, and a content security policy blocks every script
   * except the page's own, which are inlined as in a `standalone` one.
   */
  readonly sanitize?: boolean | undefined;
  /** The folder `writeAssets` filled, relative to the page; default `assets`. */
  readonly assets?: string;
}

export interface ExportOptions extends PageOptions {
  /** The notebook's file name, such as `01-exploration.ipynb`. */
  readonly fileName: string;
  /** Default: the notebook's own title, its first heading, or its file name. */
  readonly title?: string;
  /** The index page, linked from the top of the page. */
  readonly home?: PageLink;
  readonly previous?: PageLink | undefined;
  readonly next?: PageLink | undefined;
  readonly failure?: Failure | undefined;
  /** The notebook's folder; images that its Markdown names relative to it become part of the page. */
  readonly folder?: string;
}

/** One notebook in the index. */
export interface IndexEntry {
  readonly title: string;
  readonly fileName: string;
  /** Its page; absent if there is none. */
  readonly href?: string;
  /** One sentence. */
  readonly description?: string | undefined;
  readonly status: "ok" | "failed" | "skipped";
  /** Why it failed or was skipped, in one line. */
  readonly reason?: string;
  readonly seconds?: number;
  readonly charts?: number;
  readonly tables?: number;
}

/** The caller's own HTML in the index page; trusted. */
export interface IndexSection {
  /** The id of its heading, for links. */
  readonly id: string;
  readonly title: string;
  readonly html: string;
  /** Before or after the list of notebooks; default `after`. */
  readonly place?: "before" | "after";
}

export interface IndexOptions extends PageOptions {
  readonly title: string;
  /** A paragraph or two below the title, in Markdown. */
  readonly lead?: string | undefined;
  readonly sections?: readonly IndexSection[] | undefined;
}
