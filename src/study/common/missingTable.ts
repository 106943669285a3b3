import { type Markdown, markdown } from "./markdown.ts";
import { prose } from "./prose.ts";

/**
 * Stands in for a section that needs a table the source doesn't have.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { missingTable } from "../src/study/common/index.ts";
 * const { segments } = await loadSource(resolveSource("sample"));
 * const shown = segments ? segments.X.rows : missingTable("3-second table");
 * shown; // => 1600
 */
export function missingTable(title: "30-second table" | "3-second table"): Markdown {
  return markdown(prose`*This source has no ${title}, so there is nothing to show here.*`);
}
