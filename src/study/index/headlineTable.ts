import { verdictText } from "../judge/index.ts";
import { type Table, table, type TableCell } from "../common/index.ts";
import type { StoryFigure } from "./storyFigure.ts";

/** The figures that the report is remembered for, in the order of its own story. */
const HEADLINES = [
  "accuracy.3s.knn.test",
  "accuracy.3s.rf.test",
  "accuracy.3s.lr.test",
  "accuracy.30s.knn.test",
  "accuracy.30s.rf.test",
  "accuracy.30s.lr.test",
  "best-k.3s",
  "pairs.best.knn.test",
  "page.draw.accuracy",
];

/** What the notebooks find beyond the report: the best that a model does on tracks that it has not met. */
const BEST = ["beyond.best.by-track", "beyond.sample.best.by-track"];

/** The headline figures: published, measured as the report did, and with tracks kept apart. Those not measured are left out. */
export function headlineTable(figures: readonly StoryFigure[], source: string): Table {
  const find = (id: string): StoryFigure | undefined =>
    figures.find((figure) => figure.id === id && figure.measured !== null);
  const rows = HEADLINES.map((id) => ({ own: find(id), apart: find(`${id}.by-track`) })).filter(
    (row): row is typeof row & { own: StoryFigure } => row.own !== undefined,
  );
  return table({
    caption: "As published, as measured on random rows like the report's, and with tracks kept apart.",
    source,
    columns: [
      { heading: "" },
      { heading: "published", numeric: true },
      { heading: "random rows", numeric: true },
      { heading: "by track", numeric: true },
      { heading: "verdict on random rows" },
    ],
    rows: [...rows.map(reported), ...BEST.flatMap((id) => find(id) ?? []).map(beyond)],
  });
}

function reported({ own, apart }: { readonly own: StoryFigure; readonly apart: StoryFigure | undefined }): TableCell[] {
  return [
    own.label,
    own.text.published,
    own.text.measured,
    { text: apart?.text.measured ?? "–", strong: true },
    verdictText(own.verdict),
  ];
}

function beyond({ label, text }: StoryFigure): TableCell[] {
  return [label.replace(/, by track$/, ""), "–", "–", { text: text.measured, strong: true }, "not in the report"];
}
