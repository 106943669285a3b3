import { basename } from "node:path";
import { UserError } from "../../ground/index.ts";
import type { PublishedNotebook } from "../../notebook/index.ts";
import { FIGURES_MIME_TYPE, type JudgedFigure, judgeFigure } from "../judge/index.ts";
import { contradictionsOf, PUBLISHED_FIGURES } from "../published/index.ts";

/**
 * The figures that executed notebooks show, in the notebooks' order, each with its cell.
 * @throws UserError if two cells show the same figure, since it would be unclear which counts
 */
export function collectFigures(published: readonly Pick<PublishedNotebook, "path" | "run">[]): StoryFigure[] {
  const figures: StoryFigure[] = [];
  const cells = new Map<string, string>();
  for (const { path, run } of published) {
    const notebook = basename(path, ".ipynb");
    for (const cell of run.notebook.cells) {
      if (cell.cell_type !== "code") continue;
      for (const output of cell.outputs) {
        const bundle = "data" in output ? output.data[FIGURES_MIME_TYPE] : undefined;
        if (bundle === undefined) continue;
        const shown = (bundle as unknown as { figures: JudgedFigure[] }).figures;
        for (const figure of shown) {
          const place = `cell ${cell.id} of ${notebook}`;
          const other = cells.get(figure.id);
          if (other !== undefined) {
            throw new UserError(`the figure ${figure.id} is shown twice, in ${other} and in ${place}; keep one`);
          }
          cells.set(figure.id, place);
          figures.push({ ...figure, notebook, href: `${notebook}.html#cell-${cell.id}` });
        }
      }
    }
  }
  return figures;
}

/** A judged figure and where it is shown. */
export interface StoryFigure extends JudgedFigure {
  /** The notebook, such as `02-model-testing`. */
  readonly notebook: string;
  /** The page and cell that show it; absent if no notebook of this run measured it. */
  readonly href?: string;
}

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
