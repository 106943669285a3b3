import type { SplitUnit } from "../../dataset/index.ts";

const SUFFIX = /\.by-(track|artist)$/;

/**
 * The id of a figure for a way to split: unchanged for random rows, as in the report, otherwise with `.by-track` or `.by-artist`
 * appended.
 * @example
 * import { figureId } from "../src/study/judge/index.ts";
 * figureId("accuracy.3s.knn.test", "track"); // => "accuracy.3s.knn.test.by-track"
 */
export function figureId(id: string, by: SplitUnit): string {
  return by === "row" ? id : `${id}.by-${by}`;
}

/**
 * Splits a figure's id into the id of its published counterpart and what was kept apart when measuring it.
 * @example
 * import { parseFigureId } from "../src/study/judge/index.ts";
 * parseFigureId("accuracy.3s.knn.test.by-track"); // => { base: "accuracy.3s.knn.test", by: "track" }
 */
export function parseFigureId(id: string): { readonly base: string; readonly by: SplitUnit } {
  const by = SUFFIX.exec(id)?.[1] as "track" | "artist" | undefined;
  return { base: id.replace(SUFFIX, ""), by: by ?? "row" };
}
