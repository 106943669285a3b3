import { countOf, formatCount, formatGain, formatPoints } from "../common/index.ts";
import { type FigureFormat, findPublished } from "../published/index.ts";
import { compareWithPublished, MARGIN } from "./compareWithPublished.ts";
import { parseFigureId } from "./measuredFigure.ts";
import type { JudgedFigure } from "./judgeFigure.ts";
import type { Verdict } from "./verdicts.ts";

/**
 * The line shown for a table of figures while it is folded. For judged figures: how many agree, the largest difference, how many can't
 * be compared, and for how many the report contradicts itself. The table gives the reasons.
 */
export function foldedLine(figures: readonly JudgedFigure[]): string {
  const of = (...verdicts: readonly Verdict[]): JudgedFigure[] =>
    figures.filter(({ verdict }) => verdict !== null && verdicts.includes(verdict));
  const judged = of("agrees", "differs", "undecided");
  const simulated = of("simulated");
  const incomparables = of("not-comparable").filter(({ measured }) => measured !== null);
  const unmeasured = of("not-comparable").filter(({ measured }) => measured === null);
  const contradicted = of("contradicted-in-source");
  const others = figures.filter(({ verdict }) => verdict === null);
  if (figures.length === 0) return "this source has none.";
  if (others.length === figures.length) return `${countOf(figures.length, "figure")}.`;
  const parts = [
    judged.length > 0 && judgedInWords(judged),
    simulated.length > 0 && `${figuresAre(simulated)} of drawn data, not comparable with the report's`,
    incomparables.length > 0 && `${figuresAre(incomparables)} not comparable with the report's`,
    unmeasured.length > 0 && `${countOf(unmeasured.length, "figure")} can't be measured here`,
    contradicted.length > 0 && `in ${formatCount(contradicted.length)} the report contradicts itself`,
    others.length > 0 && `${countOf(others.length, "other is", "others are")} not judged`,
  ];
  return `${parts.filter(Boolean).join("; ")}.`;
}

function figuresAre({ length }: readonly JudgedFigure[]): string {
  return countOf(length, "figure is", "figures are");
}

function judgedInWords(judged: readonly JudgedFigure[]): string {
  const count = (verdict: Verdict): number => judged.filter((figure) => figure.verdict === verdict).length;
  const [agrees, differs, undecided] = [count("agrees"), count("differs"), count("undecided")];
  const scores = judged.flatMap((figure) => differenceOf(figure) ?? []);
  const within = scores.length === judged.length ? ` within ${formatPoints(MARGIN)}` : "";
  const [largest] = scores.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  return [
    `${formatCount(agrees)} of ${formatCount(judged.length)} agree${within}`,
    ...(undecided > 0 ? [`${formatCount(undecided)} undecided`] : []),
    ...(differs > 0 ? [`${formatCount(differs)} ${differs === 1 ? "differs" : "differ"}`] : []),
    ...(largest ? [`largest difference ${formatGain(largest.difference, 1)} points (${largest.label})`] : []),
  ].join(", ");
}

/** Measured minus published, for a share the report states; a published range counts by its nearest end. */
function differenceOf({ id, label, measured }: JudgedFigure): { label: string; difference: number } | undefined {
  const published = findPublished(parseFigureId(id).base);
  if (!published || !SHARES.includes(published.format) || typeof measured !== "number") return undefined;
  return { label, difference: compareWithPublished({ measured }, published.statements[0].value, published).difference };
}

/** Formats of shares, whose differences are points. */
const SHARES: readonly FigureFormat[] = ["percent", "score"];
