import type { SourceTables } from "../../dataset/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import { type IndexSection, type PublishedNotebook, renderChart } from "../../notebook/index.ts";
import { chanceOf, leakChart, type LeakRow } from "../common/index.ts";
import { collectFigures, completeFigures, type StoryFigure } from "./collectFigures.ts";
import { figuresTable } from "./figuresTable.ts";
import { bestHonest, type HeadlineRow, headlineRows, headlineTable } from "./headlineTable.ts";
import { type Results, toResults } from "./results.ts";
import { storyInWords } from "./storyInWords.ts";
import { STORY_STYLES } from "./storyStyles.ts";
import { verdictSummary } from "./verdictSummary.ts";

/** What a run adds up to, for readers and for programs. */
export interface Story {
  readonly sections: readonly IndexSection[];
  readonly results: Results;
}

export interface StoryOptions extends Pick<Results, "environment" | "seed"> {
  /** The tables the notebooks worked on; called only if there are figures. */
  readonly tables: () => Promise<SourceTables>;
  /** Whether the notebooks are the project's own, which cover every published figure. */
  readonly whole: boolean;
}

/**
 * The story of a run; undefined for someone else's notebooks that show no figures.
 * @example
 * import { loadTables, tellStory } from "../src/study/index/index.ts";
 * const tables = () => loadTables("sample");
 * const story = await tellStory([], { tables, whole: true, environment: "", seed: 1 });
 * story!.results.figures[0]; // => { id: "data.30s.rows", published: 8000, measured: null, verdict: "not-comparable" }
 */
export async function tellStory(
  published: readonly PublishedNotebook[],
  { tables, whole, ...run }: StoryOptions,
): Promise<Story | undefined> {
  const measured = collectFigures(published);
  if (measured.length === 0 && !whole) return undefined;
  const figures = whole ? completeFigures(measured) : measured;
  const source = await tables();
  return {
    sections: indexSections(figures, source),
    results: toResults(source, figures, run),
  };
}

/** What the index shows around the list of notebooks: before it, the story in one screen; after it, all figures. */
export function indexSections(figures: readonly StoryFigure[], tables: SourceTables): IndexSection[] {
  const source = `Data: ${tables.source.title}`;
  const rows = headlineRows(figures);
  const story = storyInWords(figures, tables);
  const chance = chanceOf((tables.segments ?? tables.clips)!);
  const chart = rows.length > 0 ? leakChart(rows.map(asLeak), { source, chance }) : undefined;
  const best = bestHonest(figures, tables);
  const headlines = rows.length > 0 ? headlineTable(rows, { best, source }) : undefined;
  return [
    {
      id: "story",
      title: "What was found",
      place: "before",
      html: [
        STORY_STYLES,
        ...story.map((paragraph, i) => `<p${i === 0 ? ' class="finding"' : ""}>${escapeHtml(paragraph)}</p>`),
        chart && renderChart(chart.figure, chart.alt).text,
        headlines &&
          `<div class="html table-scroll headlines" role="region" aria-label="Headline figures" tabindex="0">${headlines.html}</div>`,
      ]
        .filter(Boolean)
        .join("\n"),
    },
    { id: "figures", title: "All figures", html: `${verdictSummary(figures)}\n${figuresTable(figures)}` },
  ];
}

function asLeak({ name, published, random, byTrack, byArtist }: HeadlineRow): LeakRow {
  const scores = [
    { by: "row", figure: random },
    { by: "track", figure: byTrack },
    { by: "artist", figure: byArtist },
  ] as const;
  return {
    name,
    published,
    scores: scores.flatMap(({ by, figure }) => {
      if (!figure) return [];
      const { measured, interval } = figure;
      return {
        by,
        value: measured as number,
        ...(interval ? { interval: { low: interval[0], high: interval[1] } } : {}),
      };
    }),
  };
}
