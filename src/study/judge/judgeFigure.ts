import type { Interval } from "../../models/index.ts";
import { formatPoints, listInWords } from "../common/index.ts";
import {
  formatInterval,
  formatMeasured,
  formatPublished,
  type PublishedFigure,
  type PublishedValue,
} from "../published/index.ts";
import { parseFigureId } from "./figureId.ts";
import type { MeasuredFigure } from "./measuredFigure.ts";
import type { Verdict } from "./verdicts.ts";

/** A figure, published beside measured, with a verdict and a sentence on it. */
export interface JudgedFigure {
  readonly id: string;
  readonly label: string;
  /** What the report states first; null where it has no such figure. */
  readonly published: PublishedValue | null;
  readonly measured: number | boolean | null;
  readonly interval: readonly [low: number, high: number] | null;
  /** Null where nothing is judged: with tracks or artists kept apart, for arithmetic of the report, and for figures that it hasn't. */
  readonly verdict: Verdict | null;
  /** Why this verdict, or none, in one sentence or two. */
  readonly note: string;
  /** Published, measured and interval as they are read. */
  readonly text: { readonly published: string; readonly measured: string; readonly interval: string };
}

/** What the judgement takes beside the figure itself. */
export interface JudgementContext {
  readonly published: PublishedFigure | undefined;
  /** Whether the data was drawn from a model: then no music stands behind what is measured. */
  readonly drawn: boolean;
  /** Why the source can't be held against the report; undefined where it can. */
  readonly incomparable: string | undefined;
  /** What in the report itself speaks against this figure, one sentence each. */
  readonly contradictions: readonly string[];
}

/**
 * Judges a measured figure against the published one. No verdict is passed where the question is another: on figures that the report
 * has not, and on what is measured with tracks or artists kept apart; nor on what follows from other figures of the report by
 * arithmetic, unless they speak against it. The rules for the others, in this order:
 *
 * - `contradicted-in-source`: the report states different values for it, or its own arithmetic or tables speak against it: there is no one
 *   published figure to agree with.
 * - `simulated`: the data was drawn; what is measured on it says nothing of the report's music.
 * - `not-comparable`: it could not be measured; or it rests on the music, and this source has not the report's genres or not as many
 *   tracks.
 * - `agrees`: a claim holds; or the published value, anywhere within its rounding, lies within the reach of the measured one.
 *   Reach is the measured value's 95 % interval with each half made √2 times as wide: the published score comes from a draw of
 *   its own, as large as ours where the two are comparable, and errs as much (the difference of two independent estimates;
 *   Newcombe 1998, "Interval estimation for the difference between independent proportions"). Without an interval, only rounding counts.
 * - `differs`: everything else.
 */
export function judgeFigure(figure: MeasuredFigure, context: JudgementContext): JudgedFigure {
  const { published } = context;
  const { id, measured, interval } = figure;
  const format = published?.format ?? figure.format ?? "percent";
  const statement = published?.statements[0];
  const { by } = parseFigureId(id);
  const label = published?.label ?? figure.label ?? id;
  const { verdict, sentence } = decide(figure, context, format);
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
      measured: formatMeasured(measured, format),
      interval: interval ? formatInterval(interval, format) : "",
    },
  };
}

/** All values that the report states: one, unless it contradicts itself. */
function writeStatements({ statements, format, step }: PublishedFigure): string {
  return listInWords([...new Set(statements.map(({ value }) => formatPublished(value, format, step)))]);
}

type Format = PublishedFigure["format"];

function decide(
  { id, measured, interval }: MeasuredFigure,
  { published, drawn, incomparable, contradictions }: JudgementContext,
  format: Format,
): { verdict: Verdict | null; sentence: string } {
  if (!published) return { verdict: null, sentence: "The report has no such figure." };
  const { by } = parseFigureId(id);
  if (by !== "row") return { verdict: null, sentence: `Measured with ${by}s kept apart, which the report did not do.` };
  const values = [...new Map(published.statements.map(({ value }) => [JSON.stringify(value), value])).values()];
  const fitting = measured === null ? [] : values.filter((value) => agrees(measured, interval, value, published.step));
  const reason = published.restsOn === "music" ? incomparable : undefined;

  if (contradictions.length > 0) {
    const told = contradictions.join(" ");
    const here =
      measured === null || drawn || reason !== undefined ? "" : ` ${describeFit(fitting, values, published)}`;
    return { verdict: "contradicted-in-source", sentence: `${told}${here}` };
  }
  if (published.restsOn === "report")
    return { verdict: null, sentence: "It follows from other figures of the report." };
  if (measured === null) return { verdict: "not-comparable", sentence: "" };
  if (drawn) return { verdict: "simulated", sentence: "Drawn data: no music was measured." };
  if (reason !== undefined) return { verdict: "not-comparable", sentence: `${reason}.` };
  const verdict = fitting.length > 0 ? "agrees" : "differs";
  return { verdict, sentence: describeDifference({ measured, interval }, values[0]!, verdict, format) };
}

/** Whether a published value, anywhere within its rounding, lies within reach of a measured one. */
function agrees(
  measured: number | boolean,
  interval: Interval | undefined,
  published: PublishedValue,
  step: number,
): boolean {
  if (typeof measured === "boolean" || typeof published === "boolean") return measured === published;
  const [low, high] = typeof published === "number" ? [published, published] : published;
  // A value that a computer rounds to the published one must not fail by the last bit of its own.
  const rounding = step / 2 + 1e-12;
  const { low: from, high: to } = interval ?? { low: measured, high: measured };
  const reachDown = Math.SQRT2 * Math.max(0, measured - from);
  const reachUp = Math.SQRT2 * Math.max(0, to - measured);
  return measured - reachDown <= high + rounding && measured + reachUp >= low - rounding;
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

function describeDifference(
  { measured, interval }: { readonly measured: number | boolean; readonly interval: Interval | undefined },
  value: PublishedValue,
  verdict: "agrees" | "differs",
  format: Format,
): string {
  if (typeof measured === "boolean") return `The claim ${measured === value ? "holds" : "does not hold"} here.`;
  const explained = interval ? "what rounding and the draw of the test part explain" : "its rounding";
  if (verdict === "agrees") return `The same, within ${explained}.`;
  const [low, high] = typeof value === "number" ? [value, value] : (value as readonly [number, number]);
  const nearest = measured < low ? low : high;
  const gap = Math.abs(measured - nearest);
  const size = format === "percent" ? formatPoints(gap, 1) : formatMeasured(gap, format);
  return `${size} ${measured < nearest ? "below" : "above"} the published value: more than ${explained}.`;
}
