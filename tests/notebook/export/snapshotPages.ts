import { join } from "node:path";
import { exportIndex } from "../../../src/notebook/export/exportIndex.ts";
import { exportNotebook } from "../../../src/notebook/export/exportNotebook.ts";
import type { ExportOptions, IndexEntry, IndexOptions, PageOptions } from "../../../src/notebook/export/options.ts";
import { summarizeNotebook } from "../../../src/notebook/export/summarizeNotebook.ts";
import { readNotebook } from "../../../src/notebook/readNotebook.ts";

/** Executed notebooks with all that a page can show, and with what can go wrong. */
export const INPUT = join(import.meta.dirname, "snapshots", "input");

const HOME = { title: "Notebooks on music", href: "index.html" };
const FACTS = [
  { label: "Data", value: "FMA sample, 96 clips, 960 rows" },
  { label: "Node", value: "20.20.2" },
  { label: "Duration", value: "1 min 10 s" },
];

const OPTIONS: Record<string, ExportOptions> = {
  report: {
    fileName: "report.ipynb",
    home: HOME,
    facts: FACTS,
    notices: ["This page shows sample data: 96 real clips, far fewer than the report had."],
    previous: { title: "Plain", href: "plain.html" },
    next: { title: "Failed <fast>", href: "failed.html" },
  },
  failed: {
    fileName: "failed.ipynb",
    home: HOME,
    failure: { cell: "boom", reason: "RangeError: mean of an empty list" },
  },
  plain: { fileName: "plain.ipynb" },
};

/** Renders every snapshot page, by file name. */
export async function snapshotPages(options: PageOptions = {}): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const entries: IndexEntry[] = [];
  for (const [name, own] of Object.entries(OPTIONS)) {
    const notebook = await readNotebook(join(INPUT, `${name}.ipynb`));
    pages.set(`${name}.html`, await exportNotebook(notebook, { ...own, ...options }));
    const { failure, fileName } = own;
    entries.push({
      title: name,
      ...summarizeNotebook(notebook),
      fileName,
      href: `${name}.html`,
      status: failure ? "failed" : "ok",
      ...(failure && { reason: failure.reason }),
      seconds: 1.25,
    });
  }
  entries.push({ title: "Skipped", fileName: "skipped.ipynb", status: "skipped", reason: "needs audio files" });
  const index: IndexOptions = {
    title: HOME.title,
    lead: "What the notebooks show, in *one* page.",
    facts: FACTS,
    sections: [
      { id: "story", title: "The story", html: "<p>In short.</p>", place: "before" },
      { id: "figures", title: "Figures", html: "<p>In full.</p>" },
    ],
  };
  pages.set("index.html", await exportIndex(entries, { ...index, ...options }));
  return pages;
}
