import type { SourceTables } from "../../dataset/index.ts";
import type { IndexSection, PublishedNotebook } from "../../notebook/index.ts";
import { collectFigures } from "./collectFigures.ts";
import { completeFigures } from "./completeFigures.ts";
import { indexSections } from "./indexSections.ts";
import { type Results, toResults } from "./results.ts";

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
