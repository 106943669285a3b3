import type { SourceTables } from "../../dataset/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import {
  countOf,
  DISPLAY,
  type Displayable,
  formatCount,
  listInWords,
  table,
  type TableCell,
  type TableOptions,
} from "../common/index.ts";
import { contradictionsOf, findPublished } from "../published/index.ts";
import { foldedLine } from "./foldedLine.ts";
import { type JudgedFigure, judgeFigure } from "./judgeFigure.ts";
import { type MeasuredFigure, parseFigureId } from "./measuredFigure.ts";
import { verdictText } from "./verdicts.ts";

/** The MIME type under which a notebook output carries judged figures: `{figures: JudgedFigure[]}`. */
export const FIGURES_MIME_TYPE = "application/vnd.music-genre.figures+json";

/** Judged figures to show: a table for readers, and the figures themselves for programs. */
export interface Figures extends Displayable {
  readonly figures: readonly JudgedFigure[];
}

/**
 * Judges what a notebook has measured. As the last line of a cell it shows a table "published beside measured", from which
 * `npm run reproduce` takes the figures of `results.json`.
 * @param source the tables the figures were measured on; they decide what can be compared
 * @param options how the figures are named
 * @param options.prefix for the ids of figures measured on data other than the data at hand: `replica.`
 * @throws RangeError if an id occurs twice
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportFigures } from "../src/study/judge/index.ts";
 * const source = await loadSource(resolveSource("sample"));
 * const { figures } = reportFigures(source, [{ id: "accuracy.3s.lr.test", measured: 0.3 }]);
 * figures[0]!.verdict; // => "not-comparable"
 * figures[0]!.note; // => "FMA sample has 160 tracks, the report had about 8,000."
 */
export function reportFigures(
  source: SourceTables,
  measured: readonly MeasuredFigure[],
  { caption = "Published beside measured.", prefix = "" }: { readonly caption?: string; readonly prefix?: string } = {},
): Figures {
  const ids = measured.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new RangeError(`the figure ${twice} is given twice`);
  const incomparable = incomparability(source);
  const drawn = source.source.kind === "replica";
  const besideWords = drawn ? "simulated" : source.source.title;
  const figures = measured.map((figure) => {
    const { base } = parseFigureId(figure.id);
    const judged = judgeFigure(figure, {
      published: findPublished(base),
      drawn,
      made: source.source.kind === "sample",
      incomparable,
      // The report's contradictions are counted once, with the data at hand.
      contradictions: prefix === "" ? contradictionsOf(base) : [],
    });
    return prefix === "" ? judged : { ...judged, id: prefix + judged.id, label: `${judged.label}, ${besideWords}` };
  });
  const shown = table({
    caption,
    source: `Data: ${source.source.title}`,
    ...(figures.some(({ published }) => published !== null) ? besidePublished(figures) : measuredAlone(figures)),
  });
  const summary = `${caption.replace(/\.$/, "")}: ${foldedLine(figures)}`;
  const html = `<details><summary>${escapeHtml(summary)}</summary>${shown.html}</details>`;
  return {
    figures,
    [DISPLAY]: () => ({
      "text/html": html,
      "text/plain": `${summary}\n\n${shown.text}`,
      [FIGURES_MIME_TYPE]: { figures },
    }),
  };
}

type Contents = Pick<TableOptions, "columns" | "rows">;

function besidePublished(figures: readonly JudgedFigure[]): Contents {
  return {
    columns: [
      { heading: "figure", prose: true },
      { heading: "published", numeric: true },
      { heading: "measured", numeric: true },
      { heading: "95 % interval", numeric: true },
      { heading: "verdict", words: true },
      { heading: "why", prose: true },
    ],
    rows: figures.map(({ label, text, verdict, note }): TableCell[] => [
      label,
      text.published,
      { text: text.measured, strong: true },
      text.interval,
      verdictText(verdict),
      note,
    ]),
  };
}

/** When the report has none of the figures, columns that say so in every row are pointless. */
function measuredAlone(figures: readonly JudgedFigure[]): Contents {
  return {
    columns: [
      { heading: "figure", prose: true },
      { heading: "measured", numeric: true },
      { heading: "95 % interval", numeric: true },
    ],
    rows: figures.map(({ label, text }): TableCell[] => [label, { text: text.measured, strong: true }, text.interval]),
  };
}

/** The report's data set: FMA-small. */
const REPORT_GENRES = ["Electronic", "Experimental", "Folk", "Hip-Hop", "Instrumental", "International", "Pop", "Rock"];
const REPORT_TRACKS = 8_000;

/** How far the number of tracks may be from the report's: the leeway of its "approx. 8k". */
const TOLERANCE = 0.0625;

/**
 * Why figures measured on a source can't be compared with the report's, or undefined if they can. Accuracy depends on how many tracks a
 * model is trained on and how many genres it chooses from, so both must match: the report's eight genres, and 7,500 to 8,500 tracks.
 */
export function incomparability({ source, clips, segments }: SourceTables): string | undefined {
  const { label, track } = (segments ?? clips)!;
  const genres = [...new Set(label)].sort();
  if (genres.join("\n") !== REPORT_GENRES.join("\n")) {
    const shown = genres.length > 12 ? countOf(genres.length, "genre") : listInWords(genres);
    return `${source.title} has other genres than the report's eight: ${shown}`;
  }
  const tracks = new Set(track).size;
  if (Math.abs(tracks - REPORT_TRACKS) > TOLERANCE * REPORT_TRACKS) {
    return `${source.title} has ${countOf(tracks, "track")}, the report had about ${formatCount(REPORT_TRACKS)}`;
  }
  return undefined;
}
