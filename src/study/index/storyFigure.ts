import type { JudgedFigure } from "../judge/index.ts";

/** A judged figure and where it is shown. */
export interface StoryFigure extends JudgedFigure {
  /** The notebook, such as `02-model-testing`. */
  readonly notebook: string;
  /** The page and cell that show it; absent if no notebook of this run measured it. */
  readonly href?: string;
}
