import { basename } from "node:path";
import { FIGURES_MIME_TYPE, type JudgedFigure } from "../judge/index.ts";
import type { PublishedNotebook } from "../../notebook/index.ts";
import type { StoryFigure } from "./storyFigure.ts";
import { UserError } from "../../ground/index.ts";

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
