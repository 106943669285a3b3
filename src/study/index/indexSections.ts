import type { SourceTables } from "../../dataset/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import { type IndexSection, renderChart } from "../../notebook/index.ts";
import { figuresTable } from "./figuresTable.ts";
import { chanceOf, leakChart, type LeakRow } from "../common/index.ts";
import { bestHonest, type HeadlineRow, headlineRows, headlineTable } from "./headlineTable.ts";
import type { StoryFigure } from "./storyFigure.ts";
import { storyInWords } from "./storyInWords.ts";
import { STORY_STYLES } from "./storyStyles.ts";
import { verdictSummary } from "./verdictSummary.ts";

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
