import type { SourceTables } from "../../dataset/index.ts";
import type { StoryFigure } from "./collectFigures.ts";

/** The contents of `results.json`. It has no times: two runs on the same data give the same bytes. */
export interface Results {
  readonly schemaVersion: 1;
  readonly data: {
    readonly source: string;
    readonly kind: string;
    /** By table: "30s", "3s". */
    readonly rows: Readonly<Record<string, number>>;
    readonly sha256: Readonly<Record<string, string>>;
  };
  /** The software the figures were computed with. */
  readonly environment: string;
  readonly seed: number;
  readonly figures: readonly ResultFigure[];
}

/** A figure for programs to read. */
export type ResultFigure = Pick<
  StoryFigure,
  "id" | "notebook" | "published" | "measured" | "interval" | "verdict" | "note"
>;

/** The results of a run. */
export function toResults(
  { source, clips, segments }: SourceTables,
  figures: readonly StoryFigure[],
  { environment, seed }: Pick<Results, "environment" | "seed">,
): Results {
  const tables = [["30s", clips] as const, ["3s", segments] as const].flatMap(([id, table]) =>
    table ? [{ id, table }] : [],
  );
  return {
    schemaVersion: 1,
    data: {
      // A folder's path is the user's own and differs from machine to machine.
      source: source.kind === "folder" ? source.title : source.name,
      kind: source.kind,
      rows: Object.fromEntries(tables.map(({ id, table }) => [id, table.X.rows])),
      sha256: Object.fromEntries(tables.map(({ id, table }) => [id, table.sha256])),
    },
    environment,
    seed,
    figures: figures.map(({ id, notebook, published, measured, interval, verdict, note }) => ({
      id,
      notebook,
      published,
      measured,
      interval,
      verdict,
      note,
    })),
  };
}

/**
 * Formats results for a file: one figure per line, so that a diff of two files shows which figures differ.
 * @example
 * import { formatResults, loadTables, tellStory } from "../src/study/index/index.ts";
 * const tables = () => loadTables("sample");
 * const { results } = (await tellStory([], { tables, whole: true, environment: "", seed: 1 }))!;
 * formatResults(results).split("\n").at(-4); // => "    {\"id\":\"page.…"
 */
export function formatResults({ figures, ...head }: Results): string {
  const lines = figures.map((figure) => `    ${JSON.stringify(figure)}`);
  const body = JSON.stringify(head, undefined, 2).replace(/\n\}$/, "");
  return `${body},\n  "figures": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
