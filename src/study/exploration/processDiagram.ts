import { countOf, DISPLAY, type Displayable, formatCount, type ReportTable } from "../common/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import type { SplitOverlap } from "./splitOverlap.ts";

/** A drawing with its description in words. */
export interface Diagram extends Displayable {
  readonly html: string;
  readonly alt: string;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly details: readonly string[];
  readonly dashed?: boolean;
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxWidth: number;
  readonly boxes: readonly Box[];
  /** SVG paths, each from one box to another. */
  readonly arrows: readonly string[];
}

const BOX_HEIGHT = 74;

/**
 * The report's process as a diagram, with the numbers of the table at hand. It is drawn twice, wide and narrow, and the page's width
 * decides which one is visible.
 * @param columns the number of features before the variances were dropped
 * @param overlap the parts of the split
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { processDiagram, splitOverlap } from "../src/study/exploration/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const overlap = splitOverlap(clips!.table, { by: "row", seed: 1 });
 * const { alt } = processDiagram(clips!, { columns: 57, overlap });
 * alt; // => "The report's process: Feature table (160 clips 57 features, 8 genres), then Clean (no missing values, …"
 */
export function processDiagram(
  { table, rowNoun, source }: ReportTable,
  { columns, overlap }: { readonly columns: number; readonly overlap: SplitOverlap },
): Diagram {
  const { rows, columns: kept } = table.X;
  const genres = new Set(table.label).size;
  const steps: readonly (readonly [title: string, ...details: string[]])[] = [
    ["Feature table", countOf(rows, rowNoun), `${columns} features, ${genres} genres`],
    ["Clean", "no missing values,", `no variances: ${kept} features`],
    [
      "Split 90/10",
      `${formatCount(rows - overlap.rows.holdout)} kept,`,
      `${formatCount(overlap.rows.holdout)} held out`,
    ],
    ["Split 75/25", `${formatCount(overlap.rows.train)} to train,`, `${formatCount(overlap.rows.test)} to test`],
    ["Standardise", "mean 0, deviation 1,", "by the training part"],
    ["Train", "LR, KNN, RF;", "choose k"],
    ["Score", "accuracy, reports,", "confusion matrices"],
    ["Deploy", "KNN, tried on", "the held-out rows"],
  ];
  const holdout = ["Hold-out", countOf(overlap.rows.holdout, rowNoun), "not used before"] as const;
  const alt =
    `The report's process: ${steps.map(([title, ...details]) => `${title} (${details.join(" ")})`).join(", then ")}. ` +
    `The ${holdout[1]} held out at the first split go straight to the last step.`;
  const html =
    `<style>.process svg{display:block;width:100%;height:auto;font:12px system-ui,sans-serif}.process-narrow{display:none!important;max-width:24rem}` +
    `@media(max-width:44rem){.process .process-wide{display:none}.process .process-narrow{display:block!important}}</style>` +
    `<div class="process">${svg(wide(steps, holdout), "process-wide", alt)}${svg(narrow(steps, holdout), "process-narrow", alt)}</div>` +
    `<p style="margin:.5rem 0 0;font-size:.8125rem;opacity:.75">${escapeHtml(source)}.</p>`;
  return { html, alt, [DISPLAY]: () => ({ "text/html": html, "text/plain": `${alt}\n${source}` }) };
}

type Steps = readonly (readonly [title: string, ...details: string[]])[];

/** Four steps to the right, four back to the left below them, with the hold-out in between. */
function wide(steps: Steps, holdout: readonly string[]): Layout {
  const boxWidth = 178;
  const column = (i: number): number => 2 + i * 224;
  const [top, middle, bottom] = [2, 120, 238];
  const place = (i: number): { x: number; y: number } =>
    i < 4 ? { x: column(i), y: top } : { x: column(7 - i), y: bottom };
  const right = (i: number): string => `M${column(i) + boxWidth} ${top + 37}H${column(i + 1) - 3}`;
  const left = (i: number): string => `M${column(i)} ${bottom + 37}H${column(i - 1) + boxWidth + 3}`;
  const centre = (i: number): number => column(i) + boxWidth / 2;
  return {
    width: 856,
    height: 314,
    boxWidth,
    boxes: [
      ...steps.map(([title, ...details], i) => ({ ...place(i), title, details })),
      { x: column(2), y: middle, title: holdout[0]!, details: holdout.slice(1), dashed: true },
    ],
    arrows: [
      right(0),
      right(1),
      right(2),
      `M${centre(3)} ${top + BOX_HEIGHT}V${bottom - 3}`,
      left(3),
      left(2),
      left(1),
      `M${centre(2)} ${top + BOX_HEIGHT}V${middle - 3}`,
      `M${column(2)} ${middle + 37}H${centre(0)}V${bottom - 3}`,
    ],
  };
}

/** All steps one below the other, with the hold-out passing them on the right. */
function narrow(steps: Steps, holdout: readonly string[]): Layout {
  const boxWidth = 178;
  const x = 2;
  const y = (i: number): number => 2 + i * 98;
  const holdoutX = 206;
  const lane = holdoutX + 62;
  return {
    width: 334,
    height: y(7) + BOX_HEIGHT + 2,
    boxWidth,
    boxes: [
      ...steps.map(([title, ...details], i) => ({ x, y: y(i), title, details })),
      { x: holdoutX, y: y(4), title: holdout[0]!, details: holdout.slice(1), dashed: true },
    ],
    arrows: [
      ...steps.slice(1).map((_, i) => `M${x + boxWidth / 2} ${y(i) + BOX_HEIGHT}V${y(i + 1) - 3}`),
      `M${x + boxWidth} ${y(2) + 37}H${lane}V${y(4) - 3}`,
      `M${lane} ${y(4) + BOX_HEIGHT}V${y(7) + 37}H${x + boxWidth + 3}`,
    ],
  };
}

function svg({ width, height, boxWidth, boxes, arrows }: Layout, name: string, alt: string): string {
  const head = `${name}-head`;
  const paths = arrows.map((path) => `<path d="${path}" marker-end="url(#${head})"/>`).join("");
  return (
    `<svg class="${name}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(alt)}">` +
    `<defs><marker id="${head}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">` +
    `<path d="M0 0L8 4L0 8z" fill="currentColor" fill-opacity="0.7"/></marker></defs>` +
    `<g fill="none" stroke="currentColor" stroke-opacity="0.6" stroke-width="1.25">${paths}</g>` +
    boxes.map((box) => drawBox(box, box.dashed ? Math.min(boxWidth, width - box.x - 2) : boxWidth)).join("") +
    `</svg>`
  );
}

function drawBox({ x, y, title, details, dashed }: Box, width: number): string {
  const left = x + 14;
  const lines = details
    .map((line, i) => `<text x="${left}" y="${y + 45 + i * 17}" fill-opacity="0.8">${escapeHtml(line)}</text>`)
    .join("");
  return (
    `<g fill="currentColor"><rect x="${x}" y="${y}" width="${width}" height="${BOX_HEIGHT}" rx="7" fill="currentColor" fill-opacity="${dashed ? 0 : 0.05}" ` +
    `stroke="currentColor" stroke-opacity="0.35"${dashed ? ' stroke-dasharray="4 4"' : ""}/>` +
    `<text x="${left}" y="${y + 25}" font-size="14" font-weight="600">${escapeHtml(title)}</text>${lines}</g>`
  );
}
