import { contradictionsOf, PUBLISHED_FIGURES } from "../published/index.ts";
import { judgeFigure } from "../judge/index.ts";
import type { StoryFigure } from "./storyFigure.ts";

/**
 * All figures of the report with a verdict, and whatever else was measured. Those that no notebook of this run measured come last, and
 * say so.
 */
export function completeFigures(measured: readonly StoryFigure[]): StoryFigure[] {
  const ids = new Set(measured.map(({ id }) => id));
  const missing = PUBLISHED_FIGURES.filter(({ id }) => !ids.has(id)).map((published): StoryFigure => {
    const { id, notebook } = published;
    const figure = judgeFigure(
      { id, measured: null, note: `Not measured in this run; its notebook is ${notebook}.` },
      { published, drawn: false, made: false, incomparable: undefined, contradictions: contradictionsOf(id) },
    );
    return { ...figure, notebook };
  });
  return [...measured, ...missing];
}
