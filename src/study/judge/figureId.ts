import type { SplitUnit } from "../../dataset/index.ts";

const SUFFIX = /\.by-(track|artist)$/;

/** The id of a figure with a way to split: as it is for random rows, as in the report, else ending in `.by-track` or `.by-artist`. */
export function figureId(id: string, by: SplitUnit): string {
  return by === "row" ? id : `${id}.by-${by}`;
}

/** The id of the published figure that a figure stands beside, and what was kept apart when it was measured. */
export function parseFigureId(id: string): { readonly base: string; readonly by: SplitUnit } {
  const by = SUFFIX.exec(id)?.[1] as "track" | "artist" | undefined;
  return { base: id.replace(SUFFIX, ""), by: by ?? "row" };
}
