import { type IndexSection, renderChart } from "../../notebook/index.ts";
import { leakChart } from "./leakChart.ts";
import { figuresTable } from "./figuresTable.ts";
import { headlineTable } from "./headlineTable.ts";
import type { StoryFigure } from "./storyFigure.ts";
import { STORY_STYLES } from "./storyStyles.ts";
import { verdictSummary } from "./verdictSummary.ts";

/** What the index tells before the list of notebooks, the story in one screen, and after it, all figures. */
export function indexSections(figures: readonly StoryFigure[], source: string): IndexSection[] {
  const chart = leakChart(figures, source);
  const headlines = headlineTable(figures, source);
  return [
    {
      id: "story",
      title: "What holds",
      place: "before",
      html: [
        STORY_STYLES,
        chart && renderChart(chart.figure, chart.alt).text,
        verdictSummary(figures),
        `<div class="html table-scroll headlines" role="region" aria-label="Headline figures" tabindex="0">${headlines.html}</div>`,
      ]
        .filter(Boolean)
        .join("\n"),
    },
    { id: "figures", title: "All figures", html: figuresTable(figures) },
  ];
}
