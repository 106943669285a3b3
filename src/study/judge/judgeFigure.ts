import { formatGain, formatGainRange, formatPoints, listInWords } from "../common/index.ts";
import {
  formatInterval,
  formatMeasured,
  formatPublished,
  type PublishedFigure,
  type PublishedValue,
} from "../published/index.ts";
import { type MeasuredFigure, parseFigureId } from "./measuredFigure.ts";
import { type Comparison, compareWithPublished, MARGIN } from "./compareWithPublished.ts";
import type { Verdict } from "./verdicts.ts";

/** A figure, published beside measured, with a verdict and a note. */
export interface JudgedFigure {
  readonly id: string;
  readonly label: string;
  /** The first value the report states; null if it has no such figure. */
  readonly published: PublishedValue | null;
  readonly measured: number | boolean | null;
  readonly interval: readonly [low: number, high: number] | null;
  /** Null if nothing is judged: with tracks or artists kept apart, for the report's own arithmetic, and for figures it doesn't have. */
  readonly verdict: Verdict | null;
  /** The reason for the verdict, or for none, in a sentence or two. */
  readonly note: string;
  /** Published, measured and interval as formatted text. */
  readonly text: { readonly published: string; readonly measured: string; readonly interval: string };
}

/** What judging needs besides the figure itself. */
export interface JudgementContext {
  readonly published: PublishedFigure | undefined;
  /** Whether the data was drawn from a model, so that no music was measured. */
  readonly drawn: boolean;
  /**
   * Whether the project built the source to match the report's layout, so that figures that rest on the table alone match by
   * construction.
   */
  readonly made: boolean;
  /** Why the source can't be compared with the report; undefined if it can. */
  readonly incomparable: string | undefined;
  /** What in the report itself contradicts this figure, one sentence each. */
  readonly contradictions: readonly string[];
}

/**
 * Judges a measured figure against the published one. There is no verdict where the question differs: figures the report doesn't have,
 * and figures measured with tracks or artists kept apart. Nor is there one for figures that follow from others of the report by
 * arithmetic, or that match by construction, unless the report contradicts itself. The rules for the others, in this order:
 *
 * - `contradicted-in-source`: the report states different values, or its own arithmetic or tables contradict it, so there is no single
 *   published figure to agree with.
 * - `simulated`: the data was drawn; what is measured on it says nothing about the report's music.
 * - `not-comparable`: it could not be measured; or it rests on the music or its tables' layout, and this source doesn't have the report's
 *   genres or about as many tracks.
 * - `agrees`, `differs` or `undecided`: see `compareWithPublished`; a claim that the intervals leave open is undecided.
 * @example
 * import { judgeFigure } from "../src/study/judge/index.ts";
 * import { findPublished } from "../src/study/published/index.ts";
 * const measured = { id: "accuracy.3s.lr.test", measured: 0.3, interval: { low: 0.28, high: 0.32 } };
 * const context = { drawn: false, made: false, incomparable: undefined, contradictions: [] };
 * const { verdict, note } = judgeFigure(measured, { ...context, published: findPublished(measured.id) });
 * verdict; // => "differs"
 * note; // => "Measured less published: −11.0 points (−14.3 to −7.7), surely more than 2 points."
 */
export function judgeFigure(figure: MeasuredFigure, context: JudgementContext): JudgedFigure {
  const { published } = context;
  const { id, measured, interval } = figure;
  const format = published?.format ?? figure.format ?? "percent";
  const statement = published?.statements[0];
  const { by } = parseFigureId(id);
  const label = published?.label ?? figure.label ?? id;
  const { verdict, sentence } = decide(figure, context);
  const found = figure.unsure && typeof measured === "boolean" ? "can't be told" : formatMeasured(measured, format);
  return {
    id,
    label: by === "row" ? label : `${label}, by ${by}`,
    published: statement?.value ?? null,
    measured,
    interval: interval ? [interval.low, interval.high] : null,
    verdict,
    note: [sentence, figure.note].filter(Boolean).join(" "),
    text: {
      published: published ? writeStatements(published) : "–",
      measured: found,
      interval: interval ? formatInterval(interval, format) : "",
    },
  };
}

/** All values the report states: one, unless it contradicts itself. */
function writeStatements({ statements, format, step }: PublishedFigure): string {
  return listInWords([...new Set(statements.map(({ value }) => formatPublished(value, format, step)))]);
}

function decide(
  { id, measured, interval, rows, unsure }: MeasuredFigure,
  { published, drawn, made, incomparable, contradictions }: JudgementContext,
): { verdict: Verdict | null; sentence: string } {
  if (!published) return { verdict: null, sentence: "The report has no such figure." };
  const { by } = parseFigureId(id);
  if (by !== "row") return { verdict: null, sentence: `Measured with ${by}s kept apart, which the report did not do.` };
  const values = [...new Map(published.statements.map(({ value }) => [JSON.stringify(value), value])).values()];
  const compare = (value: PublishedValue): Comparison =>
    compareWithPublished(
      { measured: measured!, ...(interval ? { interval } : {}), ...(rows === undefined ? {} : { rows }) },
      value,
      published,
    );
  const fitting = measured === null ? [] : values.filter((value) => compare(value).outcome !== "differs");
  const reason = ["music", "layout"].includes(published.restsOn) ? incomparable : undefined;

  if (contradictions.length > 0) {
    const told = contradictions.join(" ");
    const here =
      measured === null || drawn || reason !== undefined ? "" : ` ${describeFit(fitting, values, published)}`;
    return { verdict: "contradicted-in-source", sentence: `${told}${here}` };
  }
  if (published.restsOn === "report")
    return { verdict: null, sentence: "It follows from other figures of the report." };
  if (published.restsOn === "layout" && made && measured !== null)
    return { verdict: null, sentence: "The sample was made with the report's layout." };
  if (published.noClaim !== undefined) return { verdict: null, sentence: published.noClaim };
  if (measured === null) return { verdict: "not-comparable", sentence: "" };
  if (drawn) return { verdict: "simulated", sentence: "Drawn data: no music was measured." };
  if (reason !== undefined) return { verdict: "not-comparable", sentence: `${reason}.` };
  if (unsure) return { verdict: "undecided", sentence: "Whether it holds here can't be told." };
  const comparison = compare(values[0]!);
  return { verdict: comparison.outcome, sentence: describeComparison(comparison, published) };
}

function describeFit(
  fitting: readonly PublishedValue[],
  values: readonly PublishedValue[],
  published: PublishedFigure,
): string {
  const write = (value: PublishedValue): string => formatPublished(value, published.format, published.step);
  if (published.format === "claim") return `The claim ${fitting.length > 0 ? "holds" : "does not hold"} here.`;
  if (fitting.length === 0)
    return values.length > 1
      ? "The value measured here fits none of them."
      : "The value measured here does not fit the published one.";
  if (values.length === 1) return "The value measured here fits the published one.";
  return `The value measured here fits ${listInWords(fitting.map(write))}.`;
}

function describeComparison({ outcome, difference, interval }: Comparison, { format }: PublishedFigure): string {
  if (format === "claim") return `The claim ${outcome === "agrees" ? "holds" : "does not hold"} here.`;
  if (interval) {
    const found = `Measured less published: ${formatGain(difference, 1)} points (${formatGainRange(interval)})`;
    return `${found}${MEANINGS[outcome]}`;
  }
  if (outcome === "agrees") return "The same, within its rounding.";
  const size = format === "percent" ? formatPoints(difference, 1) : formatMeasured(Math.abs(difference), format);
  return `${size} ${difference < 0 ? "below" : "above"} the published value: more than its rounding.`;
}

const MEANINGS: Readonly<Record<Comparison["outcome"], string>> = {
  agrees: `, surely within ${formatPoints(MARGIN)}.`,
  differs: `, surely more than ${formatPoints(MARGIN)}.`,
  undecided: `: whether that is more than ${formatPoints(MARGIN)} can't be told.`,
};
